import { randomBytes, randomUUID } from 'node:crypto'
import { and, asc, eq, exists, gt, isNull, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { fleetTokenPrefix } from '../../protocol/enrolment.ts'
import { hashToken } from './devices.ts'
import type { Db, Store, Write } from './store.ts'

export type FleetToken = Store['t']['fleetTokens']['$inferSelect']

export interface NewFleetToken {
  readonly orgId: number
  readonly name: string
  /** Whose devices they become. */
  readonly userId: string
  readonly approval: boolean
  readonly uses: number
  readonly expiresAt: number
  readonly createdBy: string
  readonly now: number
}

/** @returns the token, which is told now and never again */
export async function createFleetToken(store: Store, given: NewFleetToken): Promise<{ id: string; token: string }> {
  const { orgId, name, userId, approval, uses, expiresAt, createdBy, now } = given
  const token = fleetTokenPrefix + randomBytes(32).toString('base64url')
  const id = randomUUID()
  const row = { hash: hashToken(token), orgId, id, name, userId, approval: Number(approval), usesLeft: uses }
  await store.batch((db) => [
    db.insert(store.t.fleetTokens).values({ ...row, createdAt: now, createdBy, expiresAt, revokedAt: null }),
  ])
  return { id, token }
}

export const findFleetTokens = ({ db, t: { fleetTokens: f } }: Store, orgId: number): Promise<FleetToken[]> =>
  db.select().from(f).where(eq(f.orgId, orgId)).orderBy(asc(f.createdAt), asc(f.id))

/** From now on it enrols nothing; what it enrolled stays. @throws AppError `not_found` */
export async function revokeFleetToken(store: Store, orgId: number, id: string, now: number): Promise<void> {
  const { fleetTokens: f } = store.t
  const [known] = await store.db
    .select({ id: f.id })
    .from(f)
    .where(and(eq(f.orgId, orgId), eq(f.id, id)))
  if (!known) throw new AppError('not_found', 'there is no fleet token of this id in this organisation', { at: 'id' })
  await store.batch((db) => [
    db
      .update(f)
      .set({ revokedAt: now })
      .where(and(eq(f.orgId, orgId), eq(f.id, id), isNull(f.revokedAt))),
  ])
}

/** The token that enrols now. @throws AppError `unauthenticated`, which says nothing of why */
export async function getFleetToken({ db, t }: Store, token: string, now: number) {
  const [row] = await db
    .select()
    .from(t.fleetTokens)
    .where(isUsable({ db, t }, hashToken(token), now))
  if (!row) throw deadFleetToken()
  return row
}

export const deadFleetToken = () =>
  new AppError(
    'unauthenticated',
    'this fleet token is unknown, used up, revoked or too old; make a new one with `usage-audit tokens add`',
  )

/** Takes one use, together with what it is used for: of a thousand at once as many go through as there are uses. */
export const spendFleetToken = ({ t }: Store, db: Db, { hash }: FleetToken, now: number): Write => ({
  expectRows: 1,
  write: db
    .update(t.fleetTokens)
    .set({ usesLeft: sql`${t.fleetTokens.usesLeft} - 1` })
    .where(isUsable({ db, t }, hash, now)),
})

/** Nothing becomes a device of somebody who left. */
function isUsable({ db, t: { fleetTokens: f, members: m } }: Pick<Store, 'db' | 't'>, hash: string, now: number) {
  const itsPerson = db
    .select({ userId: m.userId })
    .from(m)
    .where(and(eq(m.orgId, f.orgId), eq(m.userId, f.userId)))
  return and(eq(f.hash, hash), gt(f.usesLeft, 0), gt(f.expiresAt, now), isNull(f.revokedAt), exists(itsPerson))
}
