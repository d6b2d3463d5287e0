import { and, count, eq, exists, gt, or, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { dayMs } from '../../core/time.ts'
import { createDevice, type NewDevice } from './devices.ts'
import type { Db, Store, Write } from './store.ts'

/** How many computers anybody may let in as their own; those of a fleet token an admin counted when it was made. */
export const mostDevices = 100

/** One that was shut out again takes up room for a while, or somebody could make and end them without end. */
const remembersMs = 30 * dayMs

type Owner = Pick<NewDevice, 'orgId' | 'userId' | 'now'>

/** How many of a person's devices take up room: those that may upload, and those that are new. */
function devicesOf({ t: { devices: d, deviceTokens: k } }: Pick<Store, 't'>, db: Db, { orgId, userId, now }: Owner) {
  const token = db
    .select({ id: k.deviceId })
    .from(k)
    .where(and(eq(k.orgId, d.orgId), eq(k.deviceId, d.id)))
  const takesRoom = or(gt(d.createdAt, now - remembersMs), exists(token))
  return db
    .select({ count: count() })
    .from(d)
    .where(and(eq(d.orgId, orgId), eq(d.userId, userId), takesRoom))
}

/** @throws AppError `conflict` if somebody has as many computers as anybody may let in */
export async function checkRoom(store: Store, owner: Owner): Promise<void> {
  const [row] = await devicesOf(store, store.db, owner)
  if ((row?.count ?? 0) >= mostDevices)
    throw new AppError(
      'conflict',
      `you have ${mostDevices} computers here, and no more can be added; shut out those that are not used, and wait a month where they are new, or have an admin enrol many with a fleet token`,
    )
}

/** For a write that is only done while the person is a member, and has room. */
function holdRoom(store: Store, db: Db, owner: Owner): Write {
  const { members: m } = store.t
  const isMember = and(eq(m.orgId, owner.orgId), eq(m.userId, owner.userId))
  const hasRoom = sql`(${devicesOf(store, db, owner)}) <= ${mostDevices}`
  return {
    expectRows: 1,
    write: db
      .update(m)
      .set({ role: sql`${m.role}` })
      .where(and(isMember, hasRoom)),
  }
}

/** Adds a device of somebody's own. @throws AppError `conflict` as `checkRoom` does, or if they are a member no more */
export async function createOwnDevice(store: Store, given: NewDevice): Promise<number> {
  await checkRoom(store, given)
  try {
    return await createDevice(store, given, (db) => [holdRoom(store, db, given)])
  } catch (error) {
    // Many at once: the others were first.
    if (error instanceof AppError && error.code === 'conflict') await checkRoom(store, given)
    throw error
  }
}
