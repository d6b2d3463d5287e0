import { and, asc, between, eq, gte, lt } from 'drizzle-orm'
import type { DeviceMonth } from '../../core/device-month.ts'
import type { Interval } from '../../core/spans.ts'
import { type Day, dayMs, dayNumber, daysOf, type Month } from '../../core/time.ts'
import type { GapReason } from '../../core/usage.ts'
import type { Device } from './devices.ts'
import { readKnown, readOffset } from './facts.ts'
import { sumInt } from './sql.ts'
import type { Store } from './store.ts'

/** What is stored of a device over one of its months. */
export async function readDeviceMonth(store: Store, device: Device, month: Month): Promise<DeviceMonth> {
  const key = { orgId: device.orgId, deviceId: device.id }
  const known = await readKnown(store, key)
  const offsetMs = await readOffset(store, key, known.end)
  return {
    name: device.name,
    platform: device.platform,
    known,
    offsetMs,
    days: await readDays(store, device, month),
    cpuByDay: await readCpuByDay(store, device, month),
    apps: await readApps(store, device, month),
    gaps: await readMonthGaps(store, device, month, offsetMs),
  }
}

const bounds = (month: Month) => [`${month}-01`, `${month}-31`] as const

async function readDays({ db, t: { days: d } }: Store, { orgId, id }: Device, month: Month) {
  const rows = await db
    .select({
      day: d.day,
      recordedMs: d.recordedMs,
      dueMs: d.dueMs,
      activeMs: d.activeMs,
      watchedMs: d.watchedMs,
    })
    .from(d)
    .where(and(eq(d.orgId, orgId), eq(d.deviceId, id), between(d.day, ...bounds(month))))
    .orderBy(asc(d.day))
  return rows.map((row) => ({ ...row, watchedMs: row.watchedMs ?? 0 }))
}

async function readCpuByDay({ db, t: { usageDays: u } }: Store, { orgId, id }: Device, month: Month) {
  const rows = await db
    .select({ day: u.day, cpuMs: sumInt(u.cpuMs) })
    .from(u)
    .where(and(eq(u.orgId, orgId), eq(u.deviceId, id), between(u.day, ...bounds(month))))
    .groupBy(u.day)
  return new Map(rows.map(({ day, cpuMs }) => [day, cpuMs]))
}

async function readApps(store: Store, device: Device, month: Month) {
  const { usageMonths: m, subjects: s } = store.t
  const days = await readDaysByApp(store, device, month)
  const rows = await store.db
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
    })
    .from(m)
    .innerJoin(s, and(eq(s.orgId, m.orgId), eq(s.id, m.subjectId)))
    .where(and(eq(m.orgId, device.orgId), eq(m.deviceId, device.id), eq(m.month, month)))
  return rows.map((row) => ({ ...row, days: days.get(row.key) ?? new Set<Day>() }))
}

/** The days on which each app ran, by its key. */
async function readDaysByApp({ db, t: { usageDays: u, subjects: s } }: Store, { orgId, id }: Device, month: Month) {
  const rows = await db
    .selectDistinct({ key: s.key, day: u.day })
    .from(u)
    .innerJoin(s, and(eq(s.orgId, u.orgId), eq(s.id, u.subjectId)))
    .where(and(eq(u.orgId, orgId), eq(u.deviceId, id), between(u.day, ...bounds(month))))
  const days = new Map<string, Set<Day>>()
  for (const { key, day } of rows) days.set(key, (days.get(key) ?? new Set()).add(day))
  return days
}

/** The gaps that touch the month where the device's clocks show `offsetMs`, cut to it. */
async function readMonthGaps({ db, t: { gaps: g } }: Store, { orgId, id }: Device, month: Month, offsetMs: number) {
  const days = daysOf(month)
  const start = dayNumber(days[0]!) - offsetMs
  const end = dayNumber(days.at(-1)!) + dayMs - offsetMs
  const rows = await db
    .select({ start: g.start, end: g.end, reason: g.reason })
    .from(g)
    .where(and(eq(g.orgId, orgId), eq(g.deviceId, id), lt(g.start, end), gte(g.end, start)))
  return rows
    .map((row): Interval & { reason: GapReason } => ({
      start: Math.max(row.start, start),
      end: Math.min(row.end, end),
      reason: row.reason as GapReason,
    }))
    .filter((gap) => gap.end > gap.start)
}
