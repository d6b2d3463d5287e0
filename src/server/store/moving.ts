import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import type { Device } from './devices.ts'
import type { Db, Store, Write } from './store.ts'

const mostTries = 20

/**
 * Looks at devices, and then writes what follows from that; again if one of them changed in between.
 * @param look says what to write, which throws `conflict` where a device is not as it was
 */
export async function untilUnchanged<T>(look: () => Promise<() => Promise<T>>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const write = await look()
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict') || tries === mostTries) throw error
    }
  }
}

/**
 * Whoever uploads to the device, or makes days of it, waits for the end of the move or comes too late. No row where, since the
 * device was read, its days were made, facts went, something was to be erased, or its policy changed.
 */
export const lock = ({ t: { devices: d } }: Store, db: Db, read: Device): Write => ({
  expectRows: 1,
  write: db
    .update(d)
    .set({ daysMark: sql`${d.daysMark} + 1` })
    .where(
      and(
        eq(d.orgId, read.orgId),
        eq(d.id, read.id),
        eq(d.userId, read.userId),
        eq(d.daysMark, read.daysMark),
        eq(d.erasedUntil, read.erasedUntil),
        eq(d.subjectsMark, read.subjectsMark),
        eq(d.policyRev, read.policyRev),
      ),
    ),
})

/** What is about to be erased has to be found where it was ordered. @throws AppError `too_busy` */
export async function refuseWhileErasing({ db, t: { eraseOrders: e } }: Store, devices: readonly Device[]) {
  const ids = devices.map(({ id }) => id)
  const [undone] = await db
    .select({ id: e.id })
    .from(e)
    .where(and(eq(e.orgId, devices[0]!.orgId), inArray(e.deviceId, ids), isNull(e.doneAt)))
    .limit(1)
  if (undone)
    throw new AppError('too_busy', 'something of this device is being erased; try again in a few minutes', {
      retryAfterMs: 60_000,
    })
}

/** What the device that is left knows of both. The agents of neither have seen its revision. */
export const sooner = (from: Device, into: Device) => ({
  createdAt: Math.min(from.createdAt, into.createdAt),
  lastSeenAt: Math.max(from.lastSeenAt ?? 0, into.lastSeenAt ?? 0) || null,
  erasedUntil: Math.max(from.erasedUntil, into.erasedUntil),
  subjectsMark: Math.max(from.subjectsMark, into.subjectsMark),
  policyRev: Math.max(from.policyRev, into.policyRev) + 1,
})

/** The policy that is about this device alone. */
export async function findPolicy({ db, t: { policies: p } }: Store, { orgId, deviceId }: DeviceKey) {
  const [policy] = await db
    .select()
    .from(p)
    .where(and(eq(p.orgId, orgId), eq(p.scope, 'device'), eq(p.about, String(deviceId))))
  return policy
}
