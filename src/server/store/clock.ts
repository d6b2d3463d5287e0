import { type SQL, sql } from 'drizzle-orm'
import { minuteMs } from '../../core/time.ts'
import type { Store } from './store.ts'

/** The database's own clock inside a statement, in epoch milliseconds: all who share the database read the same. */
export const databaseNow = ({ dialect }: Pick<Store, 'dialect'>): SQL<number> =>
  (dialect === 'sqlite'
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`
  ).mapWith(Number)

/**
 * A clock that shows what the database's does, so that several servers agree about what is due and what has lapsed. It is
 * `own` with the difference taken off, which is measured again once a minute has passed; a SQLite file lies on this computer.
 */
export async function followClock(store: Store, own: () => number): Promise<() => number> {
  if (store.dialect === 'sqlite') return own
  let behindMs = 0
  let measuredAt = own()
  const measure = async () => {
    const before = own()
    measuredAt = before
    const [row] = await store.db.select({ now: databaseNow(store) }).from(sql`(select 1) as one`)
    behindMs = row!.now - (before + own()) / 2
  }
  await measure()
  return () => {
    const at = own()
    // A database that does not answer is told of by whoever needs it; the difference stays as it was.
    if (Math.abs(at - measuredAt) > minuteMs) measure().catch(() => {})
    return Math.round(at + behindMs)
  }
}
