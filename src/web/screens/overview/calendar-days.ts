import type { OutputOf } from '../../../protocol/client.ts'
import type { myCalendar } from '../../../protocol/usage.ts'

export type CalendarDay = OutputOf<typeof myCalendar>['days'][number]

/** Which time the shades of a calendar stand for: where nobody ever told of activity, what was recorded. */
export type CalendarMeasure = 'active' | 'recorded'

/**
 * What is known of a day.
 * - `told`: so many milliseconds of the calendar's measure
 * - `unwatched`: so many were recorded, and whether somebody was there is not known
 * - `missing`: something was due, and nothing is known
 * - `off`: nothing was due
 * - `unknown`: nothing is known, not even whether anything was due
 */
export type CalendarState = 'told' | 'unwatched' | 'missing' | 'off' | 'unknown'

export interface CalendarCell {
  readonly state: CalendarState
  /** 0 where nothing is known. */
  readonly ms: number
}

export const measureOf = (days: readonly CalendarDay[]): CalendarMeasure =>
  days.some(({ activeMs }) => activeMs !== null) || days.every(({ recordedMs }) => recordedMs === 0)
    ? 'active'
    : 'recorded'

/** Unknown is a look of its own: it never has the shade of zero. */
export function toCell(day: CalendarDay | undefined, measure: CalendarMeasure): CalendarCell {
  if (!day) return { state: 'unknown', ms: 0 }
  const { activeMs, recordedMs, dueMs } = day
  if (measure === 'recorded' && recordedMs > 0) return { state: 'told', ms: recordedMs }
  if (activeMs !== null) return { state: 'told', ms: activeMs }
  if (recordedMs > 0) return { state: 'unwatched', ms: recordedMs }
  return { state: dueMs > 0 ? 'missing' : 'off', ms: 0 }
}
