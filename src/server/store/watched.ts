import { and, eq, gt, min } from 'drizzle-orm'
import { dayNumber } from '../../core/time.ts'
import { devicesOf, type Whose } from './categories/sums.ts'
import type { Store } from './store.ts'

/** The start, by UTC, of the first day on which any of some devices told of its desktop; undefined if none did. */
export async function readFirstWatched(store: Store, orgId: number, whose: Whose): Promise<number | undefined> {
  const { days: d } = store.t
  const [row] = await store.db
    .select({ day: min(d.day) })
    .from(d)
    .where(and(eq(d.orgId, orgId), devicesOf(store, orgId, whose, d.deviceId), gt(d.watchedMs, 0)))
  return row?.day ? dayNumber(row.day) : undefined
}
