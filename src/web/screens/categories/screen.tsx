import { useSuspenseQuery } from '@tanstack/react-query'
import { formatCount } from '../../../core/format.ts'
import { categories } from '../../../protocol/categories.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenTabs } from '../../ui/screen-tabs.tsx'
import { categoryWords } from '../../words/categories.ts'
import { useWords } from '../../words/words.ts'
import { Changes } from './changes.tsx'
import { Head } from './head.tsx'
import { Lead } from './lead.tsx'
import { OpenCategory } from './open-category.tsx'
import { Rules } from './rules.tsx'
import { useSpan } from './span.ts'
import { type TreeRow, toTree, toUnsortedShare, treeOrders } from './tree.ts'
import { Tree } from './tree-table.tsx'
import { Unsorted } from './unsorted.tsx'

const views = ['categories', 'unsorted', 'rules', 'changes'] as const

/** What apps are sorted into, by which rules, and what no rule sorts; or one category. */
export function Screen() {
  const { org, locale } = useSelf()
  const [span] = useSpan()
  const [sort] = useParam('sort', 'active')
  const [tab] = useParam('tab')
  const [opened] = useParam('category')
  const { data } = useSuspenseQuery(query(categories, { org: org.id, days: span }))
  const tree = toTree(data.categories, locale, treeOrders.find((one) => one === sort) ?? 'active')
  return opened !== undefined && tab === undefined ? (
    <OpenCategory id={Number(opened)} tree={tree} revision={data.revision} />
  ) : (
    <All data={data} tree={tree} />
  )
}

function All({ data, tree }: { readonly data: OutputOf<typeof categories>; readonly tree: readonly TreeRow[] }) {
  const words = useWords(categoryWords)
  const { locale } = useSelf()
  const [asked] = useParam('tab', 'categories')
  const view = views.find((one) => one === asked) ?? 'categories'
  const { apps } = data.unsorted
  const textOf = (one: (typeof views)[number]) =>
    one === 'unsorted' && apps > 0 ? `${words.views.unsorted} ${formatCount(apps, locale)}` : words.views[one]
  return (
    <>
      <Head title={words.title} revision={data.revision} />
      <div className="pt-8 pb-2 sm:pt-10">
        <Lead share={toUnsortedShare(data)} />
      </div>
      <ScreenTabs
        label={words.view}
        current={view}
        keep={['days']}
        tabs={views.map((one) => ({ value: one, text: textOf(one) }))}
      />
      {view === 'categories' && <Tree tree={tree} revision={data.revision} />}
      {view === 'unsorted' && <Unsorted tree={tree} />}
      {view === 'rules' && <Rules tree={tree} />}
      {view === 'changes' && <Changes />}
    </>
  )
}
