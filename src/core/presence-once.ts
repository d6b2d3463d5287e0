import type { PersonDay } from './person-day.ts'
import { addPresence, type PresenceTotals } from './presence-totals.ts'
import type { Day } from './time.ts'

type DeviceDay = PresenceTotals & { readonly day: Day }

/** Presence of a person on some days; `overlapMs` is the active time on several devices at once, absent where there is none. */
export interface PresenceOnce extends PresenceTotals {
  readonly overlapMs?: number
}

/**
 * Adds up days of devices; but what a person can do only once at a time, of a day with several devices, is what is known of
 * all together. Idle, locked and watched time belong to a device, and stay sums.
 */
export function addPresenceOnce(rows: readonly DeviceDay[], together: readonly PersonDay[]): PresenceOnce {
  const known = new Map(together.map((day) => [day.day, day]))
  const byDay = new Map<Day, DeviceDay[]>()
  for (const row of rows) byDay.set(row.day, [...(byDay.get(row.day) ?? []), row])
  const days = [...byDay].map(([day, ofDay]): PresenceTotals => {
    const sums = addPresence(ofDay)
    const once = known.get(day)
    if (ofDay.length < 2 || !once) return sums
    const { activeMs, watchingMs, sessions, sessionMs } = once
    return { ...sums, activeMs, watchingMs, sessions, sessionMs }
  })
  const presence = addPresence(days)
  const overlapMs = (addPresence(rows).activeMs ?? 0) - (presence.activeMs ?? 0)
  return { ...presence, ...(overlapMs > 0 && { overlapMs }) }
}
