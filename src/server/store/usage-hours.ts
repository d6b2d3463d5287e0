import { and, eq, inArray } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import type { Day } from '../../core/time.ts'
import type { DayUsage } from '../../core/usage.ts'
import type { UsageHour } from '../../core/usage-hours.ts'
import type { Db, Store } from './store.ts'
import type { Upsert, UpsertRow } from './upsert.ts'

/** A local day of a device. */
export interface MadeDay {
  readonly usage: DayUsage
  readonly hours: readonly UsageHour[]
}

/** When apps were in front, hour by hour; written anew whenever the day is made. */
const usageHourUpsert: Upsert = {
  table: 'usage_hours',
  columns: [
    ['org_id', 'bigint'],
    ['device_id', 'bigint'],
    ['day', 'text'],
    ['hour', 'bigint'],
    ['subject_id', 'bigint'],
    ['foreground_ms', 'bigint'],
    ['active_ms', 'bigint'],
    ['watching_ms', 'bigint'],
  ],
  keyLength: 5,
  // The day's rows are deleted first.
  update: 'foreground_ms = excluded.foreground_ms',
}

/** Replaces the hours of some days of a device. */
export function hourWrites(
  { t: { usageHours: h }, upsert }: Store,
  db: Db,
  { orgId, deviceId }: DeviceKey,
  dates: readonly Day[],
  made: readonly MadeDay[],
) {
  const rows = made.flatMap(({ usage: { day }, hours }) =>
    hours.map((one): UpsertRow => {
      const { hour, subject, foregroundMs, activeMs, watchingMs } = one
      return [orgId, deviceId, day, hour, subject, foregroundMs, activeMs, watchingMs]
    }),
  )
  return [
    db.delete(h).where(and(eq(h.orgId, orgId), eq(h.deviceId, deviceId), inArray(h.day, [...dates]))),
    upsert(db, usageHourUpsert, rows),
  ]
}
