import type { Rich } from '../rich.ts'

/** The period before: a month by its name; undefined is the week before. */
export type Before = string | undefined

/** More or less of something than before; the length has no sign. */
export interface Difference {
  readonly length: string
  readonly sign: -1 | 0 | 1
  readonly before: Before
}

/** Of a period of which little is known: said wherever something is compared with it. */
export interface Part {
  readonly days: number
  readonly coverage?: string
}

/** The words of a report beyond its sums. Figures come in formatted, with their sign where they have one. */
export interface SectionTexts {
  readonly links: {
    /** Beside the headline, and on the button below everything. */
    readonly open: string
    readonly openFull: string
    readonly stored: string
    readonly pause: string
    readonly export: string
    readonly erase: string
    readonly unsubscribe: string
  }
  readonly week: {
    readonly report: string
    reportFor(name: string): string
    /** `26 October – 1 November 2026` */
    period(words: { from: string; to: string }): string
    readonly title: string
    weekend(figure: string): string
    /** Instead of "the month is not over". */
    readonly openPeriod: string
  }
  readonly active: {
    subject(words: { period: string; week: boolean; closed: boolean; active: string; devices: number }): string
    /** Behind the subject: `, 6 h more than September`. */
    difference(difference: Difference): string
    on(devices: number): string
  }
  readonly against: {
    /** Under a difference: `against September, 136 h`. */
    before(words: { before: Before; figure: string; part?: Part }): string
    mean(words: { count: number; week: boolean; figure: string }): string
    /** A column's head, the month's name short. */
    head(before: Before): string
    corrected(words: { period: string; said: string; now: string; active: boolean }): string
  }
  readonly use: {
    days(words: { recorded: number }): string
    subtitle(devices: number): string
    readonly picture: string
    readonly none: string
    readonly missing: string
    /** Beside a figure that is known in part. */
    readonly partly: string
    busiest(words: { day: string; figure: string }): Rich
    onlyDay(day: string): Rich
    preheader(words: { days: number; busiest: string }): string
    grew(app: string): string
    coverage(coverage: string): string
  }
  readonly ranking: {
    readonly title: string
    history(words: { count: number; week: boolean }): string
    readonly share: string
    readonly new: string
    readonly gone: string
    readonly total: string
    /** Apps that are new; those that are gone with what they were. */
    newOnes(names: string): Rich
    goneOnes(words: { names: string; before: Before }): Rich
    others(count: number): string
  }
  readonly when: {
    readonly title: string
    readonly subtitle: string
    readonly picture: string
    readonly unit: string
    /** Where letters draw the map. */
    readonly digits: string
    readonly missing: string
    busiest(words: { weekday: string; from: string; to: string; minutes: string }): Rich
    /** In the picture's words: each weekday with its mean. */
    byWeekday(figures: string): string
    usual(words: { weekdays: boolean; first: string; last: string; next: boolean }): Rich
    sessions(words: { count: number; total: string }): string
    longest(words: { length: string; day: string }): Rich
  }
  readonly categories: {
    readonly title: string
    readonly head: string
    readonly none: string
    readonly others: string
    readonly picture: string
  }
  readonly spent: {
    readonly title: string
    total(words: { cpu: string; apps: number }): string
    memory(words: { app: string; from: string; to: string }): Rich
    cpu(words: { app: string; from: string; to: string }): Rich
    readonly meaning: string
  }
  readonly changes: {
    readonly title: string
    active(words: { from: string; to: string }): string
    cpu(words: { from: string; to: string }): string
    /** The period before and this one, as the lines that open and close the account. */
    readonly weekBefore: string
    readonly thisWeek: string
    others(count: number): string
    readonly overlap: string
    readonly unattributed: string
    days(words: { from: number; to: number; byDays: string; byLength: string; longer: boolean }): Rich
  }
  readonly unused: {
    readonly title: string
    readonly subtitle: string
    readonly head: string
    readonly last: string
    readonly computers: string
    readonly cost: string
    ago(words: { at: string; days: number }): string
    never(days: number): string
    readonly noPrice: string
    total(words: { count: number; money: string }): Rich
    others(count: number): string
  }
}
