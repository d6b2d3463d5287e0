import { and, asc, between, desc, eq, gte, inArray, max, min, sql } from 'drizzle-orm'
import type { Days } from '../../core/ranges.ts'
import type { Month } from '../../core/time.ts'
import { sumInt, sumKnown } from './sql.ts'
import type { Store } from './store.ts'
import { usageSums } from './usage-sums.ts'

/** Devices of an organisation; with a subject, one app on them. */
export interface OnDevices {
  readonly orgId: number
  readonly deviceIds: readonly number[]
}

const sumsOf = (store: Store) => ({
  ...usageSums(store),
  days: sql<number>`count(distinct ${store.t.usageDays.day})`.mapWith(Number),
})

const within = ({ t: { usageDays: u } }: Store, { orgId, deviceIds }: OnDevices, { first, last }: Days) =>
  and(eq(u.orgId, orgId), inArray(u.deviceId, [...deviceIds]), between(u.day, first, last))

/** What an app did over some days, devices added up. */
export type AppSumsRow = Awaited<ReturnType<typeof readAppSums>>[number]

/** Of each app that did anything. @param subjectId only this app; all of them if undefined */
export function readAppSums(store: Store, on: OnDevices, days: Days, subjectId?: number) {
  const { usageDays: u, subjects: s } = store.t
  return store.db
    .select({ subjectId: u.subjectId, kind: s.kind, key: s.key, name: s.name, ...sumsOf(store) })
    .from(u)
    .innerJoin(s, and(eq(s.orgId, u.orgId), eq(s.id, u.subjectId)))
    .where(and(within(store, on, days), subjectId === undefined ? undefined : eq(u.subjectId, subjectId)))
    .groupBy(u.subjectId, s.kind, s.key, s.name)
}

/** Apps of some months up to now, with what they took of time in use and of the computer: enough to find one by its name. */
export function readAppNames(store: Store, { orgId, deviceIds }: OnDevices, since: Month) {
  const { usageMonths: m, subjects: s } = store.t
  return store.db
    .select({ key: s.key, name: s.name, activeMs: sumKnown(m.activeMs), cpuMs: sumInt(m.cpuMs) })
    .from(m)
    .innerJoin(s, and(eq(s.orgId, m.orgId), eq(s.id, m.subjectId)))
    .where(and(eq(m.orgId, orgId), inArray(m.deviceId, [...deviceIds]), gte(m.month, since)))
    .groupBy(s.key, s.name)
}

/** One app's days, devices added up; ascending. */
export function readAppDays(store: Store, on: OnDevices, subjectId: number, days: Days) {
  const { usageDays: u } = store.t
  const { days: _, ...sums } = sumsOf(store)
  return store.db
    .select({ day: u.day, ...sums })
    .from(u)
    .where(and(within(store, on, days), eq(u.subjectId, subjectId)))
    .groupBy(u.day)
    .orderBy(asc(u.day))
}

/** One app's last months, devices added up; ascending. */
export async function readAppMonths(store: Store, { orgId, deviceIds }: OnDevices, subjectId: number, most: number) {
  const { usageMonths: m } = store.t
  const rows = await store.db
    .select({
      month: m.month,
      runningMs: sumInt(m.runningMs),
      cpuMs: sumInt(m.cpuMs),
      launches: sumInt(m.launches),
      memoryKiBSeconds: sumInt(m.memoryKiBSeconds),
      memoryPeakKiB: sql<number>`max(${m.memoryPeakKiB})`.mapWith(Number),
      foregroundMs: sumKnown(m.foregroundMs),
      activeMs: sumKnown(m.activeMs),
      watchingMs: sumKnown(m.watchingMs),
    })
    .from(m)
    .where(and(eq(m.orgId, orgId), inArray(m.deviceId, [...deviceIds]), eq(m.subjectId, subjectId)))
    .groupBy(m.month)
    .orderBy(desc(m.month))
    .limit(most)
  return rows.reverse()
}

/** One app on each device. */
export function readAppDevices(store: Store, on: OnDevices, subjectId: number, days: Days) {
  const { usageDays: u } = store.t
  return store.db
    .select({ deviceId: u.deviceId, ...sumsOf(store), lastDay: sql<string>`max(${u.day})` })
    .from(u)
    .where(and(within(store, on, days), eq(u.subjectId, subjectId)))
    .groupBy(u.deviceId)
    .orderBy(asc(u.deviceId))
}

/** The first and the last day on which an app is known of; undefined if it is not. */
export async function readAppSpan(store: Store, on: OnDevices, subjectId: number): Promise<Days | undefined> {
  const { usageDays: u, usageMonths: m } = store.t
  // Months first: there are few of them, and their days are all that is left to look at.
  const [months] = await store.db
    .select({ first: min(m.month), last: max(m.month) })
    .from(m)
    .where(and(eq(m.orgId, on.orgId), inArray(m.deviceId, [...on.deviceIds]), eq(m.subjectId, subjectId)))
  if (!months?.first || !months.last) return undefined
  const [first, last] = await Promise.all(
    [months.first, months.last].map(async (month) => {
      const days = within(store, on, { first: `${month}-01`, last: `${month}-31` })
      const [row] = await store.db
        .select({ first: min(u.day), last: max(u.day) })
        .from(u)
        .where(and(days, eq(u.subjectId, subjectId)))
      return row
    }),
  )
  return first?.first && last?.last ? { first: first.first, last: last.last } : undefined
}

/** When in the hours of some days an app was in front on each device, by the instant the hour began where the device was. */
export function readAppHours(store: Store, { orgId, deviceIds }: OnDevices, subjectId: number, { first, last }: Days) {
  const { usageHours: h } = store.t
  return store.db
    .select({ deviceId: h.deviceId, day: h.day, hour: h.hour, foregroundMs: h.foregroundMs, activeMs: h.activeMs })
    .from(h)
    .where(
      and(
        eq(h.orgId, orgId),
        inArray(h.deviceId, [...deviceIds]),
        between(h.day, first, last),
        eq(h.subjectId, subjectId),
      ),
    )
}

/** Undefined for an app that nobody of the organisation has. */
export async function findAppByKey({ db, t: { subjects: s } }: Store, orgId: number, key: string) {
  const [row] = await db
    .select()
    .from(s)
    .where(and(eq(s.orgId, orgId), eq(s.kind, 'app'), eq(s.key, key)))
  return row
}
