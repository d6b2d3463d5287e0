import { and, eq, gt, gte, lt, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../../core/devices.ts'
import type { Interval } from '../../../core/spans.ts'
import { batchLimits, type WindowDetail } from '../../../protocol/batches.ts'
import { type OfStreams, readShifted, type Shifts, shiftInterval } from '../shifts.ts'
import type { Store } from '../store.ts'

/** The windows of one app that touch an interval and whose titles are here, at true instants. */
export function readTitlesOf(
  { db, t: { spans: s } }: Store,
  { orgId, deviceId }: DeviceKey,
  subjectId: number,
  interval: Interval,
  shifts: Shifts,
) {
  const read = async ({ start, end }: Interval, ofStreams: OfStreams) => {
    const rows = await db
      .select({ start: s.start, end: s.end, detail: s.detail })
      .from(s)
      .where(
        and(
          eq(s.orgId, orgId),
          eq(s.deviceId, deviceId),
          eq(s.subjectId, subjectId),
          // In the words of the index that only rows with a title are in.
          sql`${s.source} = 'window' and ${s.detail} is not null`,
          gte(s.start, start - batchLimits.spanMs),
          lt(s.start, end),
          gt(s.end, start),
          ofStreams(s.streamId),
        ),
      )
    return rows.map(({ detail, ...row }) => ({ ...row, title: (detail as WindowDetail).title }))
  }
  return readShifted(shifts, interval, read, shiftInterval)
}
