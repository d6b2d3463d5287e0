import type { ReactNode } from 'react'
import { columnOfDurations } from '../../../core/format.ts'
import { columnOfChanges } from '../../../core/format-differences.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { myComparison } from '../../../protocol/usage.ts'
import { appName, categoryName } from '../../data/names.ts'
import { Difference } from '../../ui/bars.tsx'
import type { Column } from '../../ui/column.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { compareWords } from '../../words/compare.ts'
import { useLocale, useWords } from '../../words/words.ts'

/** Two periods, as the server answers. */
export type Comparison = OutputOf<typeof myComparison>

interface Names {
  readonly a: string
  readonly b: string
}

/** What is told of in both periods. */
interface Line {
  readonly id: string
  readonly name: ReactNode
  readonly a: number
  readonly b: number
  readonly changeMs: number
}

/** Apps and categories, each in both periods and how much more or less. */
export function ComparedTables({ comparison, names }: { readonly comparison: Comparison; readonly names: Names }) {
  const words = useWords(compareWords)
  const locale = useLocale()
  const { of, rest } = comparison
  const msOf = (times: { readonly activeMs: number | null; readonly cpuMs: number }) =>
    of === 'active' ? (times.activeMs ?? 0) : times.cpuMs
  const apps = comparison.apps.map(
    (app): Line => ({
      ...{ id: app.key, a: msOf(app.a), b: msOf(app.b), changeMs: app.changeMs },
      name: (
        <ScreenLink to="app" search={{ app: app.key }} className="quiet-link">
          <bdi>{appName(app)}</bdi>
        </ScreenLink>
      ),
    }),
  )
  const used = apps.filter(({ a, b }) => a > 0 || b > 0)
  const others: Line = { id: 'rest', name: <span className="font-normal">{words.rest}</span>, ...rest }
  const categories = comparison.categories.map(
    (one): Line => ({
      ...{ id: String(one.id), a: msOf(one.a), b: msOf(one.b), changeMs: one.changeMs },
      name: categoryName(one, locale) ?? words.uncategorised,
    }),
  )
  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)] xl:gap-x-10">
      <Section title={words.apps} caption={words.appsCaption}>
        <Lines
          label={words.apps}
          head={words.app}
          names={names}
          lines={rest.a !== 0 || rest.b !== 0 ? [...used, others] : used}
          total
        />
      </Section>
      <Section title={words.categories} caption={words.categoriesCaption}>
        <Lines label={words.categories} head={words.category} names={names} lines={categories} />
      </Section>
    </div>
  )
}

interface LinesProps {
  readonly label: string
  readonly head: string
  readonly names: Names
  readonly lines: readonly Line[]
  readonly total?: boolean
}

function Lines({ label, head, names, lines, total = false }: LinesProps) {
  const words = useWords(compareWords)
  const locale = useLocale()
  const sum = (of: (line: Line) => number) => lines.reduce((all, line) => all + of(line), 0)
  const most = Math.max(1, ...lines.map(({ changeMs }) => Math.abs(changeMs)))
  const [allA, allB] = [sum(({ a }) => a), sum(({ b }) => b)]
  const format = columnOfDurations(
    total ? Math.max(allA, allB) : Math.max(0, ...lines.flatMap(({ a, b }) => [a, b])),
    locale,
  )
  const change = columnOfChanges(Math.max(allA, allB), locale)
  const signed = (ms: number) => (ms < 0 ? `\u2212${format(-ms)}` : format(ms))
  const picture: Column<Line> = {
    ...{ id: 'bar', head: '', spare: true, wide: true },
    cell: ({ changeMs }) => <Difference share={changeMs / most} />,
  }
  const columns: Column<Line>[] = [
    { id: 'name', head, names: true, cell: ({ name }) => name, ...(total && { total: words.total }) },
    {
      ...{ id: 'a', head: names.a, align: 'right', quiet: true, spare: true },
      cell: ({ a }) => signed(a),
      ...(total && { total: format(allA) }),
    },
    {
      ...{ id: 'b', head: names.b, align: 'right' },
      cell: ({ b }) => signed(b),
      ...(total && { total: format(allB) }),
    },
    ...(total ? [picture] : []),
    {
      ...{ id: 'change', head: words.change, align: 'right' },
      cell: ({ changeMs }) => change(changeMs),
      ...(total && { total: change(allB - allA) }),
    },
  ]
  return (
    <Table
      label={label}
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      sorting={{ by: 'change', way: 'descending' }}
      totals={total}
    />
  )
}
