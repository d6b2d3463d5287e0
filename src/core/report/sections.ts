/** The parts of a report beyond its sums. Durations are milliseconds, memory KiB, instants epoch milliseconds; null is unknown. */

/** The sums of another period of the same kind. */
export interface EarlierPeriod {
  readonly period: string
  readonly activeMs: number | null
  readonly recordedMs: number
  readonly dueMs: number
  readonly cpuMs: number
  /** Days on which somebody was active; where that is unknown, on which anything was recorded. */
  readonly days: number
}

export interface Against {
  /** Null where nothing was recorded then. */
  readonly previous: EarlierPeriod | null
  /** Of those of the three periods before in which anything was recorded; null of fewer than two. */
  readonly mean: {
    readonly periods: readonly string[]
    readonly activeMs: number | null
    readonly cpuMs: number
  } | null
  /** What the report of the period before said, where records that came later have changed it. */
  readonly corrected?: { readonly period: string; readonly said: Corrected; readonly now: Corrected }
}

/** What a period before comes to: active time where it is known. */
export interface Corrected {
  readonly activeMs: number | null
  readonly recordedMs: number
}

export interface GoneApp {
  readonly key: string
  readonly name: string
  /** In the period before. */
  readonly activeMs: number | null
  readonly cpuMs: number
  readonly lastInFrontAt: number | null
}

/** One hour of one weekday, over all of that weekday in the period. */
export interface HourOfWeek {
  /** 1 is Monday. */
  readonly weekday: number
  /** 0 to 23, by the clock there. */
  readonly hour: number
  /** Days on which any of the hour was recorded; 0: unknown. */
  readonly days: number
  readonly recordedMs: number
  /** Of all those days together. */
  readonly activeMs: number | null
}

/** Medians over days with activity: of Monday to Friday, or of all where those are fewer than three. */
export interface UsualDay {
  readonly days: number
  readonly weekdaysOnly: boolean
  /** Minutes after midnight by the clock there; past 1,440 where it goes on after midnight. */
  readonly firstMinute: number
  readonly lastMinute: number
}

export interface SessionFigures {
  readonly count: number
  readonly totalMs: number
  /** Null where it is not known. */
  readonly longest: { readonly ms: number; readonly at: number; readonly day: string } | null
}

/** A category at the top of the tree, with all below it. They add up to the report's apps. */
export interface CategoryFigures {
  /** Of one that is there from the start, whose words are in the catalogue; null of one that somebody made, and of the rest. */
  readonly key: string | null
  /** Null while it goes by its key, and of what no rule sorted. */
  readonly name: string | null
  readonly activeMs: number | null
  readonly foregroundMs: number | null
  readonly cpuMs: number
  /** In the period before; absent where there is none. */
  readonly previous?: { readonly activeMs: number | null; readonly cpuMs: number }
}

/** The app that grew most against the period before, by what it costs where it ran long enough in both to compare. */
export interface Growth {
  readonly key: string
  readonly name: string
  readonly from: number
  readonly to: number
}

/**
 * From the period before to this one, like an account: `from` and all lines come to `to`, to the millisecond.
 */
export interface Changes {
  /** What is counted: active time where it is known of both, else CPU time. */
  readonly of: 'active' | 'cpu'
  readonly from: number
  readonly to: number
  /** Largest first, what is none of an app last. */
  readonly lines: readonly ChangeLine[]
  /** The same difference by days with use: more of them, and more of each; both come to it, to the millisecond. */
  readonly days: {
    readonly from: number
    readonly to: number
    readonly byMoreDaysMs: number
    readonly byLongerDaysMs: number
  } | null
}

export type ChangeLine =
  | {
      readonly what: 'app'
      readonly key: string
      readonly name: string
      readonly ms: number
      readonly note?: 'new' | 'gone'
    }
  | { readonly what: 'others'; readonly apps: number; readonly ms: number }
  /** Time on several computers at once, which counts once; or what belongs to no app. */
  | { readonly what: 'overlap' | 'unattributed'; readonly ms: number }

/** What one pays for an app. */
export interface Price {
  /** Hundredths of the currency, of one seat. */
  readonly minor: number
  /** `BRL` */
  readonly currency: string
  readonly per: 'month' | 'year'
}

export interface UnusedApp {
  readonly key: string
  readonly name: string
  readonly version: string | null
  /** Computers on which it is installed or runs. */
  readonly devices: number
  /** Null: never, as far back as is known. */
  readonly lastInFrontAt: number | null
  /** Since then, or since it is known of. */
  readonly days: number
  /** How long it has been at the least. */
  readonly over: 30 | 60 | 90
  /** Where one is set. */
  readonly price?: Price
}
