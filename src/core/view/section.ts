import type { Rich } from '../texts/language.ts'
import type { Picture } from './picture.ts'

export interface Column {
  readonly head: string
  readonly align: 'left' | 'right'
  /** The column that the table is sorted by stands out. */
  readonly strong?: true
  /** Left out where there is little room. */
  readonly spare?: true
  /** Its figures are of two words or more, and may go on in the next line. */
  readonly wraps?: true
  /** Its cells are empty: each row's own `history` or `change` is drawn there. */
  readonly draws?: 'history' | 'change'
}

export interface Row {
  readonly cells: readonly string[]
  /** Length of the bar under the first cell, relative to the longest: 0 to 1. Without it there is none. */
  readonly share?: number
  /** A small word behind the first cell: `new`. */
  readonly note?: string
  /** Twelve periods, oldest first, this one last; null is unknown. Of any unit: it shows a shape. */
  readonly history?: readonly (number | null)[]
  /** More or less, relative to the largest of the table: -1 to 1. */
  readonly change?: number
  /** The colour of a part of the section's picture (see `Palette.categories`), as a square before the first cell. */
  readonly color?: number
  /** The cell that asks for attention, by its number. */
  readonly attention?: number
  /** What sums up the rows above, in quieter ink; what opens or closes the table, in strong ink. */
  readonly kind: 'item' | 'rest' | 'opening' | 'total'
}

/** What a section is about; forms may lay one out in a way of its own. */
export type SectionName =
  | 'month'
  | 'apps'
  | 'when'
  | 'categories'
  | 'spent'
  | 'changes'
  | 'unused'
  | 'devices'
  | 'gaps'
  | 'licences'
  | 'people'
  | 'growth'
  | 'silent'
  | 'versions'

/** One part of a report, in this order: title, picture, table, sentences. */
export interface Section {
  readonly name: SectionName
  readonly title: string
  /** What the figures below are. */
  readonly subtitle?: string
  readonly picture?: Picture
  readonly columns: readonly Column[]
  /** No table where there are none. */
  readonly rows: readonly Row[]
  readonly sentences: readonly Rich[]
  /** What words in it mean, and what is not known: quieter than the sentences. */
  readonly notes?: readonly Rich[]
}

export const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)
