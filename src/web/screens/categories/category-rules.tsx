import { useQuery } from '@tanstack/react-query'
import { formatCount } from '../../../core/format.ts'
import { rules } from '../../../protocol/categories.ts'
import { query } from '../../../protocol/client.ts'
import { useSelf } from '../../data/self.ts'
import type { Column } from '../../ui/column.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { categoryWords } from '../../words/categories.ts'
import { ruleWords } from '../../words/rules.ts'
import { useWords } from '../../words/words.ts'
import { Conditions, type ListedRule } from './conditions.tsx'
import { CategoryName } from './rule-table.tsx'
import { useSpan } from './span.ts'
import { columnOfTold } from './told.ts'
import { branchOf, type TreeRow } from './tree.ts'
import { WithheldHint } from './withheld-hint.tsx'

/** The rules that lead to a category or below it; each leads to where it is edited. */
export function CategoryRules({ row, tree }: { readonly row: TreeRow; readonly tree: readonly TreeRow[] }) {
  const words = useWords(categoryWords)
  const said = useWords(ruleWords)
  const { org, locale } = useSelf()
  const [span] = useSpan()
  const { data } = useQuery(query(rules, { org: org.id, days: span }))
  if (!data) return <Skeleton className="h-24" />
  const byId = new Map(tree.map((one) => [one.id, one]))
  const ids = new Set(branchOf(tree, row).map(({ id }) => id))
  const shown = data.rules.filter(({ categoryId }) => ids.has(categoryId))
  const add = <HereLink change={{ tab: 'rules', rule: 'new', q: undefined }}>{said.add}</HereLink>
  if (shown.length === 0) return <Empty title={words.noRules}>{add}</Empty>
  const tell = columnOfTold(
    shown.map(({ time }) => time),
    locale,
    words.withheld,
  )
  const columns: Column<ListedRule>[] = [
    {
      ...{ id: 'looks', head: said.columns.looks, names: true },
      cell: (rule) => (
        <HereLink
          change={{ tab: 'rules', rule: String(rule.id), category: undefined, q: undefined }}
          className="quiet-link block"
        >
          <Conditions rule={rule} nameOf={(id) => byId.get(id)?.path ?? ''} />
        </HereLink>
      ),
    },
    {
      ...{ id: 'into', head: said.columns.into, quiet: true, spare: true },
      cell: ({ categoryId }) => <CategoryName row={byId.get(categoryId)} />,
    },
    {
      ...{ id: 'apps', head: said.columns.apps, align: 'right', quiet: true },
      cell: ({ apps }) => formatCount(apps, locale),
    },
    { id: 'active', head: said.columns.active, align: 'right', spare: true, cell: ({ time }) => tell(time) },
  ]
  return (
    <>
      <Table label={words.ofCategory} columns={columns} rows={shown} rowKey={({ id }) => id} />
      <WithheldHint times={shown.map(({ time }) => time)} spare />
      <p className="mt-4 text-note">{add}</p>
    </>
  )
}
