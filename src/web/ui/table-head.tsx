import { type Column, type Sorting, spareClass } from './column.ts'

interface HeadProps<T> {
  readonly columns: readonly Column<T>[]
  readonly sorting?: Sorting
  onSort?(sorting: Sorting): void
}

const other = { ascending: 'descending', descending: 'ascending' } as const

/** The names of the columns; by those that sort one can sort, and they say by which it is. */
export const TableHead = <T,>({ columns, sorting, onSort }: HeadProps<T>) => (
  <thead>
    <tr>
      {columns.map((column) => (
        <th
          key={column.id}
          scope="col"
          {...(sorting?.by === column.id && { 'aria-sort': sorting.way })}
          className={`pb-2 pl-3 align-bottom text-label font-normal text-ink-3 first:pl-0 sm:pl-4 sm:first:pl-0 ${column.align === 'right' ? 'text-right' : 'text-left'} ${spareClass(column.spare)}`}
        >
          {column.sorts && onSort ? (
            <button
              type="button"
              className={`text-label hover:text-ink hover:underline ${sorting?.by === column.id ? 'font-semibold text-ink' : ''}`}
              onClick={() =>
                onSort({ by: column.id, way: sorting?.by === column.id ? other[sorting.way] : column.sorts! })
              }
            >
              {column.head}
              {sorting?.by === column.id && <span aria-hidden="true">{sorting.way === 'ascending' ? ' ↑' : ' ↓'}</span>}
            </button>
          ) : (
            column.head
          )}
        </th>
      ))}
    </tr>
  </thead>
)
