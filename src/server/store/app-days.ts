import { and, between, eq, sql } from 'drizzle-orm'
import { type Period, partsOf } from '../../core/report/periods.ts'
import type { Store } from './store.ts'
import { prepareOf } from './whose.ts'

// Told apart first, then counted and named: of a thousand devices there are a million rows, and two thousand days of apps.
const appDaysQuery = prepareOf(({ db, t: { usageDays: u, subjects: s } }, ofDevices) => {
  const orgId = sql.placeholder('orgId')
  const ofPeriod = between(u.day, sql.placeholder('first'), sql.placeholder('last'))
  const days = db
    .selectDistinct({ subjectId: u.subjectId, day: u.day })
    .from(u)
    .where(and(eq(u.orgId, orgId), ofDevices(u.deviceId), ofPeriod))
    .as('app_days')
  return db
    .select({ key: s.key, days: sql<number>`count(*)`.mapWith(Number) })
    .from(days)
    .innerJoin(s, and(eq(s.orgId, orgId), eq(s.id, days.subjectId)))
    .groupBy(s.key)
    .prepare('app_days')
})

/** On how many days each app ran on any of a person's devices, by its key. */
export async function countAppDays(
  store: Store,
  person: { readonly orgId: number; readonly userId: string },
  period: Period,
): Promise<Map<string, number>> {
  const { first, last } = partsOf(period)
  const rows = await appDaysQuery(store, person.orgId, person, { first, last })
  return new Map(rows.map(({ key, days: count }) => [key, count]))
}
