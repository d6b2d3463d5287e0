import type { PersonDay } from './person-day.ts'
import { addPresence, type DayPresence, type PresenceTotals } from './presence-totals.ts'
import type { Day } from './time.ts'

type DeviceDay = DayPresence & { readonly day: Day }

/** Presence of a person on some days; `overlapMs` is the active time on several devices at once, absent where there is none. */
export interface PresenceOnce extends PresenceTotals {
  readonly overlapMs?: number
}

/**
 * Each day of a person: devices are added up; but what a person can do only once at a time, of a day with several devices, is what
 * is known of all together. Idle, locked and watched time belong to a device, and stay sums.
 */
export function toDaysOnce(rows: readonly DeviceDay[], together: readonly PersonDay[]): Map<Day, DayPresence> {
  const known = new Map(together.map((day) => [day.day, day]))
  const byDay = new Map<Day, DeviceDay[]>()
  for (const row of rows) {
    const ofDay = byDay.get(row.day)
    if (ofDay) ofDay.push(row)
    else byDay.set(row.day, [row])
  }
  return new Map(
    [...byDay].map(([day, ofDay]) => {
      const once = ofDay.length < 2 ? undefined : known.get(day)
      if (!once) return [day, addUp(ofDay)]
      const { activeMs, watchingMs, sessions, sessionMs, longestSessionMs, longestSessionAt } = once
      const { firstActivityAt, lastActivityAt } = once
      const session = { sessions, sessionMs, longestSessionMs, longestSessionAt }
      return [day, { ...addPresence(ofDay), activeMs, watchingMs, ...session, firstActivityAt, lastActivityAt }]
    }),
  )
}

function addUp(rows: readonly DeviceDay[]): DayPresence {
  const instants = (of: 'firstActivityAt' | 'lastActivityAt') => rows.map((row) => row[of]).filter((at) => at !== null)
  const [firsts, lasts] = [instants('firstActivityAt'), instants('lastActivityAt')]
  const longest = rows.reduce((a, b) => ((b.longestSessionMs ?? -1) > (a.longestSessionMs ?? -1) ? b : a))
  return {
    ...addPresence(rows),
    longestSessionMs: longest.longestSessionMs,
    longestSessionAt: longest.longestSessionAt,
    firstActivityAt: firsts.length > 0 ? Math.min(...firsts) : null,
    lastActivityAt: lasts.length > 0 ? Math.max(...lasts) : null,
  }
}

/** Sums of `days`, which `toDaysOnce` made of `rows`. */
export function addDaysOnce(days: Iterable<DayPresence>, rows: readonly DeviceDay[]): PresenceOnce {
  const presence = addPresence([...days])
  const overlapMs = (addPresence(rows).activeMs ?? 0) - (presence.activeMs ?? 0)
  return { ...presence, ...(overlapMs > 0 && { overlapMs }) }
}
