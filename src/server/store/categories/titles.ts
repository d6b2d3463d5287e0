import { and, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import type { TitledSpan, TitleSplit } from '../../../core/categories/split.ts'
import type { DeviceKey } from '../../../core/devices.ts'
import type { Interval } from '../../../core/spans.ts'
import type { Day } from '../../../core/time.ts'
import { batchLimits, type WindowDetail } from '../../../protocol/batches.ts'
import { type OfStreams, readShifted, type Shifts, shiftInterval } from '../shifts.ts'
import type { Db, Store } from '../store.ts'
import type { Upsert, UpsertRow } from '../upsert.ts'

/** The windows that touch the interval and whose titles are here, at true instants. */
export function readTitles(
  { db, t }: Store,
  device: DeviceKey,
  interval: Interval,
  shifts: Shifts,
): Promise<TitledSpan[]> {
  const { spans: s } = t
  const read = async ({ start, end }: Interval, ofStreams: OfStreams): Promise<TitledSpan[]> => {
    const rows = await db
      .select({ start: s.start, end: s.end, subject: s.subjectId, detail: s.detail })
      .from(s)
      .where(
        and(
          eq(s.orgId, device.orgId),
          eq(s.deviceId, device.deviceId),
          // In the words of the index that only rows with a title are in.
          sql`${s.source} = 'window' and ${s.detail} is not null`,
          gte(s.start, start - batchLimits.spanMs),
          lt(s.start, end),
          gt(s.end, start),
          ofStreams(s.streamId),
        ),
      )
    return rows.flatMap(({ subject, detail, ...row }) =>
      subject === null ? [] : [{ ...row, subject, title: (detail as WindowDetail).title }],
    )
  }
  return readShifted(shifts, interval, read, shiftInterval)
}

/** What rules on titles took of a day; written anew whenever the day is made. */
const titleDayUpsert: Upsert = {
  table: 'title_days',
  columns: [
    ['org_id', 'bigint'],
    ['device_id', 'bigint'],
    ['day', 'text'],
    ['subject_id', 'bigint'],
    ['rule_id', 'bigint'],
    ['foreground_ms', 'bigint'],
    ['active_ms', 'bigint'],
    ['watching_ms', 'bigint'],
  ],
  keyLength: 5,
  // The day's rows are deleted first.
  update: 'foreground_ms = excluded.foreground_ms',
}

/** Days with what rules on titles took of them; a day whose titles are gone is in none. */
export type TitleSplits = ReadonlyMap<Day, readonly TitleSplit[]>

/** Replaces what was taken of some days of a device; other days keep what was taken while their titles were here. */
export function titleWrites(
  { t: { titleDays: n }, upsert }: Store,
  db: Db,
  { orgId, deviceId }: DeviceKey,
  splits: TitleSplits,
) {
  if (splits.size === 0) return []
  const rows = [...splits].flatMap(([day, all]) =>
    all.map(
      (one): UpsertRow => [orgId, deviceId, day, one.subject, one.rule, one.foregroundMs, one.activeMs, one.watchingMs],
    ),
  )
  return [
    db.delete(n).where(and(eq(n.orgId, orgId), eq(n.deviceId, deviceId), inArray(n.day, [...splits.keys()]))),
    upsert(db, titleDayUpsert, rows),
  ]
}
