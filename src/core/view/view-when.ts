import { formatDayOfMonth, formatDuration, formatWeekday } from '../format.ts'
import type { HourOfWeek, UsualDay } from '../report/sections.ts'
import type { Rich } from '../texts/language.ts'
import { addDays, hourMs, minuteMs } from '../time.ts'
import { weekdaysFrom } from '../week-start.ts'
import type { HeatPicture } from './picture.ts'
import { type Section, sum } from './section.ts'
import type { Telling } from './telling.ts'

/** A Monday, to name the days of a week by. */
const monday = '2026-10-05'

const twoDigits = (value: number) => String(value).padStart(2, '0')
const clock = (minute: number) => `${twoDigits(Math.floor(minute / 60) % 24)}:${twoDigits(minute % 60)}`

/** Mean minutes of an hour; null where it was never recorded, or what was done in it is not known. */
const meanMinutes = ({ days, activeMs }: HourOfWeek): number | null =>
  days === 0 || activeMs === null ? null : Math.min(60, activeMs / days / minuteMs)

/** When somebody was active: the hours of the week, a usual day, sessions. No section where nothing of it is known. */
export function toWhenSection(telling: Telling): Section[] {
  const { report, words } = telling
  const known = report.hours?.some((hour) => (meanMinutes(hour) ?? 0) > 0)
  const sentences = [
    ...(known ? sayBusiestHour(telling, report.hours!) : []),
    ...(report.usualDay ? [sayUsualDay(telling, report.usualDay)] : []),
    ...saySessions(telling),
  ]
  if (!known && sentences.length === 0) return []
  const section = { name: 'when', title: words.when.title, columns: [], rows: [], sentences } as const
  if (!known) return [section]
  return [{ ...section, subtitle: words.when.subtitle, picture: toHeat(telling, report.hours!) }]
}

function toHeat(telling: Telling, hours: readonly HourOfWeek[]): HeatPicture {
  const { words, locale } = telling
  const table = new Map(hours.map((each) => [`${each.weekday} ${each.hour}`, meanMinutes(each)]))
  const rows = weekdaysFrom(telling.weekStart).map((weekday) => ({
    label: formatWeekday(addDays(monday, weekday - 1), locale, 'short'),
    weekend: weekday > 5,
    hours: Array.from({ length: 24 }, (_, hour) => table.get(`${weekday} ${hour}`) ?? null),
  }))
  const missing = rows.some((row) => row.hours.includes(null))
  const days = rows.map(
    ({ label, hours: each }) => `${label}\u00a0${formatDuration(sum(each, (mean) => mean ?? 0) * minuteMs, locale)}`,
  )
  const busiest = sayBusiestHour(telling, hours)[0]!
  const plain = busiest.map((piece) => (typeof piece === 'string' ? piece : piece.strong)).join('')
  return {
    kind: 'heat',
    rows,
    unit: words.when.unit,
    ...(missing && { missing: words.when.missing }),
    alternative: `${words.when.picture} ${plain} ${words.when.byWeekday(days.join('; '))}`,
  }
}

function sayBusiestHour({ words, locale }: Telling, hours: readonly HourOfWeek[]): Rich[] {
  // One day alone is no mean, where there are more of them.
  const several = hours.filter(({ days }) => days > 1)
  const known = several.some((hour) => (meanMinutes(hour) ?? 0) > 0) ? several : hours
  const best = known.reduce((a, b) => ((meanMinutes(b) ?? 0) > (meanMinutes(a) ?? 0) ? b : a))
  return [
    words.when.busiest({
      weekday: formatWeekday(addDays(monday, best.weekday - 1), locale, 'long'),
      from: clock(best.hour * 60),
      to: clock((best.hour + 1) * 60),
      minutes: formatDuration(Math.round(meanMinutes(best) ?? 0) * minuteMs, locale),
    }),
  ]
}

const sayUsualDay = ({ words }: Telling, { weekdaysOnly, firstMinute, lastMinute }: UsualDay): Rich =>
  words.when.usual({
    weekdays: weekdaysOnly,
    first: clock(Math.round(firstMinute)),
    last: clock(Math.round(lastMinute)),
    next: lastMinute >= (24 * hourMs) / minuteMs,
  })

function saySessions({ report, words, locale }: Telling): Rich[] {
  const figures = report.sessionFigures
  if (!figures || figures.count === 0) return []
  const { count, totalMs, longest } = figures
  return [
    [
      words.when.sessions({ count, total: formatDuration(totalMs, locale) }),
      ...(longest
        ? words.when.longest({
            length: formatDuration(longest.ms, locale),
            day: formatDayOfMonth(longest.day, locale),
          })
        : []),
      '.',
    ],
  ]
}
