import { randomInt } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { leastIdleAfterMs, mostIdleAfterMs } from '../../core/presence.ts'
import { nextPolicyRev } from './device-state.ts'
import type { Store } from './store.ts'

/**
 * Sets after how long without input a person is idle, and marks every day on which input was told of the person's devices, to
 * be made again; all other days stay as they are.
 * @throws AppError `invalid` for less than a minute or more than an hour, `not_found`
 */
export async function setIdleThreshold(store: Store, userId: string, idleAfterMs: number): Promise<void> {
  if (!Number.isSafeInteger(idleAfterMs) || idleAfterMs < leastIdleAfterMs || idleAfterMs > mostIdleAfterMs)
    throw new AppError('invalid', `a person may be idle after 1 to 60 minutes, not after ${idleAfterMs} ms`, {
      at: 'idleAfterMs',
    })
  const { db: reader, t } = store
  const [known] = await reader.select({ id: t.users.id }).from(t.users).where(eq(t.users.id, userId))
  if (!known) throw new AppError('not_found', `there is no user ${userId}`)
  const mark = randomInt(2 ** 47)
  const { days: d, touchedDays: n, devices } = t
  await store.batch((db) => [
    db.update(t.users).set({ idleAfterMs }).where(eq(t.users.id, userId)),
    // Whoever makes days with the old threshold at this moment begins again.
    db.update(devices).set({ daysMark: mark }).where(eq(devices.userId, userId)),
    db
      .insert(n)
      .select(
        db
          .select({
            orgId: d.orgId,
            deviceId: d.deviceId,
            day: d.day,
            mark: sql<number>`${mark}`.as('mark'),
            claimedUntil: sql<null>`null`.as('claimed_until'),
          })
          .from(d)
          .innerJoin(devices, and(eq(devices.orgId, d.orgId), eq(devices.id, d.deviceId)))
          .where(and(eq(devices.userId, userId), gt(d.watchedMs, 0))),
      )
      .onConflictDoUpdate({ target: [n.orgId, n.deviceId, n.day], set: { mark, claimedUntil: null } }),
  ])
}

/** Lets the agents of a person ask again what holds for them, as after another threshold. */
export const tellAgentsOf = (store: Store, userId: string, now: number): Promise<void> => {
  const { devices } = store.t
  const policyRev = nextPolicyRev(store, now)
  return store.batch((db) => [db.update(devices).set({ policyRev }).where(eq(devices.userId, userId))])
}
