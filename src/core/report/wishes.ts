import { isAtLeast, type Role } from '../access.ts'
import type { Locale } from '../texts/language.ts'
import { addDays, hourOn } from '../time.ts'
import { usualWeekStart, type WeekStart } from '../week-start.ts'
import { type Period, type PeriodUnit, partsOf, weekUnitOf } from './periods.ts'

export const reportKinds = ['person-month', 'person-week', 'org-month'] as const
export type ReportKind = (typeof reportKinds)[number]

/** What can be attached to a mail. */
export const attachments = ['pdf', 'csv', 'json'] as const
export type Attachment = (typeof attachments)[number]

/** Sent unless an organisation has it otherwise: each their own month, and the organisation's to whoever runs it. */
export const usualKinds: readonly ReportKind[] = ['person-month', 'org-month']

export const isKind = (text: string): text is ReportKind => (reportKinds as readonly string[]).includes(text)

/** How an organisation has its reports made and sent; null is as usual. */
export interface ReportSettings {
  readonly zone: string | null
  readonly locale: Locale | null
  /** 0 to 23. */
  readonly hour: number | null
  readonly weekStart: WeekStart | null
  readonly kinds: readonly ReportKind[] | null
  readonly formats: readonly Attachment[] | null
  /** What is done where nothing was recorded. */
  readonly empty: 'send' | 'skip' | null
  /** `BRL` */
  readonly currency: string | null
}

/** What somebody said of one kind; null, and nothing at all, is as the organisation has it. */
export interface Subscription {
  readonly wanted: boolean
  readonly hour: number | null
  readonly locale: Locale | null
  readonly zone: string | null
  readonly formats: readonly Attachment[] | null
}

/** How one reader gets reports of one kind, with everything decided. */
export interface Wish {
  readonly wanted: boolean
  readonly hour: number
  readonly locale: Locale
  readonly zone: string
  readonly formats: readonly Attachment[]
}

/** What a reader has besides: where they are, and their language. */
export interface At {
  readonly locale: Locale
  readonly zone: string
}

/** A reader's own word goes before the organisation's, and that before what is usual. @param usualHour of the server's settings */
export const decideWish = (
  kind: ReportKind,
  own: Subscription | undefined,
  at: At,
  org: ReportSettings,
  usualHour: number,
): Wish => ({
  wanted: own?.wanted ?? (org.kinds ?? usualKinds).includes(kind),
  hour: own?.hour ?? org.hour ?? usualHour,
  locale: own?.locale ?? at.locale,
  zone: own?.zone ?? at.zone,
  formats: own?.formats ?? org.formats ?? [],
})

/** Whether a report of a kind is for somebody of a role: of the organisation, for those who run it, where there is anybody else. */
export const isFor = (kind: ReportKind, role: Role, members: number): boolean =>
  kind !== 'org-month' || (members > 1 && isAtLeast(role, 'admin'))

export const unitOf = (kind: ReportKind, { weekStart }: Pick<ReportSettings, 'weekStart'>): PeriodUnit =>
  kind === 'person-week' ? weekUnitOf(weekStart ?? usualWeekStart) : 'month'

/** The instant at which a report of a period is to be with its reader: at their hour of the first day after it. */
export const sendAt = (period: Period, { hour, zone }: Pick<Wish, 'hour' | 'zone'>): number =>
  hourOn(addDays(partsOf(period).last, 1), hour, zone)
