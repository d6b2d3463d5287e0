import { columnOfDurations, formatDuration, formatWeekday } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { addDays, type Day, dayMs, dayNumber, hourMs, minuteMs, weekdayOf } from '../../../core/time.ts'
import type { DayBar, DaysPicture, HeatPicture } from '../../../core/view/picture.ts'
import { type WeekStart, weekdaysFrom } from '../../../core/week-start.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { myApp } from '../../../protocol/usage.ts'
import type { appWords } from '../../words/app.ts'

export type AppAnswer = OutputOf<typeof myApp>
type Words = (typeof appWords)['en']

/** The days of its period that have begun. */
export function daysSoFar({ period: { first, last, today } }: AppAnswer): Day[] {
  const end = today < last ? today : last
  return Array.from({ length: Math.max(0, (dayNumber(end) - dayNumber(first)) / dayMs + 1) }, (_, i) =>
    addDays(first, i),
  )
}

const stepsHours = [0.25, 0.5, 1, 2, 4, 8] as const

/** Whether active time is known of any of it; else time in front is told. */
export const isActiveKnown = ({ sums, days }: AppAnswer): boolean =>
  sums.activeMs !== null || days.some(({ activeMs }) => activeMs !== null)

/** An app's days as bars. A day without it is a ring; whether anything else was recorded then is the overview's to say. */
export function toDaysPicture(answer: AppAnswer, locale: Locale, words: Words): DaysPicture | undefined {
  const byActive = isActiveKnown(answer)
  const known = new Map(answer.days.map((day) => [day.day, (byActive ? day.activeMs : day.foregroundMs) ?? 0]))
  const most = Math.max(0, ...known.values())
  if (most === 0) return undefined
  const step = (stepsHours.find((hours) => most / (hours * hourMs) <= 3) ?? 8) * hourMs
  const format = columnOfDurations(most, locale)
  const days = daysSoFar(answer).map((day): DayBar => {
    const value = known.get(day) ?? 0
    return {
      ...{ date: Number(day.slice(8)), weekday: weekdayOf(day), weekend: weekdayOf(day) > 5, value, hatchedTo: 0 },
      ...{ letter: formatWeekday(day, locale, 'narrow'), weekdayName: formatWeekday(day, locale, 'short') },
      figure: value > 0 ? format(value) : words.none,
    }
  })
  const count = Math.max(1, Math.floor(most / step))
  return {
    ...{ kind: 'days', days, largest: days.findIndex(({ value }) => value === most) },
    ticks: Array.from({ length: count }, (_, i) => (i + 1) * step).map((at) => ({
      at,
      label: formatDuration(at, locale),
    })),
    legend: { weekday: words.weekday, weekend: words.weekend, none: words.none },
    alternative: `${words.picture} ${days.map(({ date, figure }) => `${date}: ${figure}`).join('; ')}.`,
  }
}

/** A Monday, to name the days of a week by. */
const monday = '2026-11-02'

/** When in the week it is used: mean minutes of an hour over the days on which it was recorded; null where it never was. */
export function toHeatPicture(
  answer: AppAnswer,
  locale: Locale,
  words: Words & { unit: string; missing: string },
  weekStart: WeekStart,
): HeatPicture | undefined {
  if (answer.hours.length === 0) return undefined
  const byActive = isActiveKnown(answer)
  const means = new Map(
    answer.hours.map(({ weekday, hour, days, activeMs, foregroundMs }) => {
      const known = byActive ? activeMs : foregroundMs
      // Several computers at once show an app for longer than an hour has.
      return [`${weekday} ${hour}`, known === null ? null : Math.min(60, known / days / minuteMs)] as const
    }),
  )
  const order = weekdaysFrom(weekStart)
  const rows = order.map((weekday) => ({
    label: formatWeekday(addDays(monday, weekday - 1), locale, 'short'),
    weekend: weekday > 5,
    hours: Array.from({ length: 24 }, (_, hour) => means.get(`${weekday} ${hour}`) ?? null),
  }))
  const all = rows.flatMap(({ hours }, i) => hours.map((minutes, hour) => ({ i, hour, minutes: minutes ?? 0 })))
  const busiest = all.reduce((best, one) => (one.minutes > best.minutes ? one : best))
  const weekday = formatWeekday(addDays(monday, order[busiest.i]! - 1), locale, 'long')
  const minutes = formatDuration(Math.round(busiest.minutes) * minuteMs, locale)
  return {
    ...{ kind: 'heat', rows, unit: words.unit },
    ...(rows.some(({ hours }) => hours.includes(null)) && { missing: words.missing }),
    alternative: words.whenAlternative({ weekday, hour: busiest.hour, minutes }),
  }
}
