import { type ReactNode, useRef } from 'react'
import type { Column, Row, Section } from '../../core/view/section.ts'
import { Bar, Difference, Sparkline } from '../ui/bars.tsx'
import { useWordRoom } from '../ui/use-word-room.ts'
import { colorOf } from './shares-bar.tsx'

interface SectionTableProps {
  readonly section: Section
  /** What the first cell of a row becomes where it leads somewhere, by the row's number. */
  link?(row: number, name: ReactNode): ReactNode
  /** Beside other things: what can be spared is left out, and rows are closer. */
  readonly narrow?: boolean
}

const ways: Readonly<Record<Row['kind'], string>> = {
  item: '',
  rest: 'text-ink-2',
  opening: 'font-semibold',
  total: 'font-semibold',
}

/** The table of a section of a report, as every other form has it. */
export function SectionTable({ section, link = (_, name) => name, narrow = false }: SectionTableProps) {
  const { columns, rows, title } = section
  const headless = columns.every(({ head }) => head === '')
  const ref = useRef<HTMLTableElement>(null)
  useWordRoom(ref)
  return (
    <table ref={ref} className="w-full text-cell" aria-label={title}>
      <thead className={headless ? 'sr-only' : ''}>
        <tr>
          {columns.map((column, i) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              key={i}
              scope="col"
              className={`pb-2 align-bottom text-label font-normal text-ink-3 ${i > 0 ? besideWay(narrow) : ''} ${column.align === 'right' ? 'text-right' : 'text-left'} ${spareWay(column, i, narrow)}`}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <tr key={r} className={`border-t border-rule ${ways[row.kind]}`}>
            {row.cells.map((cell, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <Cell key={i} row={row} column={columns[i]!} first={i === 0} way={cellWay(row, columns[i]!, i, narrow)}>
                {i === 0 ? link(r, cell) : cell}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The room before a figure. */
const besideWay = (narrow: boolean) => (narrow ? 'pl-2' : 'pl-3 sm:pl-4')

/** At the side there is room for a name and two figures. */
const narrowColumns = 3

const spareWay = ({ spare }: Column, i: number, narrow: boolean) =>
  narrow && (spare || i >= narrowColumns) ? 'hidden' : spare ? 'hidden sm:table-cell' : ''

function cellWay(row: Row, column: Column, i: number, narrow: boolean): string {
  const { align, strong, draws } = column
  const loud = row.kind === 'opening' || row.kind === 'total'
  const weight = i === 0 ? (row.kind === 'item' || loud ? 'font-semibold' : 'font-normal') : ''
  const attention = row.attention === i ? 'font-semibold text-attn' : ''
  const ink = i > 0 && !strong && !loud && !attention ? 'text-ink-2' : ''
  const side = align === 'right' ? 'text-right [overflow-wrap:normal] sm:whitespace-nowrap' : 'text-left'
  return `${narrow ? 'py-[6px]' : 'py-[10px]'} ${spareWay(column, i, narrow)} ${i > 0 ? besideWay(narrow) : ''} ${side} ${weight || (strong || loud ? 'font-semibold' : '')} ${attention} ${ink} ${draws === 'change' ? 'w-[40%]' : ''}`
}

/** A name behind the colour of its part, which stays on the name's first line. */
const Squared = ({ color, children }: { readonly color: number | undefined; readonly children: ReactNode }) =>
  color === undefined ? (
    children
  ) : (
    <span className="flex items-baseline gap-[10px]">
      <i className="size-[10px] shrink-0" style={{ background: colorOf(color) }} aria-hidden="true" />
      <span className="min-w-0">{children}</span>
    </span>
  )

const FirstCell = ({ row, name }: { readonly row: Row; readonly name: ReactNode }) => (
  <>
    <Squared color={row.color}>
      <bdi>{name}</bdi>{' '}
      {row.note !== undefined && (
        <bdi className="ml-1 inline-block max-w-full text-label font-normal text-ink-3">{row.note}</bdi>
      )}
    </Squared>
    {row.share !== undefined && <Bar share={row.share} />}
  </>
)

interface CellProps {
  readonly row: Row
  readonly column: Column
  readonly first: boolean
  readonly way: string
  readonly children: ReactNode
}

function Cell({ row, column, first, way, children }: CellProps) {
  if (first)
    return (
      <th scope="row" className={way}>
        <FirstCell row={row} name={children} />
      </th>
    )
  return (
    <td className={way}>
      {column.draws === 'history' && row.history && <Sparkline values={row.history} />}
      {column.draws === 'change' && row.change !== undefined && <Difference share={row.change} />}
      {column.draws === undefined && children}
    </td>
  )
}
