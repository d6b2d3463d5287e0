import { type Day, weekdayOf } from './time.ts'

/** The weekday on which weeks begin: 1 is Monday, 7 Sunday. */
export type WeekStart = 1 | 7

export const usualWeekStart: WeekStart = 1

/** The weekdays in the order of a week that begins so, 1 being Monday. */
export const weekdaysFrom = (start: WeekStart): number[] =>
  Array.from({ length: 7 }, (_, i) => ((start - 1 + i) % 7) + 1)

/** How many days of its week lie before a day: 0 to 6. */
export const placeInWeek = (day: Day, start: WeekStart): number => (weekdayOf(day) - start + 7) % 7
