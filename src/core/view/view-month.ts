import { columnOfDurations, formatDay, formatDayOfMonth, formatDuration, formatList, formatWeekday } from '../format.ts'
import type { Report } from '../report/report.ts'
import type { Locale, Rich, Texts } from '../texts/language.ts'
import { weekdayOf } from '../time.ts'

/** One day as it is drawn. With `dueMs` 0 and nothing recorded it stays empty: nothing is known, and nothing was due. */
export interface DayView {
  readonly date: number
  /** 1 is Monday. */
  readonly weekday: number
  readonly weekend: boolean
  /** `T` */
  readonly letter: string
  /** `Tue` */
  readonly weekdayName: string
  readonly recordedMs: number
  readonly dueMs: number
  /** `8 h 32`, all days in one form; empty if nothing was recorded. */
  readonly recorded: string
}

export interface MonthView {
  readonly title: string
  readonly subtitle: string
  readonly days: readonly DayView[]
  /** The first of the days with most recorded. */
  readonly busiest: DayView
  /** The picture in words: every figure it shows. The sentences stand below it anyway. */
  readonly alternative: string
  readonly sentences: readonly Rich[]
}

/** How many unrecorded days are named before the rest is counted. */
const namedDays = 8

/** Words the month of a report in which something was recorded. */
export function toMonthView(report: Report, words: Texts, locale: Locale): MonthView {
  const largestMs = Math.max(0, ...report.days.map(({ recordedMs }) => recordedMs))
  const format = columnOfDurations(largestMs, locale)
  const days = report.days.map(({ day, recordedMs, dueMs }) => ({
    date: Number(day.slice(8)),
    weekday: weekdayOf(day),
    weekend: weekdayOf(day) > 5,
    letter: formatWeekday(day, locale, 'narrow'),
    weekdayName: formatWeekday(day, locale, 'short'),
    recordedMs,
    dueMs,
    recorded: recordedMs > 0 ? format(recordedMs) : '',
  }))
  const spoken = days.flatMap(({ date, recorded, dueMs }) => {
    if (!recorded && dueMs === 0) return []
    return [`${date}:\u00a0${recorded || words.month.unrecorded}`]
  })
  return {
    title: words.month.title,
    subtitle: words.month.subtitle(report.devices.filter(({ recordedMs }) => recordedMs > 0).length),
    days,
    busiest: days[report.days.findIndex(({ recordedMs }) => recordedMs === largestMs)]!,
    alternative: `${words.month.picture} ${words.month.byDay(spoken.join('; '))}`,
    sentences: [
      sayRecorded(report, largestMs, words, locale),
      ...sayUnrecorded(report, words, locale).map((sentence) => [sentence]),
    ],
  }
}

function sayRecorded(report: Report, largestMs: number, { month }: Texts, locale: Locale): Rich {
  const recorded = report.days.filter(({ recordedMs }) => recordedMs > 0)
  const busiest = recorded.find(({ recordedMs }) => recordedMs === largestMs)!
  const day = formatDayOfMonth(busiest.day, locale)
  if (recorded.length === 1) return month.onlyDay(day)
  const weekends = report.days.filter(({ day: each, dueMs }) => weekdayOf(each) > 5 && dueMs > 0)
  const weekendMs = weekends.reduce((sum, { recordedMs }) => sum + recordedMs, 0)
  return [
    ...month.busiest({ day, recorded: formatDuration(largestMs, locale) }),
    ...(weekends.length > 0 ? [' ', month.weekends(formatDuration(weekendMs, locale))] : []),
  ]
}

function sayUnrecorded(report: Report, { month }: Texts, locale: Locale): string[] {
  const missing = report.days.filter(({ recordedMs, dueMs }) => dueMs > 0 && recordedMs === 0)
  if (missing.length === 0) return []
  const named = missing.slice(0, missing.length > namedDays ? namedDays - 1 : namedDays)
  const rest = missing.length - named.length
  const dates = named.map(({ day }, i) =>
    i === named.length - 1 ? formatDay(day, locale) : String(Number(day.slice(8))),
  )
  const days = formatList(rest > 0 ? [...dates, month.moreDays(rest)] : dates, locale)
  return [month.unrecordedDays({ days, count: missing.length })]
}
