import { formatWeekday } from '../../../../core/format.ts'
import type { Locale } from '../../../../core/texts/language.ts'
import { addDays, dayMs, minuteMs } from '../../../../core/time.ts'
import { parseWeeklyHours, type WeeklyHours } from '../../../../core/weekly-hours.ts'

/** Any Monday. */
const monday = '2026-11-02'
const minutesOfDay = dayMs / minuteMs

/** `mo-fr 08:00-18:00; sa 09:00-12:00` as people read it: `Mon–Fri 08:00–18:00, Sat 09:00–12:00`; undefined for no schedule. */
export function toWeeklyText(text: string, locale: Locale): string | undefined {
  const hours = parseWeeklyHours(text)
  return hours && formatWeeklyHours(hours, locale)
}

function formatWeeklyHours(hours: WeeklyHours, locale: Locale): string {
  /** For each weekday from Monday on: its times. */
  const times = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    hours
      .filter((one) => one.weekday === weekday)
      .map(({ from, to }) => `${clock(from)}–${clock(to)}`)
      .join(' + '),
  )
  const runs: { first: number; last: number; text: string }[] = []
  times.forEach((text, i) => {
    const before = runs.at(-1)
    if (text === '') return
    if (before?.text === text && before.last === i - 1) before.last = i
    else runs.push({ first: i, last: i, text })
  })
  const name = (i: number) => formatWeekday(addDays(monday, i), locale, 'short')
  return runs
    .map(({ first, last, text }) => `${first === last ? name(first) : `${name(first)}–${name(last)}`} ${text}`)
    .join(', ')
}

/** Minutes of the day, or of the next one: `08:00`, `24:00`, `06:00`. */
const clock = (minute: number) => {
  const shown = minute > minutesOfDay ? minute - minutesOfDay : minute
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`
}
