import { type Interval, intersect } from './spans.ts'
import type { Day } from './time.ts'
import { cutToDay, type DeviceTime } from './usage.ts'

/** An app in front within one clock hour. Null is unknown. */
export interface UsageHour {
  /** The instant at which the hour began where the device was. */
  readonly hour: number
  readonly subject: number
  readonly foregroundMs: number
  readonly activeMs: number | null
  readonly watchingMs: number | null
}

/**
 * When of a day each app was in front, hour by hour; no row where it was not. The hours of a day add up to what the day says.
 * What processes cost in an hour is a fact already.
 */
export function toUsageHours(day: Day, time: DeviceTime): UsageHour[] {
  const { stretches, local } = time
  const recorded = cutToDay(time, day, time.recorded)
  if (recorded.length === 0) return []
  const byHour = (intervals: readonly Interval[]) => {
    const hours = new Map<number, number>()
    for (const whole of intersect(intervals, recorded))
      for (const { hour, start, end } of local.splitHours(whole)) hours.set(hour, (hours.get(hour) ?? 0) + end - start)
    return hours
  }
  const { told } = stretches
  const toldActive = byHour(intersect(told.window, told.input))
  const toldWatching = byHour(told.watching)
  return [...stretches.apps].flatMap(([subject, app]) => {
    const active = byHour(app.active)
    const watching = byHour(app.watching)
    return [...byHour(app.foreground)].map(([hour, foregroundMs]) => ({
      hour,
      subject,
      foregroundMs,
      activeMs: toldActive.has(hour) ? (active.get(hour) ?? 0) : null,
      watchingMs: toldWatching.has(hour) ? (watching.get(hour) ?? 0) : null,
    }))
  })
}
