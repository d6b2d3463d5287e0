import { and, between, eq, ne, sql } from 'drizzle-orm'
import type { Day } from '../../core/time.ts'
import { unexplained } from '../../core/unrecorded.ts'
import type { PersonKey } from './person-days.ts'
import { prepareOnce } from './prepared.ts'
import type { Store } from './store.ts'

const explainedQuery = prepareOnce(({ db, t: { unrecordedDays: n, devices } }) =>
  db
    .selectDistinct({ day: n.day })
    .from(devices)
    .innerJoin(n, and(eq(n.orgId, devices.orgId), eq(n.deviceId, devices.id)))
    .where(
      and(
        eq(devices.orgId, sql.placeholder('orgId')),
        eq(devices.userId, sql.placeholder('userId')),
        between(n.day, sql.placeholder('from'), sql.placeholder('to')),
        ne(n.reason, unexplained),
      ),
    )
    .prepare('explained_days'),
)

/** The days of which some computer of a person told why it did not record, if only at times; both ends included. */
export async function readExplainedDays(
  store: Store,
  { orgId, userId }: PersonKey,
  from: Day,
  to: Day,
): Promise<Day[]> {
  const rows = await explainedQuery(store).execute({ orgId, userId, from, to })
  return rows.map(({ day }) => day)
}
