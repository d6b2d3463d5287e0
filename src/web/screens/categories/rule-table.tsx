import { formatCount } from '../../../core/format.ts'
import { useSelf } from '../../data/self.ts'
import { colorOf } from '../../report/shares-bar.tsx'
import type { Column } from '../../ui/column.ts'
import { Menu } from '../../ui/menu.tsx'
import { Table } from '../../ui/table.tsx'
import { categoryWords } from '../../words/categories.ts'
import { ruleWords } from '../../words/rules.ts'
import { useWords } from '../../words/words.ts'
import { Conditions, type ListedRule, nameOfRule } from './conditions.tsx'
import { columnOfTold } from './told.ts'
import type { TreeRow } from './tree.ts'
import { rowMark, type useReorder } from './use-reorder.ts'
import { WithheldHint } from './withheld-hint.tsx'

interface RuleTableProps {
  readonly rows: readonly ListedRule[]
  /** All of them: the place of each is among all. */
  readonly all: readonly ListedRule[]
  readonly tree: readonly TreeRow[]
  readonly reorder: ReturnType<typeof useReorder>
  onOpen(rule: ListedRule): void
  onPlace(rule: ListedRule, to: 'first' | 'last'): void
  onRemove(rule: ListedRule): void
}

/** Rules as rows, with what each is moved by. */
export function RuleTable({ rows, all, tree, reorder, onOpen, onPlace, onRemove }: RuleTableProps) {
  const words = useWords(ruleWords)
  const { withheld } = useWords(categoryWords)
  const { locale } = useSelf()
  const byId = new Map(tree.map((row) => [row.id, row]))
  // While one is moved, all say where they would be.
  const places = new Map((rows.length === all.length ? rows : all).map(({ id }, i) => [id, i + 1]))
  const tell = columnOfTold(
    rows.map(({ time }) => time),
    locale,
    withheld,
  )
  const count = (n: number) => formatCount(n, locale)
  const columns: Column<ListedRule>[] = [
    {
      ...{ id: 'place', head: words.columns.place },
      cell: (rule) => (
        <Grip name={words.grip(nameOfRule(rule))} place={count(places.get(rule.id) ?? 0)} {...reorder.grip(rule.id)} />
      ),
    },
    {
      ...{ id: 'looks', head: words.columns.looks, names: true },
      cell: (rule) => (
        <button type="button" className="quiet-link block w-full text-left" onClick={() => onOpen(rule)}>
          <Conditions rule={rule} nameOf={(id) => byId.get(id)?.path ?? ''} />
          <span className="mt-1 block font-normal text-ink-2 sm:hidden">
            <CategoryName row={byId.get(rule.categoryId)} />
          </span>
        </button>
      ),
    },
    {
      ...{ id: 'into', head: words.columns.into, spare: true },
      cell: ({ categoryId }) => <CategoryName row={byId.get(categoryId)} />,
    },
    {
      ...{ id: 'apps', head: words.columns.apps, align: 'right', quiet: true },
      // A rule on titles takes windows: which apps it would fit says nothing.
      cell: ({ apps, matches, title, domain }) =>
        matches > apps && title === null && domain === null
          ? words.ofMatching(count(apps), count(matches))
          : count(apps),
    },
    { id: 'active', head: words.columns.active, align: 'right', spare: true, cell: ({ time }) => tell(time) },
    {
      ...{ id: 'actions', head: words.columns.actions, align: 'right' },
      cell: (rule) => (
        <Menu
          label={words.actionsOf(nameOfRule(rule))}
          items={[
            { text: words.edit, run: () => onOpen(rule) },
            { text: words.first, run: () => onPlace(rule, 'first') },
            { text: words.last, run: () => onPlace(rule, 'last') },
            { text: words.remove, remove: true, run: () => onRemove(rule) },
          ]}
        >
          •••
        </Menu>
      ),
    },
  ]
  return (
    <div className="[&_tr[data-held]]:bg-track">
      <Table
        label={words.title}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowData={({ id }) => ({ [rowMark]: String(id), 'data-held': reorder.held === id ? '' : undefined })}
      />
      <WithheldHint times={rows.map(({ time }) => time)} spare />
    </div>
  )
}

interface GripProps {
  readonly name: string
  readonly place: string
}

/** What a rule is taken hold of by, with its place. */
const Grip = ({ name, place, ...held }: GripProps) => (
  <button
    type="button"
    aria-label={name}
    title={name}
    className="-ml-2 flex min-h-6 min-w-11 cursor-grab touch-none items-center gap-2 px-2 whitespace-nowrap text-ink-3 select-none aria-pressed:cursor-grabbing aria-pressed:text-ink"
    {...held}
  >
    <svg width="8" height="14" viewBox="0 0 8 14" fill="currentColor" aria-hidden="true">
      {[1, 6, 11].map((y) => (
        <path key={y} d={`M0 ${y}h2v2H0zM6 ${y}h2v2H6z`} />
      ))}
    </svg>
    <span className="text-note">{place}</span>
  </button>
)

/** A category by its colour and name. */
export const CategoryName = ({ row }: { readonly row: TreeRow | undefined }) =>
  row ? (
    <span title={row.path} className="flex items-baseline gap-2">
      <i className="inline-block size-[10px] shrink-0" style={{ background: colorOf(row.color) }} aria-hidden="true" />
      <bdi>{row.label}</bdi>
    </span>
  ) : null
