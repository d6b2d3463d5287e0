import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../../core/devices.ts'
import { AppError } from '../../../core/errors.ts'
import type { ErasedCounts, EraseOrder as WireOrder } from '../../../protocol/policy.ts'
import { nextPolicyRev } from '../device-state.ts'
import type { Store } from '../store.ts'

export type EraseOrder = Store['t']['eraseOrders']['$inferSelect']

/** What makes an order: everything that a device told of before `until` is to be gone. */
export interface NewOrder extends DeviceKey {
  readonly id: string
  readonly until: number
  readonly orderedAt: number
  /** In words: who ordered it, and where. */
  readonly orderedBy: string
  /** Rows by table, as they were counted. */
  readonly removed: Readonly<Record<string, number>>
}

/**
 * Notes an order and makes it hold: from now on rows that start before its instant are refused, and the agent is told. An order that
 * is there already stays as it is.
 */
export async function addOrder(store: Store, given: NewOrder): Promise<void> {
  const { eraseOrders: e, devices: d } = store.t
  const { orgId, deviceId, id, until, orderedAt } = given
  if ((await findOrder(store, orgId, id)) !== undefined) return
  await store.batch((db) => [
    db.insert(e).values({ ...given, doneAt: null, confirmedAt: null, confirmed: null }),
    {
      expectRows: 1,
      write: db
        .update(d)
        .set({
          erasedUntil: sql`case when ${d.erasedUntil} > ${until} then ${d.erasedUntil} else ${until} end`,
          policyRev: nextPolicyRev(store, orderedAt),
          // Whoever makes days of the device at this moment begins again.
          daysMark: sql`${d.daysMark} + 1`,
        })
        .where(and(eq(d.orgId, orgId), eq(d.id, deviceId))),
    },
  ])
}

export async function findOrder({ db, t: { eraseOrders: e } }: Store, orgId: number, id: string) {
  const [order] = await db
    .select()
    .from(e)
    .where(and(eq(e.orgId, orgId), eq(e.id, id)))
  return order as EraseOrder | undefined
}

/** Every order of an organisation, oldest first. */
export const findOrders = ({ db, t: { eraseOrders: e } }: Store, orgId: number): Promise<EraseOrder[]> =>
  db.select().from(e).where(eq(e.orgId, orgId)).orderBy(asc(e.orderedAt), asc(e.id))

/** Orders of which something may be left on this server. */
export const findUndone = ({ db, t: { eraseOrders: e } }: Store, orgId: number): Promise<EraseOrder[]> =>
  db
    .select()
    .from(e)
    .where(and(eq(e.orgId, orgId), isNull(e.doneAt)))
    .orderBy(asc(e.orderedAt), asc(e.id))

/** Orders that the agent of a device has not confirmed, oldest first. */
export const findUnconfirmed = (
  { db, t: { eraseOrders: e } }: Store,
  { orgId, deviceId }: DeviceKey,
  limit: number,
): Promise<WireOrder[]> =>
  db
    .select({ id: e.id, until: e.until })
    .from(e)
    .where(and(eq(e.orgId, orgId), eq(e.deviceId, deviceId), isNull(e.confirmedAt)))
    .orderBy(asc(e.orderedAt), asc(e.id))
    .limit(limit)

export const markDone = (store: Store, { orgId, id }: Pick<EraseOrder, 'orgId' | 'id'>, now: number): Promise<void> => {
  const { eraseOrders: e } = store.t
  return store.batch((db) => [
    db
      .update(e)
      .set({ doneAt: now })
      .where(and(eq(e.orgId, orgId), eq(e.id, id), isNull(e.doneAt))),
  ])
}

/**
 * The agent of a device says that it has carried out an order. What it said first stays.
 * @throws AppError `not_found` for an order that is none of this device
 */
export async function confirmOrder(
  store: Store,
  { orgId, deviceId }: DeviceKey,
  { id, counts, now }: { readonly id: string; readonly counts: ErasedCounts; readonly now: number },
): Promise<void> {
  const { eraseOrders: e } = store.t
  const order = await findOrder(store, orgId, id)
  if (order?.deviceId !== deviceId) throw new AppError('not_found', 'this device has no such order', { at: 'id' })
  const where = and(eq(e.orgId, orgId), eq(e.id, id), isNull(e.confirmedAt))
  await store.batch((db) => [db.update(e).set({ confirmedAt: now, confirmed: counts }).where(where)])
}
