import type { DeviceDay } from '../../core/device-month.ts'
import type { PersonDay } from '../../core/person-day.ts'
import type { Days } from '../../core/ranges.ts'
import { type Day, dayMs } from '../../core/time.ts'
import { findDevicesOf } from '../store/devices.ts'
import { readPersonDays } from '../store/person-days.ts'
import { readSilence, type Silence } from '../store/silence.ts'
import type { Store } from '../store/store.ts'
import type { Asked } from './asked.ts'

/** The silence of those of a person's devices that say nothing on some of the days, by device. */
export async function readSilences(
  store: Store,
  { orgId, user, now }: Asked,
  days: Days,
): Promise<ReadonlyMap<number, Silence>> {
  const found = new Map<number, Silence>()
  for (const { id: deviceId } of await findDevicesOf(store, orgId, user.id)) {
    const silence = await readSilence(store, { orgId, deviceId }, days, now)
    if (silence) found.set(deviceId, silence)
  }
  return found
}

export type DueDay = Pick<PersonDay, 'day' | 'recordedMs' | 'dueMs' | 'activeMs'> & Partial<PersonDay>

/**
 * A person's days, ascending, with those that are due only because a device fell silent. What is due of all devices at once is not known to the
 * moment then: it is what was due, and the longest silence, a day at most.
 */
export async function readDueDays(
  store: Store,
  asked: Asked,
  days: Days,
  silences: ReadonlyMap<number, Silence>,
): Promise<DueDay[]> {
  const rows = await readPersonDays(store, { orgId: asked.orgId, userId: asked.user.id }, days.first, days.last)
  const all = new Map<Day, DueDay>(rows.map((row) => [row.day, row]))
  for (const [day, silentMs] of toLongest(silences)) {
    const known = all.get(day) ?? { day, recordedMs: 0, dueMs: 0, activeMs: null }
    all.set(day, { ...known, dueMs: Math.max(known.dueMs, Math.min(dayMs, known.dueMs + silentMs)) })
  }
  return [...all.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

function toLongest(silences: ReadonlyMap<number, Silence>): ReadonlyMap<Day, number> {
  const longest = new Map<Day, number>()
  for (const { day, dueMs } of [...silences.values()].flatMap((silence) => silence.days))
    longest.set(day, Math.max(longest.get(day) ?? 0, dueMs))
  return longest
}

/** recorded ÷ due, devices added up, as a report has it; null where nothing was due. */
export function toCoverage(days: readonly Pick<DeviceDay, 'recordedMs' | 'dueMs'>[]): number | null {
  const sum = (of: 'recordedMs' | 'dueMs') => days.reduce((total, row) => total + row[of], 0)
  return sum('dueMs') === 0 ? null : sum('recordedMs') / sum('dueMs')
}
