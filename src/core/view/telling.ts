import { formatDate, formatDay, formatMonth, formatMonthName, formatYear } from '../format.ts'
import { isPresenceKnown } from '../presence-totals.ts'
import { rangeOfPeriod, weekStartOf } from '../ranges.ts'
import type { Report } from '../report/report.ts'
import type { EarlierPeriod } from '../report/sections.ts'
import type { Locale, Texts } from '../texts/language.ts'
import type { Before, Part } from '../texts/sections/words.ts'
import { textsOf } from '../texts/texts.ts'
import { isMonth } from '../time.ts'
import { usualWeekStart, type WeekStart } from '../week-start.ts'

/** A report about to be told in words: what all its sections ask. */
export interface Telling {
  readonly report: Report
  readonly words: Texts
  readonly locale: Locale
  /** Active time is known of most of what was recorded, so that it speaks for the whole; else CPU time does. */
  readonly byActive: boolean
  /** The same of each day: a report may know the whole and not its days. */
  readonly daysByActive: boolean
  readonly week: boolean
  readonly weekStart: WeekStart
  /** What the period before is called. */
  readonly before: Before
  /** That period, where the two can be held against each other: a period that is not over is behind by being so. */
  readonly previous: EarlierPeriod | undefined
}

/** @param weekStart of grids of weekdays, where the report is not itself of a week */
export function toTelling(report: Report, locale: Locale, weekStart: WeekStart = usualWeekStart): Telling {
  const previous = report.against?.previous ?? undefined
  const week = report.kind === 'person-week'
  const byActive = isPresenceKnown(report)
  const named = previous !== undefined && isMonth(previous.period)
  return {
    report,
    words: textsOf(locale),
    locale,
    byActive,
    daysByActive: byActive && report.days.some(({ activeMs }) => typeof activeMs === 'number'),
    week,
    weekStart: week ? weekStartOf(rangeOfPeriod(report.period), weekStart) : weekStart,
    before: named ? formatMonthName(previous.period, locale) : undefined,
    previous: report.closed ? previous : undefined,
  }
}

/** The period before, as briefly as a column's head needs it. */
export const shortBefore = ({ before, previous, locale }: Telling): Before =>
  before === undefined || previous === undefined ? undefined : formatMonthName(previous.period, locale, 'short')

const sameMonth = (a: string, b: string) => a.slice(0, 7) === b.slice(0, 7)

/** `October 2026`, or the days of a week: `26 October – 1 November 2026`. */
export function formatPeriod({ report, words, locale, week }: Telling): string {
  const [first, last] = [report.days[0], report.days.at(-1)]
  if (!week || !first || !last) return isMonth(report.period) ? formatMonth(report.period, locale) : report.period
  const sameYear = first.day.slice(0, 4) === last.day.slice(0, 4)
  const from = sameYear ? formatDay(first.day, locale) : formatYear(first.day, locale)
  return words.week.period({
    from: sameMonth(first.day, last.day) ? formatDate(first.day, locale) : from,
    to: formatYear(last.day, locale),
  })
}

/** The same as a subject says it, where room is short: `October`, `26 Oct – 1 Nov`. */
export function formatPeriodName({ report, words, locale, week }: Telling): string {
  const [first, last] = [report.days[0], report.days.at(-1)]
  if (!week || !first || !last) return isMonth(report.period) ? formatMonthName(report.period, locale) : report.period
  const from = sameMonth(first.day, last.day) ? formatDate(first.day, locale) : formatDay(first.day, locale, 'short')
  return words.week.period({ from, to: formatDay(last.day, locale, 'short') })
}

/** On how many days somebody was active, or, where that is unknown, anything was recorded. */
export const countUse = ({ report, daysByActive }: Telling): number =>
  report.days.filter((day) => (daysByActive ? (day.activeMs ?? 0) > 0 : day.recordedMs > 0)).length

/** What to say of a period before of which so little is known that a difference says more about recording than about use. */
export function toPart(
  telling: Telling,
  { recordedMs, dueMs, days }: EarlierPeriod,
  percent: (share: number) => string,
) {
  const coverage = dueMs === 0 ? 1 : recordedMs / dueMs
  const few = days * 2 < countUse(telling)
  if (!few && coverage >= 0.75) return undefined
  const part: Part = { days, ...(coverage < 0.75 && { coverage: percent(coverage) }) }
  return part
}
