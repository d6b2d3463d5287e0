import { type AnyColumn, and, asc, between, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { DeviceMonth } from '../../core/device-month.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { type Period, partsOf } from '../../core/report/periods.ts'
import type { Interval } from '../../core/spans.ts'
import { addDays, dayNumber, isMonth } from '../../core/time.ts'
import type { Device } from './devices.ts'
import { readGaps, readOffset } from './facts.ts'
import { readKnown } from './known.ts'
import { prepareOnce } from './prepared.ts'
import { readShifts, type Shifts } from './shifts.ts'
import { sumInt } from './sql.ts'
import type { Store } from './store.ts'
import { usageSums } from './usage-sums.ts'

/** What is stored of a device over one of its months, or weeks. */
export async function readDeviceMonth(store: Store, device: Device, period: Period): Promise<DeviceMonth> {
  const key = { orgId: device.orgId, deviceId: device.id }
  const shifts = await readShifts(store, key)
  const known = await readKnown(store, key, shifts)
  const offsetMs = await readOffset(store, key, known.end, shifts)
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

/** A device's rows of a period; `toValues` has the values. */
const ofDevice = (table: Record<'orgId' | 'deviceId' | 'day', AnyColumn>) =>
  and(
    eq(table.orgId, sql.placeholder('orgId')),
    eq(table.deviceId, sql.placeholder('deviceId')),
    between(table.day, sql.placeholder('first'), sql.placeholder('last')),
  )

function toValues({ orgId, id: deviceId }: Device, period: Period) {
  const { first, last } = partsOf(period)
  return { orgId, deviceId, first, last }
}

const daysQuery = prepareOnce(({ db, t: { days: d } }) =>
  db
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
    .where(ofDevice(d))
    .orderBy(asc(d.day))
    .prepare('days_of_device'),
)

async function readDays(store: Store, device: Device, period: Period) {
  const rows = await daysQuery(store).execute(toValues(device, period))
  return rows.map((row) => ({ ...row, watchedMs: row.watchedMs ?? 0 }))
}

const cpuByDayQuery = prepareOnce(({ db, t: { usageDays: u } }) =>
  db
    .select({ day: u.day, cpuMs: sumInt(u.cpuMs) })
    .from(u)
    .where(ofDevice(u))
    .groupBy(u.day)
    .prepare('cpu_by_day'),
)

async function readCpuByDay(store: Store, device: Device, period: Period) {
  const rows = await cpuByDayQuery(store).execute(toValues(device, period))
  return new Map(rows.map(({ day, cpuMs }) => [day, cpuMs]))
}

/** A month is summed up already. */
const readMonth = (store: Store, { orgId, id: deviceId }: Device, month: Period) =>
  monthQuery(store).execute({ orgId, deviceId, month })

const monthQuery = prepareOnce(({ db, t: { usageMonths: m, subjects: s } }) =>
  db
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
    .where(
      and(
        eq(m.orgId, sql.placeholder('orgId')),
        eq(m.deviceId, sql.placeholder('deviceId')),
        eq(m.month, sql.placeholder('month')),
      ),
    )
    .prepare('month_of_device'),
)

const sumWeek = (store: Store, device: Device, week: Period) => weekQuery(store).execute(toValues(device, week))

const weekQuery = prepareOnce((store) => {
  const { usageDays: u, subjects: s } = store.t
  return store.db
    .select({
      key: s.key,
      name: s.name,
      ...usageSums(store),
    })
    .from(u)
    .innerJoin(s, and(eq(s.orgId, u.orgId), eq(s.id, u.subjectId)))
    .where(ofDevice(u))
    .groupBy(s.key, s.name)
    .prepare('week_of_device')
})

const unrecordedQuery = prepareOnce(({ db, t: { unrecordedDays: n } }) =>
  db
    .select({ reason: n.reason, ms: sumInt(n.ms) })
    .from(n)
    .where(ofDevice(n))
    .groupBy(n.reason)
    .prepare('unrecorded_of_device'),
)

/** How long nothing was recorded in the period, by reason. */
async function readUnrecorded(store: Store, device: Device, period: Period) {
  const rows = await unrecordedQuery(store).execute(toValues(device, period))
  return Object.fromEntries(rows.map(({ reason, ms }) => [reason, ms]))
}

/** The period where the device's clocks show `offsetMs`. */
function toInterval(period: Period, offsetMs: number): Interval {
  const { first, last } = partsOf(period)
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
