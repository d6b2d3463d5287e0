import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { formatCount, formatPercent } from '../../../core/format.ts'
import { categories } from '../../../protocol/categories.ts'
import { query } from '../../../protocol/client.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { Hero } from '../../ui/figures.tsx'
import { Empty } from '../../ui/notice.tsx'
import { ScreenTabs } from '../../ui/screen-tabs.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { categoryWords } from '../../words/categories.ts'
import { counted } from '../../words/count.ts'
import { useWords } from '../../words/words.ts'
import { Changes } from './changes.tsx'
import { OpenCategory } from './open-category.tsx'
import { Rules } from './rules.tsx'
import { spans, useSpan } from './span.ts'
import { type TreeRow, toTree, toUnsortedShare, treeOrders, type UnsortedShare } from './tree.ts'
import { Tree } from './tree-table.tsx'
import { Undo } from './undo.tsx'
import { Unsorted } from './unsorted.tsx'

const views = ['categories', 'unsorted', 'rules', 'changes'] as const
type ViewName = (typeof views)[number]

/** What apps are sorted into, by which rules, and what no rule sorts. */
export function Screen() {
  const words = useWords(categoryWords)
  const { org, locale } = useSelf()
  const [span, setSpan] = useSpan()
  const [asked] = useParam('tab', 'categories')
  const [sort] = useParam('sort', 'active')
  const order = treeOrders.find((one) => one === sort) ?? 'active'
  const [opened] = useParam('category')
  const { data } = useSuspenseQuery(query(categories, { org: org.id, days: span }))
  const tree = toTree(data.categories, locale, order)
  const view = views.find((one) => one === asked) ?? 'categories'
  return (
    <>
      <ScreenHead
        title={words.title}
        beside={
          <>
            <Undo revision={data.revision} />
            <BareSelect
              label={words.span}
              value={span}
              options={spans.map((one) => ({ value: one, text: words.days[one] }))}
              onChange={setSpan}
            />
          </>
        }
      />
      <Lead share={toUnsortedShare(data)} />
      {opened === undefined ? (
        <>
          <ScreenTabs
            label={words.view}
            current={view}
            keep={['days']}
            tabs={views.map((one) => ({
              value: one,
              text:
                one === 'unsorted' && data.unsorted.apps > 0
                  ? `${words.views.unsorted} ${formatCount(data.unsorted.apps, locale)}`
                  : words.views[one],
            }))}
          />
          <View view={view} tree={tree} revision={data.revision} />
        </>
      ) : (
        <OpenCategory id={Number(opened)} tree={tree} revision={data.revision} />
      )}
    </>
  )
}

interface ViewProps {
  readonly view: ViewName
  readonly tree: readonly TreeRow[]
  readonly revision: number
}

function View({ view, tree, revision }: ViewProps) {
  if (view === 'rules') return <Rules tree={tree} />
  if (view === 'unsorted') return <Unsorted tree={tree} />
  if (view === 'changes') return <Changes />
  return <Tree tree={tree} revision={revision} />
}

/** How much there still is to sort: the first thing that somebody wants to know here. */
function Lead({ share }: { readonly share: UnsortedShare }) {
  const words = useWords(categoryWords)
  const { locale } = useSelf()
  const [span] = useSpan()
  const within = words.ofSpan[span]
  const many = counted(locale, share.apps, words.app, words.apps)
  if (!share.any)
    return (
      <Room>
        <Empty title={words.nothing(within)}>{words.nothingHint}</Empty>
      </Room>
    )
  const says = {
    ...{ active: words.unsortedShare, cpu: words.unsortedCpu, atMost: words.unsortedAtMost },
    unknown: words.unsortedWithheld,
  }[share.share === null ? 'unknown' : share.atMost ? 'atMost' : share.of]
  return (
    <Room>
      <Hero
        figure={share.share === null ? '' : formatPercent(share.share, locale)}
        label={share.apps === 0 ? words.allSorted(within) : says(within, many)}
      />
    </Room>
  )
}

const Room = ({ children }: { readonly children: ReactNode }) => <div className="pt-8 pb-8 sm:pt-10">{children}</div>
