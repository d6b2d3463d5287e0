import { type AnyColumn, and, eq, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { dayMs, dayNumber } from '../../core/time.ts'
import type { TouchedDay } from './days.ts'
import type { Store } from './store.ts'

/** A day is made of facts of its neighbours too: offsets of 14 hours either way, and a session that began the day before. */
const reachMs = 4 * dayMs

/** From this instant on all facts that a day is made of are still here; 0 if none ever expired. */
export async function readRemakeFrom({ db, t: { expired: e } }: Store, orgId: number): Promise<number> {
  const [row] = await db.select({ until: e.until }).from(e).where(eq(e.orgId, orgId))
  return row ? row.until + reachMs : 0
}

/** Days that begin at this UTC midnight or later have all titles that were told of them; 0 if none ever went. */
export async function readTitlesFrom({ db, t: { expired: e } }: Store, orgId: number): Promise<number> {
  const [row] = await db.select({ until: e.titlesUntil }).from(e).where(eq(e.orgId, orgId))
  return row && row.until > 0 ? row.until + dayMs : 0
}

/**
 * Says that facts, and titles, which start before an instant are about to go. Whoever makes days of them at this moment begins
 * again, and then leaves them as they are.
 */
export async function noteExpired(store: Store, orgId: number, until: number, titlesUntil = 0): Promise<void> {
  const { expired: e, devices: d } = store.t
  const [known] = await store.db.select().from(e).where(eq(e.orgId, orgId))
  if (known && known.until >= until && known.titlesUntil >= titlesUntil) return
  const later = (column: AnyColumn, instant: number) =>
    sql<number>`case when ${column} < ${instant} then ${sql.raw(String(instant))} else ${column} end`
  await store.batch((db) => [
    db
      .insert(e)
      .values({ orgId, until, titlesUntil })
      .onConflictDoUpdate({
        target: e.orgId,
        set: { until: later(e.until, until), titlesUntil: later(e.titlesUntil, titlesUntil) },
      }),
    db
      .update(d)
      .set({ daysMark: sql`${d.daysMark} + 1` })
      .where(eq(d.orgId, orgId)),
  ])
}

/** Takes back the mark of a day that cannot be made again, unless facts are all here. @returns whether it was taken back */
export async function dropExpiredMark(store: Store, touched: TouchedDay): Promise<boolean> {
  if (dayNumber(touched.day) >= (await readRemakeFrom(store, touched.orgId))) return false
  await store.batch((db) => [db.delete(store.t.touchedDays).where(isMark(store, touched, touched.day))])
  return true
}

const isMark = ({ t: { touchedDays: d } }: Store, { orgId, deviceId }: DeviceKey, day: string) =>
  and(eq(d.orgId, orgId), eq(d.deviceId, deviceId), eq(d.day, day))
