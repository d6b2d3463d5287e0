import { dayNumber, minuteMs, weekdayOf } from '../time.ts'
import type { ReportDay } from './report.ts'
import type { UsualDay } from './sections.ts'

/** Fewer working days than these are not told apart from the others. */
const fewestWorkdays = 3

/**
 * When a day usually begins and ends, by the clock that it began with: medians over days with activity, of Monday to Friday if there
 * are enough of them. Null where no day is known to have any.
 */
export function toUsualDay(days: readonly ReportDay[]): UsualDay | null {
  const known = days.flatMap(({ day, firstActivityAt, lastActivityAt, offsetMinutes }) => {
    if (typeof firstActivityAt !== 'number' || typeof lastActivityAt !== 'number') return []
    if (offsetMinutes === undefined) return []
    const minuteOf = (at: number) => (at - dayNumber(day)) / minuteMs + offsetMinutes
    return [{ workday: weekdayOf(day) <= 5, first: minuteOf(firstActivityAt), last: minuteOf(lastActivityAt) }]
  })
  const workdays = known.filter(({ workday }) => workday)
  const weekdaysOnly = workdays.length >= fewestWorkdays
  const some = weekdaysOnly ? workdays : known
  if (some.length === 0) return null
  return {
    days: some.length,
    weekdaysOnly,
    firstMinute: medianOf(some.map(({ first }) => first)),
    lastMinute: medianOf(some.map(({ last }) => last)),
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return Math.round((sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2)
}
