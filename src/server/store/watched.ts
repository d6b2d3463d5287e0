import { and, eq, gt, min, sql } from 'drizzle-orm'
import { dayNumber } from '../../core/time.ts'
import type { Store } from './store.ts'
import { prepareOf, type Whose } from './whose.ts'

const firstQuery = prepareOf(({ db, t: { days: d } }, ofDevices) =>
  db
    .select({ day: min(d.day) })
    .from(d)
    .where(and(eq(d.orgId, sql.placeholder('orgId')), ofDevices(d.deviceId), gt(d.watchedMs, 0)))
    .prepare('first_watched'),
)

/** The start, by UTC, of the first day on which any of some devices told of its desktop; undefined if none did. */
export async function readFirstWatched(store: Store, orgId: number, whose: Whose): Promise<number | undefined> {
  const [row] = await firstQuery(store, orgId, whose)
  return row?.day ? dayNumber(row.day) : undefined
}
