import { useState } from 'react'
import { formatCount, formatCpu, formatPercent } from '../../../core/format.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { colorOf } from '../../report/shares-bar.tsx'
import { Bar } from '../../ui/bars.tsx'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { categoryWords } from '../../words/categories.ts'
import { useWords } from '../../words/words.ts'
import { type CategoryAct, CategoryDialog, CategoryMenu } from './category-dialogs.tsx'
import { underTabs } from './span.ts'
import { columnOfTold } from './told.ts'
import { activeOf, type TreeRow } from './tree.ts'
import { WithheldHint } from './withheld-hint.tsx'

/** How far a category stands in from the one above it, in pixels; from a depth on there is no more room. */
const step = 20
const deepest = 4

/** The categories, each with what lies below it. */
export function Tree({ tree, revision }: { readonly tree: readonly TreeRow[]; readonly revision: number }) {
  const words = useWords(categoryWords)
  const [sort, setSort] = useParam('sort', 'active')
  const [act, setAct] = useState<CategoryAct>()
  const columns = useTreeColumns(tree, setAct)
  const sorting = { by: sort, way: sort === 'category' ? 'ascending' : 'descending' } as const
  return (
    <Section
      title={words.treeTitle}
      className={underTabs}
      caption={words.treeCaption}
      beside={
        <Button small onClick={() => setAct({ what: 'add', parentId: null })}>
          {words.add}
        </Button>
      }
    >
      {tree.length === 0 ? (
        <Empty title={words.noneDefined}>{words.noneDefinedHint}</Empty>
      ) : (
        <Table
          label={words.views.categories}
          columns={columns}
          rows={tree}
          rowKey={({ id }) => id}
          sorting={sorting}
          onSort={({ by }) => setSort(by)}
        />
      )}
      <WithheldHint times={tree.map(({ all }) => all.time)} />
      <CategoryDialog act={act} tree={tree} revision={revision} onClose={() => setAct(undefined)} />
    </Section>
  )
}

function useTreeColumns(tree: readonly TreeRow[], onAct: (act: CategoryAct) => void): Column<TreeRow>[] {
  const words = useWords(categoryWords)
  const { locale } = useSelf()
  const tell = columnOfTold(
    tree.map(({ all }) => all.time),
    locale,
    words.withheld,
  )
  // Where some of it may not be told, nobody knows the whole that shares are of.
  const hidden = tree.some(({ depth, all }) => depth === 0 && all.time === 'withheld')
  const total = tree.reduce((sum, { depth, all }) => sum + (depth === 0 ? (activeOf(all.time) ?? 0) : 0), 0)
  const most = Math.max(1, ...tree.map(({ all }) => activeOf(all.time) ?? 0))
  return [
    {
      ...{ id: 'category', head: words.columns.category, names: true, sorts: 'ascending' },
      cell: (row) => <CategoryCell row={row} share={(activeOf(row.all.time) ?? 0) / most} />,
    },
    {
      id: 'active',
      head: words.columns.active,
      align: 'right',
      sorts: 'descending',
      cell: ({ all }) => tell(all.time),
    },
    ...(hidden
      ? []
      : [
          {
            ...{ id: 'share', head: words.columns.share, align: 'right', quiet: true, spare: true },
            cell: ({ all }) => {
              const ms = activeOf(all.time)
              return ms === null || total === 0 ? '' : formatPercent(ms / total, locale)
            },
          } satisfies Column<TreeRow>,
        ]),
    {
      ...{ id: 'cpu', head: words.columns.cpu, align: 'right', quiet: true, spare: true },
      cell: ({ all }) => formatCpu(all.cpuMs, locale),
    },
    {
      ...{ id: 'apps', head: words.columns.apps, align: 'right', quiet: true },
      cell: ({ apps }) => formatCount(apps, locale),
    },
    {
      ...{ id: 'rules', head: words.columns.rules, align: 'right', quiet: true, spare: true },
      cell: ({ rules }) => formatCount(rules, locale),
    },
    {
      ...{ id: 'actions', head: words.columns.actions, align: 'right' },
      cell: (row) => <CategoryMenu row={row} onAct={onAct} />,
    },
  ]
}

/** Its colour, its name where it stands in the tree, and how much of the largest it is. */
const CategoryCell = ({ row, share }: { readonly row: TreeRow; readonly share: number }) => (
  <HereLink change={{ category: String(row.id) }} className={`quiet-link block ${row.depth > 0 ? 'font-normal' : ''}`}>
    <span className="block" style={{ paddingLeft: Math.min(row.depth, deepest) * step }}>
      <i
        className={`mr-[10px] inline-block size-[10px] ${row.depth > 0 ? 'opacity-50' : ''}`}
        style={{ background: colorOf(row.color) }}
        aria-hidden="true"
      />
      <bdi>{row.label}</bdi>
      {share > 0 && <Bar share={share} />}
    </span>
  </HereLink>
)
