import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { formatDuration, formatPercent } from '../../../core/format.ts'
import { categories } from '../../../protocol/categories.ts'
import { query } from '../../../protocol/client.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { Hero } from '../../ui/figures.tsx'
import { Empty } from '../../ui/notice.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { ParamSegments } from '../../ui/tabs.tsx'
import { categoryWords } from '../../words/categories.ts'
import { counted } from '../../words/count.ts'
import { useWords } from '../../words/words.ts'
import { Changes } from './changes.tsx'
import { OpenCategory } from './open-category.tsx'
import { Rules } from './rules.tsx'
import { spans, useSpan } from './span.ts'
import { type TreeRow, toTree, toUnsortedShare, type UnsortedShare } from './tree.ts'
import { Tree } from './tree-table.tsx'
import { Undo } from './undo.tsx'
import { Unsorted } from './unsorted.tsx'

const views = ['categories', 'unsorted', 'rules', 'changes'] as const
type View = (typeof views)[number]

/** What apps are sorted into, by which rules, and what no rule sorts. */
export function Screen() {
  const words = useWords(categoryWords)
  const { org, locale } = useSelf()
  const [span, setSpan] = useSpan()
  const [asked] = useParam('view', 'categories')
  const [opened] = useParam('category')
  const { data } = useSuspenseQuery(query(categories, { org: org.id, days: span }))
  const tree = toTree(data.categories, locale, 'active')
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
          <div className="mb-8">
            <ParamSegments
              label={words.view}
              param="view"
              options={views.map((one) => ({ value: one, text: words.views[one] }))}
            />
          </div>
          <View view={view} tree={tree} />
        </>
      ) : (
        <OpenCategory id={Number(opened)} tree={tree} revision={data.revision} />
      )}
    </>
  )
}

function View({ view, tree }: { readonly view: View; readonly tree: readonly TreeRow[] }) {
  if (view === 'rules') return <Rules tree={tree} />
  if (view === 'unsorted') return <Unsorted tree={tree} />
  if (view === 'changes') return <Changes />
  return <Tree tree={tree} />
}

/** How much there still is to sort: the first thing that somebody wants to know here. */
function Lead({ share: { share, of, activeMs, apps, any } }: { readonly share: UnsortedShare }) {
  const words = useWords(categoryWords)
  const { locale } = useSelf()
  const [span] = useSpan()
  const within = words.ofSpan[span]
  const many = counted(locale, apps, words.app, words.apps)
  if (!any) return <Room>{<Empty title={words.nothing(within)}>{words.nothingHint}</Empty>}</Room>
  if (apps === 0) return <Room>{<Hero figure={formatPercent(0, locale)} label={words.allSorted(within)} />}</Room>
  const label =
    share !== null
      ? of === 'active'
        ? words.unsortedShare(within, many)
        : words.unsortedCpu(within, many)
      : activeMs === null
        ? words.unsortedWithheld(within, many)
        : words.unsortedTime(within, many)
  const figure =
    share !== null ? formatPercent(share, locale) : activeMs === null ? '' : formatDuration(activeMs, locale)
  return (
    <Room>
      <Hero figure={figure} label={label} />
    </Room>
  )
}

const Room = ({ children }: { readonly children: ReactNode }) => <div className="pt-8 pb-8 sm:pt-10">{children}</div>
