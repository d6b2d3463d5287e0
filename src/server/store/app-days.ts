import { and, between, eq, sql } from 'drizzle-orm'
import { type Period, partsOf } from '../../core/report/periods.ts'
import type { Store } from './store.ts'
import { prepareOf } from './whose.ts'

// Told apart first, then counted, then named: of a thousand devices there are a million rows, and two thousand days of apps. On one
// device each day of an app is one row.
const prepareCount = (isOne: boolean) =>
  prepareOf(({ db, t: { usageDays: u, subjects: s } }, ofDevices) => {
    const orgId = sql.placeholder('orgId')
    const columns = { subjectId: u.subjectId, day: u.day }
    const days = (isOne ? db.select(columns) : db.selectDistinct(columns))
      .from(u)
      .where(
        and(
          eq(u.orgId, orgId),
          ofDevices(u.deviceId),
          between(u.day, sql.placeholder('first'), sql.placeholder('last')),
        ),
      )
      .as('app_days')
    const counts = db
      .select({ subjectId: days.subjectId, count: sql<number>`count(*)`.mapWith(Number).as('count') })
      .from(days)
      .groupBy(days.subjectId)
      .as('app_counts')
    return db
      .select({ key: s.key, count: counts.count })
      .from(counts)
      .innerJoin(s, and(eq(s.orgId, orgId), eq(s.id, counts.subjectId)))
      .prepare('app_days')
  })

const ofOne = prepareCount(true)
const ofSeveral = prepareCount(false)

/** On how many days each app ran on any of some devices, by its key. */
export async function countAppDays(
  store: Store,
  orgId: number,
  deviceIds: readonly number[],
  period: Period,
): Promise<Map<string, number>> {
  const { first, last } = partsOf(period)
  const count = deviceIds.length === 1 ? ofOne : ofSeveral
  const rows = await count(store, orgId, { deviceIds }, { first, last })
  return new Map(rows.map((row) => [row.key, row.count]))
}
