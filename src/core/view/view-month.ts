import { stepFor } from '../charts/time-axis.ts'
import { columnOfDurations, formatDate, formatDay, formatDayOfMonth, formatDuration, formatList } from '../format.ts'
import type { Report, ReportDay } from '../report/report.ts'
import type { Locale, Rich, Texts } from '../texts/language.ts'
import { minuteMs, weekdayOf } from '../time.ts'
import { toBarDay } from './bar-day.ts'
import type { DayBar, DaysPicture } from './picture.ts'
import { type Section, sum } from './section.ts'
import type { Telling } from './telling.ts'

/** How many unrecorded days are named before the rest is counted. */
const namedDays = 8

/** The period day by day: active time where it speaks for the whole, else what was recorded. */
export function toMonthSection(telling: Telling): Section {
  const { report, words, daysByActive: byActive, week } = telling
  const devices = report.devices.filter(({ recordedMs }) => recordedMs > 0).length
  return {
    name: 'month',
    title: week ? words.week.title : words.month.title,
    subtitle: (byActive ? words.use : words.month).subtitle(devices),
    picture: toDaysPicture(telling),
    columns: [],
    rows: [],
    sentences: [...sayBusiest(telling), ...sayUnrecorded(report, words, telling.locale).map((sentence) => [sentence])],
  }
}

const heightOf = ({ activeMs, recordedMs }: ReportDay, byActive: boolean): number | null => {
  if (recordedMs === 0) return null
  return byActive ? (activeMs ?? null) : recordedMs
}

/** A few minutes of a day are left to the coverage figure. */
const isPartly = ({ recordedMs, dueMs }: ReportDay) => dueMs - recordedMs >= Math.max(30 * minuteMs, dueMs / 8)

/** Where bars show active time, nobody knows how tall a missing one would be: it is hatched up to the topmost label. */
function hatchOf(day: ReportDay, value: number | null, topMs: number | undefined, leastMs: number): number {
  if (topMs === undefined) return day.dueMs - day.recordedMs > leastMs ? day.dueMs : 0
  const unknown = value === null && day.recordedMs > 0
  return unknown || isPartly(day) || (day.recordedMs === 0 && day.dueMs > 0) ? topMs : 0
}

function toDaysPicture({ report, words, locale, daysByActive: byActive }: Telling): DaysPicture {
  const values = report.days.map((day) => heightOf(day, byActive))
  const largestMs = Math.max(0, ...values.map((value) => value ?? 0))
  const tallestMs = byActive ? largestMs : Math.max(largestMs, ...report.days.map(({ dueMs }) => dueMs))
  const step = stepFor(tallestMs)
  const ticks = Array.from({ length: Math.max(1, Math.floor(tallestMs / step)) }, (_, i) => (i + 1) * step)
  const format = columnOfDurations(largestMs, locale)
  const days = report.days.map((day, i): DayBar => {
    const value = values[i]!
    return {
      ...toBarDay(day.day, locale),
      value,
      hatchedTo: hatchOf(day, value, byActive ? ticks.at(-1)! : undefined, tallestMs / 50),
      figure: value === null || (value === 0 && !byActive) ? '' : format(value),
    }
  })
  return {
    kind: 'days',
    days,
    largest: values.indexOf(largestMs),
    ticks: ticks.map((at) => ({ at, label: formatDuration(at, locale) })),
    legend: toLegend(days, words, byActive),
    alternative: sayDays(days, words, byActive),
  }
}

function toLegend(days: readonly DayBar[], words: Texts, byActive: boolean): DaysPicture['legend'] {
  const has = (fits: (day: DayBar) => boolean, name: 'weekday' | 'weekend' | 'none' | 'missing', text: string) =>
    days.some(fits) ? { [name]: text } : {}
  return {
    ...has((day) => (day.value ?? 0) > 0 && !day.weekend, 'weekday', words.month.weekday),
    ...has((day) => (day.value ?? 0) > 0 && day.weekend, 'weekend', words.month.weekend),
    ...has((day) => day.value === 0, 'none', words.use.none),
    ...has((day) => day.hatchedTo > 0, 'missing', byActive ? words.use.missing : words.month.unrecorded),
  }
}

/** The picture in words: every figure it shows. */
function sayDays(days: readonly DayBar[], words: Texts, byActive: boolean): string {
  const spoken = days.flatMap(({ date, value, figure, hatchedTo }) => {
    if (value === null && hatchedTo === 0) return []
    const said = value === null ? words.month.unrecorded : value === 0 ? words.use.none : figure
    return [`${date}:\u00a0${said}`]
  })
  return `${(byActive ? words.use : words.month).picture} ${words.month.byDay(spoken.join('; '))}`
}

function sayBusiest({ report, words, locale, week, daysByActive: byActive }: Telling): Rich[] {
  const measure = (day: ReportDay) => heightOf(day, byActive) ?? 0
  const used = report.days.filter((day) => measure(day) > 0)
  if (used.length === 0) return []
  const busiest = used.reduce((best, day) => (measure(day) > measure(best) ? day : best))
  const day = formatDayOfMonth(busiest.day, locale)
  if (used.length === 1) return [(byActive ? words.use : words.month).onlyDay(day)]
  const figure = formatDuration(measure(busiest), locale)
  const weekends = used.filter((each) => weekdayOf(each.day) > 5)
  return [
    [
      ...(byActive ? words.use.busiest({ day, figure }) : words.month.busiest({ day, recorded: figure })),
      ...(weekends.length > 0
        ? [' ', (week ? words.week.weekend : words.month.weekends)(formatDuration(sum(weekends, measure), locale))]
        : []),
    ],
  ]
}

function sayUnrecorded(report: Report, { month }: Texts, locale: Locale): string[] {
  const missing = report.days.filter(({ recordedMs, dueMs }) => dueMs > 0 && recordedMs === 0)
  if (missing.length === 0) return []
  const named = missing.slice(0, missing.length > namedDays ? namedDays - 1 : namedDays)
  const rest = missing.length - named.length
  const dates = named.map(({ day }, i) => (i === named.length - 1 ? formatDay(day, locale) : formatDate(day, locale)))
  const days = formatList(rest > 0 ? [...dates, month.moreDays(rest)] : dates, locale)
  return [month.unrecordedDays({ days, count: missing.length })]
}
