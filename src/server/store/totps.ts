import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Db, Store, Write } from './store.ts'

export type Totp = Store['t']['totps']['$inferSelect']

export async function findTotp({ db, t }: Store, userId: string): Promise<Totp | undefined> {
  const [row] = await db.select().from(t.totps).where(eq(t.totps.userId, userId))
  return row
}

/**
 * Keeps a secret that is asked for once its first code was shown.
 * @param secret encrypted
 * @returns false if there is one in force
 */
export async function proposeTotp({ db, t: { totps: o } }: Store, userId: string, secret: string): Promise<boolean> {
  const rows = await db
    .insert(o)
    .values({ userId, secret, confirmedAt: null, lastStep: 0 })
    .onConflictDoUpdate({ target: o.userId, set: { secret, lastStep: 0 }, setWhere: isNull(o.confirmedAt) })
    .returning({ userId: o.userId })
  return rows.length > 0
}

/** Takes the code of a step, unless it or a later one was taken. @returns whether it was taken now */
export async function takeStep({ db, t: { totps: o } }: Store, userId: string, step: number): Promise<boolean> {
  const rows = await db
    .update(o)
    .set({ lastStep: step })
    .where(and(eq(o.userId, userId), lt(o.lastStep, step)))
    .returning({ userId: o.userId })
  return rows.length > 0
}

/** From now on a code is asked for; the recovery codes take the place of earlier ones. */
export const confirmTotp = (store: Store, userId: string, codeHashes: readonly string[], now: number): Promise<void> =>
  store.batch((db) => [
    db.update(store.t.totps).set({ confirmedAt: now }).where(eq(store.t.totps.userId, userId)),
    ...recoveryCodesWrites(store, db, userId, codeHashes),
  ])

/** Other recovery codes in the place of those there are. */
export const replaceRecoveryCodes = (store: Store, userId: string, codeHashes: readonly string[]): Promise<void> =>
  store.batch((db) => recoveryCodesWrites(store, db, userId, codeHashes))

function recoveryCodesWrites(
  { t: { recoveryCodes: r } }: Store,
  db: Db,
  userId: string,
  hashes: readonly string[],
): (Write | PromiseLike<unknown>)[] {
  return [db.delete(r).where(eq(r.userId, userId)), db.insert(r).values(hashes.map((hash) => ({ userId, hash })))]
}

/** Uses a recovery code up. @returns whether it was one */
export async function takeRecoveryCode(
  { db, t: { recoveryCodes: r } }: Store,
  userId: string,
  hash: string,
): Promise<boolean> {
  const rows = await db
    .delete(r)
    .where(and(eq(r.userId, userId), eq(r.hash, hash)))
    .returning({ hash: r.hash })
  return rows.length > 0
}

export const countRecoveryCodes = ({ db, t: { recoveryCodes: r } }: Store, userId: string): Promise<number> =>
  db.$count(r, eq(r.userId, userId))

/** No code is asked for any more. */
export const removeTotp = ({ batch, t: { totps: o, recoveryCodes: r } }: Store, userId: string): Promise<void> =>
  batch((db) => [db.delete(o).where(eq(o.userId, userId)), db.delete(r).where(eq(r.userId, userId))])
