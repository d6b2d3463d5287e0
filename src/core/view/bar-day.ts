import { formatWeekday } from '../format.ts'
import type { Locale } from '../texts/language.ts'
import { type Day, weekdayOf } from '../time.ts'

/** How a day stands under its bar. */
export const toBarDay = (day: Day, locale: Locale) => ({
  date: Number(day.slice(8)),
  weekday: weekdayOf(day),
  weekend: weekdayOf(day) > 5,
  letter: formatWeekday(day, locale, 'narrow'),
  weekdayName: formatWeekday(day, locale, 'short'),
})
