import { and, asc, between, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { DeviceMonth } from '../../core/device-month.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { type Period, partsOf } from '../../core/report/periods.ts'
import type { Interval } from '../../core/spans.ts'
import { addDays, type Day, dayNumber, isMonth } from '../../core/time.ts'
import { devicesOf } from './categories/sums.ts'
import type { Device } from './devices.ts'
import { readGaps, readOffset } from './facts.ts'
import { readKnown } from './known.ts'
import { readShifts, type Shifts } from './shifts.ts'
import { sumInt } from './sql.ts'
import type { Store } from './store.ts'
import { usageSums } from './usage-sums.ts'

/** What is stored of a device over one of its months, or weeks. */
export async function readDeviceMonth(store: Store, device: Device, period: Period): Promise<DeviceMonth> {
  const key = { orgId: device.orgId, deviceId: device.id }
  const shifts = await readShifts(store, key)
  const known = await readKnown(store, key, shifts)
  const offsetMs = await readOffset(store, key, known.end)
  const interval = toInterval(period, offsetMs)
  return {
    name: device.name,
    platform: device.platform,
    known,
    offsetMs,
    clockAheadMs: await readClockAhead(store, key, interval, shifts),
    days: await readDays(store, device, period),
    unrecorded: await readUnrecorded(store, device, period),
    cpuByDay: await readCpuByDay(store, device, period),
    apps: await (isMonth(period) ? readMonth(store, device, period) : sumWeek(store, device, period)),
    gaps: await readGapsWithin(store, key, interval, shifts),
  }
}

function bounds(period: Period): readonly [Day, Day] {
  const { first, last } = partsOf(period)
  return [first, last]
}

async function readDays({ db, t: { days: d } }: Store, { orgId, id }: Device, period: Period) {
  const rows = await db
    .select({
      day: d.day,
      recordedMs: d.recordedMs,
      dueMs: d.dueMs,
      activeMs: d.activeMs,
      watchedMs: d.watchedMs,
      watchingMs: d.watchingMs,
      idleMs: d.idleMs,
      lockedMs: d.lockedMs,
      sessions: d.sessions,
      sessionMs: d.sessionMs,
      longestSessionMs: d.longestSessionMs,
      longestSessionAt: d.longestSessionAt,
      firstActivityAt: d.firstActivityAt,
      lastActivityAt: d.lastActivityAt,
    })
    .from(d)
    .where(and(eq(d.orgId, orgId), eq(d.deviceId, id), between(d.day, ...bounds(period))))
    .orderBy(asc(d.day))
  return rows.map((row) => ({ ...row, watchedMs: row.watchedMs ?? 0 }))
}

async function readCpuByDay({ db, t: { usageDays: u } }: Store, { orgId, id }: Device, period: Period) {
  const rows = await db
    .select({ day: u.day, cpuMs: sumInt(u.cpuMs) })
    .from(u)
    .where(and(eq(u.orgId, orgId), eq(u.deviceId, id), between(u.day, ...bounds(period))))
    .groupBy(u.day)
  return new Map(rows.map(({ day, cpuMs }) => [day, cpuMs]))
}

/** A month is summed up already. */
function readMonth({ db, t: { usageMonths: m, subjects: s } }: Store, { orgId, id }: Device, month: Period) {
  return db
    .select({
      key: s.key,
      name: s.name,
      runningMs: m.runningMs,
      cpuMs: m.cpuMs,
      launches: m.launches,
      memoryKiBSeconds: m.memoryKiBSeconds,
      memoryPeakKiB: m.memoryPeakKiB,
      foregroundMs: m.foregroundMs,
      activeMs: m.activeMs,
      watchingMs: m.watchingMs,
    })
    .from(m)
    .innerJoin(s, and(eq(s.orgId, m.orgId), eq(s.id, m.subjectId)))
    .where(and(eq(m.orgId, orgId), eq(m.deviceId, id), eq(m.month, month)))
}

function sumWeek(store: Store, { orgId, id }: Device, week: Period) {
  const { usageDays: u, subjects: s } = store.t
  return store.db
    .select({
      key: s.key,
      name: s.name,
      ...usageSums(store),
    })
    .from(u)
    .innerJoin(s, and(eq(s.orgId, u.orgId), eq(s.id, u.subjectId)))
    .where(and(eq(u.orgId, orgId), eq(u.deviceId, id), between(u.day, ...bounds(week))))
    .groupBy(s.key, s.name)
}

/** On how many days each app ran on any of a person's devices, by its key. */
export async function countAppDays(
  store: Store,
  person: { readonly orgId: number; readonly userId: string },
  period: Period,
): Promise<Map<string, number>> {
  const { usageDays: u, subjects: s } = store.t
  const { orgId } = person
  // Told apart first, then counted and named: of a thousand devices there are a million rows, and two thousand days of apps.
  const days = store.db
    .selectDistinct({ subjectId: u.subjectId, day: u.day })
    .from(u)
    .where(and(eq(u.orgId, orgId), devicesOf(store, orgId, person, u.deviceId), between(u.day, ...bounds(period))))
    .as('app_days')
  const rows = await store.db
    .select({ key: s.key, days: sql<number>`count(*)`.mapWith(Number) })
    .from(days)
    .innerJoin(s, and(eq(s.orgId, orgId), eq(s.id, days.subjectId)))
    .groupBy(s.key)
  return new Map(rows.map(({ key, days: count }) => [key, count]))
}

/** How long nothing was recorded in the period, by reason. */
async function readUnrecorded({ db, t: { unrecordedDays: n } }: Store, { orgId, id }: Device, period: Period) {
  const rows = await db
    .select({ reason: n.reason, ms: sumInt(n.ms) })
    .from(n)
    .where(and(eq(n.orgId, orgId), eq(n.deviceId, id), between(n.day, ...bounds(period))))
    .groupBy(n.reason)
  return Object.fromEntries(rows.map(({ reason, ms }) => [reason, ms]))
}

/** The period where the device's clocks show `offsetMs`. */
function toInterval(period: Period, offsetMs: number): Interval {
  const [first, last] = bounds(period)
  return { start: dayNumber(first) - offsetMs, end: dayNumber(addDays(last, 1)) - offsetMs }
}

/** The gaps that touch an interval, cut to it. */
async function readGapsWithin(store: Store, device: DeviceKey, { start, end }: Interval, shifts: Shifts) {
  const gaps = await readGaps(store, device, { start, end }, shifts)
  return gaps
    .map((gap) => ({ reason: gap.reason, start: Math.max(gap.start, start), end: Math.min(gap.end, end) }))
    .filter((gap) => gap.end > gap.start)
}

/** How far the clock was ahead, or behind, at most, of the streams that recorded in an interval. */
async function readClockAhead({ db, t: { spans: s } }: Store, device: DeviceKey, interval: Interval, shifts: Shifts) {
  let most = 0
  for (const [aheadMs, ids] of shifts) {
    if (Math.abs(aheadMs) <= Math.abs(most)) continue
    const [row] = await db
      .select({ start: s.start })
      .from(s)
      .where(
        and(
          eq(s.orgId, device.orgId),
          eq(s.deviceId, device.deviceId),
          eq(s.source, 'clock'),
          gt(s.end, interval.start + aheadMs),
          lt(s.start, interval.end + aheadMs),
          inArray(s.streamId, [...ids]),
        ),
      )
      .limit(1)
    if (row) most = aheadMs
  }
  return most
}
