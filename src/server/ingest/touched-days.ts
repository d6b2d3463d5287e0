import { and, eq } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import type { Interval } from '../../core/spans.ts'
import { dayMs, hourMs, utcDayStart } from '../../core/time.ts'
import type { Store } from '../store/store.ts'
import type { Stream } from '../store/streams.ts'

/** The UTC days, by their first instant, that rows have a say in once the instants of a wrong clock are put right. */
export interface TouchedDays {
  readonly days: ReadonlySet<number>
  add(interval: Interval, aheadMs: number): void
  addHour(hour: number, aheadMs: number): void
}

export function createTouchedDays(first: Iterable<number> = []): TouchedDays {
  const days = new Set(first)
  const add = ({ start, end }: Interval, aheadMs: number) => {
    for (let day = utcDayStart(start - aheadMs); day <= end - aheadMs; day += dayMs) days.add(day)
  }
  return {
    days,
    add,
    // Put right, an hour may lie in two days.
    addHour: (hour, aheadMs) => add({ start: hour, end: aheadMs === 0 ? hour : hour + hourMs }, aheadMs),
  }
}

/** Every day that a stream's rows lie in now, and those in which they will lie: its clock turns out to be ahead by `aheadMs`. */
export async function findDaysOfStream(
  { db, t: { spans: s, gaps: g } }: Store,
  { orgId, deviceId }: DeviceKey,
  stream: Stream,
  aheadMs: number,
): Promise<Iterable<number>> {
  // What was recorded lies in clock spans, hours begin at most one before.
  const recorded = await db
    .select({ start: s.start, end: s.end })
    .from(s)
    .where(and(eq(s.orgId, orgId), eq(s.deviceId, deviceId), eq(s.source, 'clock'), eq(s.streamId, stream.id)))
  const missed = await db
    .select({ start: g.start, end: g.end })
    .from(g)
    .where(and(eq(g.orgId, orgId), eq(g.deviceId, deviceId), eq(g.streamId, stream.id)))
  const touched = createTouchedDays()
  for (const { start, end } of [...recorded, ...missed])
    for (const ahead of [stream.clockAheadMs, aheadMs]) touched.add({ start: start - hourMs, end: end + hourMs }, ahead)
  return touched.days
}
