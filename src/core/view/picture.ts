/**
 * What a section shows as a picture: data and words, ready to be drawn. Every form draws the same: SVG (`core/charts`) for mail, print
 * and web, letters for text and terminal; whoever sees no picture reads its `alternative`, which says the figures.
 */
export type Picture = DaysPicture | HeatPicture | SharesPicture

/** One calendar day of a row of bars. */
export interface DayBar {
  readonly date: number
  /** 1 is Monday. */
  readonly weekday: number
  readonly weekend: boolean
  /** `T` */
  readonly letter: string
  /** `Tue` */
  readonly weekdayName: string
  /** How tall the bar is: milliseconds, or a count. Null is unknown; 0 is none, drawn as a ring; see `hatchedTo`. */
  readonly value: number | null
  /** Up to here nothing is known, or a part only: hatched behind the bar. 0 where nothing is missing. */
  readonly hatchedTo: number
  /** The value, all days in one form; empty where it is null. */
  readonly figure: string
}

/** One bar per calendar day. A day with `value` null and `hatchedTo` 0 stays empty: nothing was due. */
export interface DaysPicture {
  readonly kind: 'days'
  readonly days: readonly DayBar[]
  /** Index of the day whose figure stands in the picture: the first of the largest. */
  readonly largest: number
  /** Lines that carry a label, ascending, zero not among them; half-way between them stands one without. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
  /** Bars and what is missing are parts of one whole: what is missing stands on the bar. */
  readonly stacked?: true
  /** Names of what is to be seen in it, and of nothing else. */
  readonly legend: {
    readonly weekday?: string
    readonly weekend?: string
    readonly none?: string
    readonly missing?: string
  }
  readonly alternative: string
}

/** Hour of the day by weekday. */
export interface HeatPicture {
  readonly kind: 'heat'
  /** In the order in which they stand, each with 24 hours: a mean of minutes, null where no such hour was recorded. */
  readonly rows: readonly {
    readonly label: string
    readonly weekend: boolean
    readonly hours: readonly (number | null)[]
  }[]
  /** What the numbers are: `min active per hour, mean`. */
  readonly unit: string
  /** The name of hours never recorded, where there are any. */
  readonly missing?: string
  readonly alternative: string
}

/** A whole and its parts, side by side; each part has the colour of that number (see `Palette.categories`). */
export interface SharesPicture {
  readonly kind: 'shares'
  /** Shares add up to 1. */
  readonly parts: readonly { readonly name: string; readonly share: number; readonly color: number }[]
  readonly alternative: string
}

/** Lower limits of the classes of a heat map, in minutes of an hour. */
export const heatLimits = [0, 1, 10, 20, 30, 45] as const

/** The class of a mean of minutes: 0 to 5. */
export const heatClass = (minutes: number): number => heatLimits.findLastIndex((limit) => minutes >= limit)
