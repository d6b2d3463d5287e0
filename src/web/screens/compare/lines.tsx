import type { ReactNode } from 'react'
import { columnOfDurations } from '../../../core/format.ts'
import { columnOfChanges } from '../../../core/format-differences.ts'
import { Difference } from '../../ui/bars.tsx'
import type { Column } from '../../ui/column.ts'
import { Table } from '../../ui/table.tsx'
import { compareWords } from '../../words/compare.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type Compared, sumOf } from './sums.ts'

/** Both periods, as they are called over a column. */
export interface Names {
  readonly a: string
  readonly b: string
}

/** What is told of in both periods. */
export interface Line extends Compared {
  readonly id: string
  readonly name: ReactNode
}

interface LinesProps {
  readonly label: string
  readonly head: string
  readonly names: Names
  readonly lines: readonly Line[]
  readonly total?: boolean
}

/** A table of two periods. */
export function Lines({ label, head, names, lines, total = false }: LinesProps) {
  const words = useWords(compareWords)
  const locale = useLocale()
  const most = Math.max(1, ...lines.map(({ changeMs }) => Math.abs(changeMs)))
  const { a: allA, b: allB } = sumOf(lines)
  const format = columnOfDurations(
    total ? Math.max(allA, allB) : Math.max(0, ...lines.flatMap(({ a, b }) => [a, b])),
    locale,
  )
  const change = columnOfChanges(Math.max(allA, allB), locale)
  const signed = (ms: number) => (ms < 0 ? `\u2212${format(-ms)}` : format(ms))
  // Over a column a period may break between its words, so that names need not break within theirs.
  const headOf = (period: string) => period.replaceAll('\u00a0', ' ')
  const columns: Column<Line>[] = [
    { id: 'name', head, names: true, cell: ({ name }) => name, ...(total && { total: words.total }) },
    {
      ...{ id: 'a', head: headOf(names.a), align: 'right', quiet: true, spare: true },
      cell: ({ a }) => signed(a),
      ...(total && { total: format(allA) }),
    },
    {
      ...{ id: 'b', head: headOf(names.b), align: 'right' },
      cell: ({ b }) => signed(b),
      ...(total && { total: format(allB) }),
    },
    {
      ...{ id: 'bar', head: '', spare: true, wide: true },
      cell: ({ changeMs }) => <Difference share={changeMs / most} />,
    },
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
