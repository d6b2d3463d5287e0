import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { hourMs, minuteMs } from '../../core/time.ts'
import { databaseNow } from './clock.ts'
import type { Store } from './store.ts'

export type ChannelRow = Store['t']['channels']['$inferSelect']

/** A channel that is refused rests for these, one after the other; the last holds on. */
const rests = [5 * minuteMs, 15 * minuteMs, hourMs, 2 * hourMs, 4 * hourMs]
/** How long the one mail that tries may take before another tries. */
const probeMs = 15 * minuteMs

/** Undefined while nothing was ever wrong with it, and its rate was never used. */
export async function findChannel({ db, t }: Store, name: string): Promise<ChannelRow | undefined> {
  const [row] = await db.select().from(t.channels).where(eq(t.channels.name, name))
  return row
}

/**
 * Whether mails may go through a channel: `probe` lets the caller alone send one, to find out whether it works again.
 * Of several servers one is told so.
 */
export async function letThrough(store: Store, name: string, now: number): Promise<'open' | 'probe' | 'paused'> {
  const row = await findChannel(store, name)
  if (!row || row.pausedUntil === null) return 'open'
  if (row.pausedUntil > now) return 'paused'
  const { channels: c } = store.t
  const mine = await store.db
    .update(c)
    .set({ pausedUntil: now + probeMs })
    .where(and(eq(c.name, name), eq(c.pausedUntil, row.pausedUntil)))
    .returning({ name: c.name })
  return mine.length === 1 ? 'probe' : 'paused'
}

/**
 * Lets nothing through for a while, longer each time in a row. Mails under way that find the same out at the same moment count once.
 * @param isProbe it was the mail that tried whether it works again
 * @returns until when
 */
export async function pauseChannel(
  store: Store,
  name: string,
  { reason, now, isProbe }: { readonly reason: string; readonly now: number; readonly isProbe: boolean },
): Promise<number> {
  const { channels: c } = store.t
  const known = await findChannel(store, name)
  if (!isProbe && known?.pausedUntil && known.pausedUntil > now) return known.pausedUntil
  const failures = (known?.failures ?? 0) + 1
  const pausedUntil = now + rests[Math.min(failures, rests.length) - 1]!
  const set = { pausedUntil, reason, failures }
  const setWhere = isProbe ? undefined : or(isNull(c.pausedUntil), lte(c.pausedUntil, now))
  await store.batch((db) => [
    db
      .insert(c)
      .values({ name, ...set })
      .onConflictDoUpdate({ target: c.name, set, ...(setWhere && { setWhere }) }),
  ])
  return pausedUntil
}

/** How many mails of an organisation are still to be sent. */
export const countWaitingMails = ({ db, t: { mails: m } }: Store, orgId: number): Promise<number> =>
  db.$count(m, and(eq(m.orgId, orgId), eq(m.state, 'planned')))

/** It works again. @returns whether it was paused */
export async function resumeChannel(store: Store, name: string): Promise<boolean> {
  const { channels: c } = store.t
  const resumed = await store.db
    .update(c)
    .set({ pausedUntil: null, reason: null, failures: 0 })
    .where(and(eq(c.name, name), gt(c.failures, 0)))
    .returning({ name: c.name })
  return resumed.length === 1
}

/** Times at which mails may go through a channel. */
export interface Turns {
  /** Until the first of them, in milliseconds; the others follow `everyMs` later each. */
  readonly waitMs: number
  /** Somebody else found meanwhile that the channel is refused. */
  readonly isPaused: boolean
}

/** Takes the next free turns of a channel, by the clock of the database: nobody else gets the same. */
export async function takeTurns(store: Store, name: string, count: number, everyMs: number): Promise<Turns> {
  const { channels: c } = store.t
  const now = databaseNow(store)
  const takes = sql.raw(String(Math.round(count * everyMs)))
  const later = store.dialect === 'sqlite' ? sql`max(${c.busyUntil}, ${now})` : sql`greatest(${c.busyUntil}, ${now})`
  const [row] = await store.db
    .insert(c)
    .values({ name, busyUntil: sql`${now} + ${takes}` })
    .onConflictDoUpdate({ target: c.name, set: { busyUntil: sql`${later} + ${takes}` } })
    .returning({ busyUntil: c.busyUntil, pausedUntil: c.pausedUntil, now })
  const { busyUntil, pausedUntil, now: at } = row!
  return { waitMs: Math.max(0, busyUntil - count * everyMs - at), isPaused: pausedUntil !== null }
}
