import type { PersonHour } from '../person-day.ts'
import { addKnown } from '../presence-totals.ts'
import { type Day, weekdayOf } from '../time.ts'
import type { HourOfWeek } from './sections.ts'

const weekdays = 7
const hoursOfDay = 24

/**
 * All hours of a week, from Monday on; undefined where no hour is stored, as of days that were made before hours were kept.
 * @param hours those of the period in which anything was recorded
 */
export function toHoursOfWeek(hours: readonly (PersonHour & { readonly day: Day })[]): HourOfWeek[] | undefined {
  if (hours.length === 0) return undefined
  const cells = Array.from({ length: weekdays * hoursOfDay }, (_, i) => {
    const place = { weekday: Math.floor(i / hoursOfDay) + 1, hour: i % hoursOfDay }
    return { ...place, days: 0, recordedMs: 0, activeMs: null as number | null }
  })
  for (const { day, hour, recordedMs, activeMs } of hours) {
    const cell = cells[(weekdayOf(day) - 1) * hoursOfDay + hour]!
    cell.days += 1
    cell.recordedMs += recordedMs
    cell.activeMs = addKnown(cell.activeMs, activeMs)
  }
  return cells
}
