import { and, between, eq, gt, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { CategorySums, SubjectSums } from '../../core/categories/totals.ts'
import type { AppSums } from '../../core/report/app-sums.ts'
import type { SummedDay } from '../../core/report/earlier.ts'
import { type Period, partsOf } from '../../core/report/periods.ts'
import { type Day, isMonth, type Month } from '../../core/time.ts'
import { devicesOf } from './categories/sums.ts'
import type { PersonKey } from './person-days.ts'
import { sumInt, sumKnown } from './sql.ts'
import type { Store } from './store.ts'

/** An app over a period, on all of a person's devices. */
export interface PeriodApp extends AppSums, SubjectSums, CategorySums {
  readonly period: Period
}

/**
 * Apps of a person by period, summed up by the database; no row where an app has none.
 * @param periods of one kind, ascending and without a hole
 */
export async function readAppsByPeriod(
  store: Store,
  person: PersonKey,
  periods: readonly Period[],
): Promise<PeriodApp[]> {
  const { usageMonths: m, usageDays: u, subjects: s } = store.t
  const months = isMonth(periods[0]!)
  const table = months ? m : u
  const period = months ? sql<string>`${m.month}` : toPeriodOf(periods)
  const which = months
    ? inArray(m.month, [...periods])
    : between(u.day, partsOf(periods[0]!).first, partsOf(periods.at(-1)!).last)
  return await store.db
    .select({
      period: period.as('period'),
      subjectId: table.subjectId,
      key: s.key,
      name: s.name,
      runningMs: sumInt(table.runningMs),
      cpuMs: sumInt(table.cpuMs),
      memoryKiBSeconds: sumInt(table.memoryKiBSeconds),
      memoryPeakKiB: sql<number>`max(${table.memoryPeakKiB})`.mapWith(Number),
      foregroundMs: sumKnown(table.foregroundMs),
      activeMs: sumKnown(table.activeMs),
      watchingMs: sumKnown(table.watchingMs),
    })
    .from(table)
    .innerJoin(s, and(eq(s.orgId, table.orgId), eq(s.id, table.subjectId)))
    .where(and(eq(table.orgId, person.orgId), devicesOf(store, person.orgId, person, table.deviceId), which))
    .groupBy(sql`period`, table.subjectId, s.key, s.name)
}

/** The week that a day lies in, by the last day of each. */
function toPeriodOf(periods: readonly Period[]): SQL<string> {
  const whens = periods.map(
    (period) => sql`when day <= ${sql.raw(`'${partsOf(period).last}'`)} then ${sql.raw(`'${period}'`)}`,
  )
  return sql<string>`case ${sql.join(whens, sql` `)} end`
}

/** Days of a person's devices from one day to another, both included, added up. */
export const readSummedDays = (store: Store, person: PersonKey, from: Day, to: Day): Promise<SummedDay[]> => {
  const { days: d } = store.t
  return store.db
    .select({
      day: d.day,
      devices: sql<number>`count(*)`.mapWith(Number),
      recordedMs: sumInt(d.recordedMs),
      dueMs: sumInt(d.dueMs),
      activeMs: sumKnown(d.activeMs),
      watchedMs: sumInt(d.watchedMs),
    })
    .from(d)
    .where(and(eq(d.orgId, person.orgId), devicesOf(store, person.orgId, person, d.deviceId), between(d.day, from, to)))
    .groupBy(d.day)
}

/** Which of some apps somebody had in front, or that ran where that is not known, in a month before one. */
export async function findUsedBefore(
  store: Store,
  person: PersonKey,
  subjects: readonly number[],
  before: Month,
): Promise<Set<number>> {
  const { usageMonths: m } = store.t
  if (subjects.length === 0) return new Set()
  const used = or(gt(m.foregroundMs, 0), and(isNull(m.foregroundMs), gt(m.runningMs, 0)))
  const rows = await store.db
    .selectDistinct({ subjectId: m.subjectId })
    .from(m)
    .where(and(ofPerson(store, person, before), inArray(m.subjectId, [...subjects]), used))
  return new Set(rows.map(({ subjectId }) => subjectId))
}

/** Whether anything is stored of a month before one. */
export async function isKnownBefore(store: Store, person: PersonKey, before: Month): Promise<boolean> {
  const { usageMonths: m } = store.t
  const rows = await store.db
    .select({ month: m.month })
    .from(m)
    .where(ofPerson(store, person, before))
    .limit(1)
  return rows.length > 0
}

const ofPerson = (store: Store, person: PersonKey, before: Month) => {
  const { usageMonths: m } = store.t
  return and(eq(m.orgId, person.orgId), devicesOf(store, person.orgId, person, m.deviceId), lt(m.month, before))
}
