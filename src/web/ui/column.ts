import type { ReactNode } from 'react'

/** A column of a table: text at the left, numbers at the right. */
export interface Column<T> {
  readonly id: string
  readonly head: string
  readonly align?: 'left' | 'right'
  /** Names the row: there is one such column. */
  readonly names?: true
  /** Left out on phones; `most` also where the screen is not much wider, beside many others. */
  readonly spare?: true | 'most'
  /** Takes the room that the others leave: a picture stands in it. */
  readonly wide?: true
  /** In quieter ink. */
  readonly quiet?: true
  /** Can be sorted by: the way it begins with. */
  readonly sorts?: 'ascending' | 'descending'
  cell(row: T): ReactNode
  /** Of the row that closes the table. */
  readonly total?: ReactNode
}

export interface Sorting {
  readonly by: string
  readonly way: 'ascending' | 'descending'
}

/** Where a column that can be spared is left out, with its head. */
export const spareClass = (spare: Column<never>['spare']): string =>
  spare === undefined ? '' : spare === 'most' ? 'hidden xl:table-cell' : 'hidden sm:table-cell'

/** How a cell of a column stands; `strong` where the table is sorted by it. */
export const cellClass = <T>({ align = 'left', names, spare, quiet, wide }: Column<T>, strong: boolean) =>
  [
    'py-[10px] pl-3 first:pl-0 sm:pl-4 sm:first:pl-0',
    align === 'right' ? 'text-right [overflow-wrap:normal] sm:whitespace-nowrap' : 'text-left',
    spareClass(spare),
    wide ? 'w-[22%]' : '',
    names ? 'min-w-28' : '',
    quiet && !strong ? 'text-ink-2' : '',
    strong ? 'font-semibold' : 'font-normal',
  ].join(' ')
