import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { hashToken } from './devices.ts'
import type { Db, Store, Write } from './store.ts'

/** What a secret that works once is for. */
export type Purpose = 'set_up' | 'sign_in' | 'verify' | 'reset' | 'second_factor'

export interface OneTime {
  readonly purpose: Purpose
  readonly userId: string
  readonly about: string | null
}

export interface NewOneTime extends OneTime {
  /** Only its hash is kept. */
  readonly secret: string
  readonly expiresAt: number
}

/** @param alone earlier ones of the same purpose and person stop working */
export function addOneTime(store: Store, { secret, ...given }: NewOneTime, alone = false): Promise<void> {
  const { oneTimeTokens: o } = store.t
  return store.batch((db) => [
    ...(alone ? [endOneTimeWrite(store, db, given.userId, given.purpose)] : []),
    db.insert(o).values({ ...given, hash: hashToken(secret) }),
  ])
}

/** What a secret is for, which goes on working; undefined if it was used, is too old or never was. */
export async function findOneTime(
  store: Store,
  purpose: Purpose,
  secret: string,
  now: number,
): Promise<OneTime | undefined> {
  const { oneTimeTokens: o } = store.t
  const [row] = await store.db
    .select({ purpose: o.purpose, userId: o.userId, about: o.about })
    .from(o)
    .where(and(eq(o.hash, hashToken(secret)), eq(o.purpose, purpose), gt(o.expiresAt, now)))
  return row && { ...row, purpose }
}

/** @throws AppError `link_dead` if it was used, is too old or never was */
export async function getOneTime(store: Store, purpose: Purpose, secret: string, now: number): Promise<OneTime> {
  const found = await findOneTime(store, purpose, secret, now)
  if (!found) throw deadLink()
  return found
}

export const deadLink = () => new AppError('link_dead', 'this link was used or is too old; ask for a new one')

/** Uses a secret up, to be run first in a batch: of several who come with it at once, the batch of one goes through. */
export const useUpWrite = ({ t: { oneTimeTokens: o } }: Store, db: Db, secret: string): Write => ({
  write: db.delete(o).where(eq(o.hash, hashToken(secret))),
  expectRows: 1,
})

/** To be run in a batch. @param purpose all, if none is named */
export const endOneTimeWrite = (
  { t: { oneTimeTokens: o } }: Store,
  db: Db,
  userId: string,
  purpose?: Purpose,
): Write => ({
  write: db.delete(o).where(and(eq(o.userId, userId), purpose && eq(o.purpose, purpose))),
})

/** Counts a wrong answer before it is known to be wrong. @returns false once as many were given as may be */
export async function countAnswer(
  { db, t: { oneTimeTokens: o } }: Store,
  secret: string,
  most: number,
): Promise<boolean> {
  const rows = await db
    .update(o)
    .set({ failures: sql`${o.failures} + 1` })
    .where(and(eq(o.hash, hashToken(secret)), lt(o.failures, most)))
    .returning({ failures: o.failures })
  return rows.length > 0
}

/** How many of somebody's secrets for one purpose work at this moment. */
export const countOneTime = (
  { db, t: { oneTimeTokens: o } }: Store,
  userId: string,
  purpose: Purpose,
  now: number,
): Promise<number> => db.$count(o, and(eq(o.userId, userId), eq(o.purpose, purpose), gt(o.expiresAt, now)))

/** A batch that uses a secret up. @throws AppError `link_dead` if somebody else used it meanwhile */
export async function batchOnce(store: Store, secret: string, build: (db: Db) => readonly Write[]): Promise<void> {
  try {
    await store.batch((db) => [useUpWrite(store, db, secret), ...build(db)])
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') throw deadLink()
    throw error
  }
}
