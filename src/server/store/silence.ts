import { type DeviceDay, goneAfterMs, silenceOf, silentAfterMs, withSilence } from '../../core/device-month.ts'
import type { DeviceKey } from '../../core/devices.ts'
import type { Days } from '../../core/ranges.ts'
import { daysName } from '../../core/report/periods.ts'
import { dayMs, dayNumber } from '../../core/time.ts'
import { readOffset } from './facts.ts'
import { readKnown } from './known.ts'
import { readShifts, type Shifts } from './shifts.ts'
import type { Store } from './store.ts'

/** Days after a device's last word, each with what is due of it, by the same rule as in a report. */
export interface Silence {
  /** The last instant that it told of, epoch milliseconds. */
  readonly since: number
  readonly days: readonly DeviceDay[]
}

/** @returns undefined of a device that tells, never told, or whose silence ended before the days: then nothing is expected any more */
export async function readSilence(
  store: Store,
  key: DeviceKey,
  days: Days,
  now: number,
  given?: Shifts,
): Promise<Silence | undefined> {
  const shifts = given ?? (await readShifts(store, key))
  const known = await readKnown(store, key, shifts)
  if (!silenceOf(known, now)) return undefined
  const offsetMs = await readOffset(store, key, known.end, shifts)
  const silent = withSilence({ period: daysName(days), madeAt: now }, { days: [], known, offsetMs })
  return silent.length === 0 ? undefined : { since: known.end, days: silent }
}

/** No clock shows another day than UTC for longer. */
const furthestMs = dayMs

/**
 * The same of one of many computers: one that uploads tells of now, and of one that is gone for so long nothing is due. It spares a list of
 * thousands a look into the facts of each.
 */
export async function readListedSilence(
  store: Store,
  key: DeviceKey,
  lastSeenAt: number | null,
  days: Days,
  now: number,
): Promise<Silence | undefined> {
  if (lastSeenAt === null || now - lastSeenAt <= silentAfterMs) return undefined
  if (lastSeenAt + goneAfterMs < dayNumber(days.first) - furthestMs) return undefined
  return readSilence(store, key, days, now)
}

/** Stored days with what silence makes due of them, ascending. */
export function addSilence<T extends Pick<DeviceDay, 'day' | 'recordedMs' | 'dueMs'>>(
  days: readonly T[],
  silence: Silence | undefined,
): (T | DeviceDay)[] {
  const byDay = new Map<string, T | DeviceDay>(days.map((row) => [row.day, row]))
  for (const silent of silence?.days ?? []) {
    const row = byDay.get(silent.day)
    byDay.set(silent.day, row ? { ...row, dueMs: row.dueMs + silent.dueMs } : silent)
  }
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}
