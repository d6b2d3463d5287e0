import { type AnyColumn, and, between, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { CategorySums, SubjectSums } from '../../core/categories/totals.ts'
import type { AppSums } from '../../core/report/app-sums.ts'
import type { SummedDay } from '../../core/report/earlier.ts'
import { type Period, partsOf } from '../../core/report/periods.ts'
import { type Day, isMonth, type Month } from '../../core/time.ts'
import { devicesOf } from './categories/sums.ts'
import type { PersonKey } from './person-days.ts'
import { isAmong, toList } from './prepared.ts'
import { sumInt, sumKnown } from './sql.ts'
import type { Store } from './store.ts'
import { prepareOf } from './whose.ts'

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
  const [first, last] = [periods[0]!, periods.at(-1)!]
  if (isMonth(first)) return monthsQuery(store, person.orgId, person, { first, last })
  const ofWeeks = prepareOf((each, ofDevices) =>
    toAppsQuery(each, each.t.usageDays, ofDevices, toPeriodOf(periods), each.t.usageDays.day),
  )
  return ofWeeks(store, person.orgId, person, { first: partsOf(first).first, last: partsOf(last).last })
}

const monthsQuery = prepareOf((store, ofDevices) => {
  const { usageMonths: m } = store.t
  return toAppsQuery(store, m, ofDevices, sql`${m.month}`, m.month)
})

function toAppsQuery(
  store: Store,
  table: Store['t']['usageMonths'] | Store['t']['usageDays'],
  ofDevices: (column: AnyColumn) => SQL,
  period: SQL<string>,
  at: AnyColumn,
) {
  const { subjects: s } = store.t
  return store.db
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
    .where(
      and(
        eq(table.orgId, sql.placeholder('orgId')),
        ofDevices(table.deviceId),
        between(at, sql.placeholder('first'), sql.placeholder('last')),
      ),
    )
    .groupBy(sql`period`, table.subjectId, s.key, s.name)
    .prepare('apps_by_period')
}

/** The week that a day lies in, by the last day of each. */
function toPeriodOf(periods: readonly Period[]): SQL<string> {
  const whens = periods.map(
    (period) => sql`when day <= ${sql.raw(`'${partsOf(period).last}'`)} then ${sql.raw(`'${period}'`)}`,
  )
  return sql<string>`case ${sql.join(whens, sql` `)} end`
}

/** Days of a person's devices from one day to another, both included, added up. */
export const readSummedDays = (store: Store, person: PersonKey, from: Day, to: Day): Promise<SummedDay[]> =>
  summedDaysQuery(store, person.orgId, person, { from, to })

const summedDaysQuery = prepareOf(({ db, t: { days: d } }, ofDevices) =>
  db
    .select({
      day: d.day,
      devices: sql<number>`count(*)`.mapWith(Number),
      recordedMs: sumInt(d.recordedMs),
      dueMs: sumInt(d.dueMs),
      activeMs: sumKnown(d.activeMs),
      watchedMs: sumInt(d.watchedMs),
    })
    .from(d)
    .where(
      and(
        eq(d.orgId, sql.placeholder('orgId')),
        ofDevices(d.deviceId),
        between(d.day, sql.placeholder('from'), sql.placeholder('to')),
      ),
    )
    .groupBy(d.day)
    .prepare('summed_days'),
)

const usedBeforeQuery = prepareOf((store, ofDevices) => {
  const { usageMonths: m } = store.t
  const used = or(gt(m.foregroundMs, 0), and(isNull(m.foregroundMs), gt(m.runningMs, 0)))
  return store.db
    .selectDistinct({ subjectId: m.subjectId })
    .from(m)
    .where(
      and(
        eq(m.orgId, sql.placeholder('orgId')),
        ofDevices(m.deviceId),
        lt(m.month, sql.placeholder('before')),
        isAmong(store, m.subjectId, 'subjects'),
        used,
      ),
    )
    .prepare('used_before')
})

/** Which of some apps somebody had in front, or that ran where that is not known, in a month before one. */
export async function findUsedBefore(
  store: Store,
  person: PersonKey,
  subjects: readonly number[],
  before: Month,
): Promise<Set<number>> {
  if (subjects.length === 0) return new Set()
  const rows = await usedBeforeQuery(store, person.orgId, person, { before, subjects: toList(store, subjects) })
  return new Set(rows.map(({ subjectId }) => subjectId))
}

/** Whether anything is stored of a month before one. */
export async function isKnownBefore(store: Store, person: PersonKey, before: Month): Promise<boolean> {
  const { usageMonths: m } = store.t
  const rows = await store.db
    .select({ month: m.month })
    .from(m)
    .where(and(eq(m.orgId, person.orgId), devicesOf(store, person.orgId, person, m.deviceId), lt(m.month, before)))
    .limit(1)
  return rows.length > 0
}
