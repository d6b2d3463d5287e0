import { type Key, useMemo } from 'react'
import { type Column, cellClass, type Sorting } from './column.ts'
import { Unprinted } from './more.tsx'
import { TableHead } from './table-head.tsx'
import { useRowWindow } from './use-row-window.ts'
import { useWordRoom } from './use-word-room.ts'

export interface TableProps<T> {
  /** What it is, for who cannot see that. */
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  rowKey(row: T): Key
  readonly sorting?: Sorting
  onSort?(sorting: Sorting): void
  /** What a row's element is found by besides: `data-rule`. */
  rowData?(row: T): Readonly<Record<`data-${string}`, string | undefined>>
  /** Closes with a row of totals. */
  readonly totals?: boolean
}

/** A table; of a long one only the rows that can be seen are there, and a screen reader hears how many there are. */
export function Table<T>({ label, columns, rows, rowKey, sorting, onSort, rowData, totals = false }: TableProps<T>) {
  const { ref, measure, shown, before, after, unprinted } = useRowWindow(rows.length)
  useWordRoom(ref, shown !== undefined)
  const visible = useMemo(() => (shown ? rows.slice(shown.from, shown.to) : rows), [rows, shown])
  return (
    <table
      ref={ref}
      aria-label={label}
      aria-rowcount={shown ? rows.length + 1 : undefined}
      className="w-full text-cell"
    >
      <TableHead columns={columns} {...(sorting && { sorting })} {...(onSort && { onSort })} />
      <tbody>
        {before > 0 && <Spacer height={before} columns={columns.length} />}
        {visible.map((row, i) => (
          <tr
            key={rowKey(row)}
            {...rowData?.(row)}
            {...(shown && { ref: measure, 'data-index': shown.from + i, 'aria-rowindex': shown.from + i + 2 })}
            className="border-t border-rule first:border-t"
          >
            {columns.map((column) => (
              <Cell key={column.id} column={column} row={row} strong={sorting?.by === column.id} />
            ))}
          </tr>
        ))}
        {after > 0 && <Spacer height={after} columns={columns.length} />}
        {unprinted > 0 && (
          <tr>
            <td colSpan={columns.length}>
              <Unprinted rows={unprinted} />
            </td>
          </tr>
        )}
      </tbody>
      {totals && (
        <tfoot>
          <tr className="border-t border-rule">
            {columns.map((column) => (
              <td key={column.id} className={cellClass(column, column.names === true || sorting?.by === column.id)}>
                {column.total}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Cell<T>({ column, row, strong }: { column: Column<T>; row: T; strong: boolean }) {
  const className = cellClass(column, strong || column.names === true)
  return column.names ? (
    <th scope="row" className={className}>
      {column.cell(row)}
    </th>
  ) : (
    <td className={className}>{column.cell(row)}</td>
  )
}

/** The room of rows that are not there. */
const Spacer = ({ height, columns }: { readonly height: number; readonly columns: number }) => (
  <tr>
    <td colSpan={columns} style={{ height, padding: 0 }} />
  </tr>
)
