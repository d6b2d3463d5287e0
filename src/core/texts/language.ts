import type { GapReason } from '../usage.ts'
import type { Rich } from './rich.ts'
import type { SectionTexts } from './sections/words.ts'

export const locales = ['en', 'pt-BR'] as const
export type Locale = (typeof locales)[number]

export type { Rich }

/** Every word of a report, in one language. Figures come in formatted; numbers only choose the plural. */
export interface Texts extends SectionTexts {
  readonly monthlyReport: string
  /** Of an organisation whose data are made up; every form of its reports says so. */
  readonly demo: {
    /** Its name. */
    readonly name: string
    readonly banner: string
    subject(subject: string): string
  }
  monthlyReportFor(name: string): string
  /** Of a period that is not over: `October 2026, so far`. */
  soFar(period: string): string
  readonly headline: {
    subject(words: {
      month: string
      week: boolean
      closed: boolean
      recorded: string
      devices: number
      coverage?: string
    }): string
    subjectEmpty(words: { month: string; week: boolean; closed: boolean }): string
    /** What stands under the one large figure. */
    recordedOn(devices: number): string
  }
  readonly metrics: {
    coverage(words: { due: string }): string
    readonly nothingDue: string
    days(count: number): string
    daysOfDue(count: number): string
    readonly cpu: string
    launches(words: { launches: number; apps: number }): string
  }
  readonly preheader: {
    mostCpu(words: { app: string; cpu: string }): string
    busiest(words: { day: string; recorded: string }): string
    days(count: number): string
  }
  readonly month: {
    readonly title: string
    subtitle(devices: number): string
    onlyDay(day: string): Rich
    readonly weekday: string
    readonly weekend: string
    readonly unrecorded: string
    busiest(words: { day: string; recorded: string }): Rich
    weekends(recorded: string): string
    unrecordedDays(words: { days: string; count: number }): string
    moreDays(count: number): string
    /** Names the picture where it cannot be seen; the figures follow. */
    readonly picture: string
    byDay(figures: string): string
  }
  readonly apps: {
    readonly title: string
    readonly active: string
    readonly foreground: string
    readonly app: string
    readonly cpu: string
    readonly running: string
    readonly launches: string
    readonly memoryMean: string
    readonly memoryPeak: string
    others(count: number): string
    readonly unattributed: string
    readonly total: string
    readonly none: string
    /** Where it is known what was in front; memory is not shown then. */
    presenceMeaning(words: { idle: string }): string
    /** Where somebody watched, which is apart from active time. */
    watching(words: { watching: string }): string
    /** Where that is known of a part of the time only. */
    presencePart(words: { watched: string; recorded: string }): string
    readonly unattributedMeaning: string
  }
  readonly devices: {
    readonly title: string
    readonly device: string
    readonly recorded: string
    readonly due: string
    readonly coverage: string
    readonly last: string
    readonly never: string
    others(count: number): string
    /** A clock that was ahead of the server's, or behind it, by a length of time. */
    clock(words: { device: string; length: string; ahead: boolean }): string
    /** Active time on several at once, which the report's own counts once. */
    overlap(words: { length: string; of: 'day' | 'week' | 'month' | 'year' }): string
  }
  readonly gaps: {
    readonly title: string
    readonly device: string
    readonly when: string
    readonly length: string
    readonly reason: string
    readonly reasons: Readonly<Record<GapReason | 'silent', string>>
    readonly unknownReason: string
    others(words: { count: number; length: string }): string
    /** Time nobody expects to be recorded. */
    excused(words: { off?: string; asleep?: string; paused?: string; outside?: string }): string
  }
  readonly empty: {
    readonly closed: string
    readonly open: string
    readonly nothingDue: string
    unrecorded(words: { due: string }): string
    last(words: { device: string; at: string }): string
    readonly never: string
    readonly wayOut: string
  }
  readonly closing: {
    readonly recorded: Rich
    readonly neverRecorded: Rich
    coverage(words: { coverage: string; recorded: string; due: string }): string
    readonly openPeriod: string
    made(words: { zone: string; at: string }): string
  }
}
