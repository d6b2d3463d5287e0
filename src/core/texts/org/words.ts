import type { Rich } from '../language.ts'

/** The words of an organisation's report. Figures come in formatted; numbers choose the plural. */
export interface OrgTexts {
  readonly owner: string
  /** `Aroeira Design, October 2026` */
  about(words: { org: string; period: string }): string
  readonly headline: {
    /** Behind the organisation and the period. `seats` and `money` where licences lie idle. */
    subject(words: {
      org: string
      month: string
      closed: boolean
      unused?: { seats: number; money: string }
      reporting: number
      total: number
    }): string
    subjectEmpty(words: { org: string; month: string; closed: boolean }): string
    /** Under the money wasted. */
    wasted(seats: number): string
    /** Under the seats nobody uses, where they have several currencies. */
    unusedOf(words: { seats: number; money: string }): string
    /** Under `45 of 48`. */
    reporting(total: number): string
    ofTotal(words: { reporting: number; total: number }): string
  }
  readonly metrics: {
    computers(count: number): string
    reporting(words: { reporting: number; silent: number }): string
    people(count: number): string
    /** `active, of 46 recorded` */
    activeOf(recorded: number): string
    /** Where active time of so few is not told, or not known. */
    recordedOnly: string
    readonly active: string
    /** `active, +184 h against September` */
    activeAgainst(words: { difference: string; before: string }): string
    readonly recorded: string
    readonly coverage: string
    readonly nothingDue: string
  }
  preheader(words: { active?: string; coverage?: string; silent: number }): string
  readonly days: {
    readonly title: string
    subtitle(words: { total: number }): string
    readonly picture: string
    readonly silent: string
    missing(words: { day: string; recording: number; due: number }): Rich
    most(words: { day: string; recording: number }): Rich
    readonly every: string
    byDay(figures: string): string
    /** `44 of 48`, for whoever sees no picture. */
    of(words: { recording: number; due: number }): string
  }
  readonly licences: {
    readonly title: string
    readonly subtitle: string
    readonly name: string
    readonly seats: string
    readonly installed: string
    readonly used: string
    readonly unused: string
    /** The currency stands in the head where there is one only. */
    price(currency?: string): string
    wasted(currency?: string): string
    readonly anyNumber: string
    perYear(price: string): string
    others(count: number): string
    readonly total: string
    readonly bar: string
    year(words: { seats: number; money: string }): Rich
    renewal(words: { name: string; day: string }): Rich
  }
  readonly apps: {
    readonly title: string
    readonly subtitle: string
    readonly name: string
    readonly people: string
    readonly computers: string
    readonly active: string
    readonly running: string
    against(before: string): string
    others(count: number): string
    readonly withheld: string
    readonly meaning: string
    /** Under a table in which anything is withheld. */
    readonly why: string
  }
  readonly growth: {
    readonly title: string
    readonly subtitle: string
    readonly change: string
    others(count: number): string
  }
  readonly unused: {
    readonly title: string
    readonly subtitle: string
    readonly name: string
    readonly computers: string
    readonly since: string
    over(days: number): string
    others(count: number): string
  }
  readonly silent: {
    readonly title: string
    readonly subtitle: string
    readonly name: string
    readonly last: string
    readonly days: string
    readonly never: string
    length(days: number): string
    others(count: number): string
    readonly meaning: string
  }
  readonly versions: {
    readonly title: string
    readonly subtitle: string
    readonly name: string
    readonly computers: string
    all(words: { version: string; computers: number }): Rich
    others(count: number): string
  }
  readonly empty: {
    computers(words: { total: number; silent: number }): string
    readonly none: string
    readonly wayOut: string
  }
  readonly closing: {
    readonly people: Rich
    readonly recorded: string
  }
}
