import type { Rich } from '../texts/language.ts'

export interface Column {
  readonly head: string
  readonly align: 'left' | 'right'
  /** The column that the table is sorted by stands out. */
  readonly strong?: true
  /** Left out where there is little room. */
  readonly spare?: true
}

export interface Row {
  readonly cells: readonly string[]
  /** Length of the bar beside the first cell, relative to the first row: 0 to 1. Without it there is none. */
  readonly share?: number
  /** What sums up the rows above, in quieter ink, or closes the table. */
  readonly kind: 'item' | 'rest' | 'total'
}

export interface Section {
  readonly title: string
  readonly columns: readonly Column[]
  /** No table where there are none. */
  readonly rows: readonly Row[]
  readonly sentences: readonly Rich[]
}

export const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)
