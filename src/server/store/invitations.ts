import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { isRole, type Role } from '../../core/access.ts'
import { hashToken } from './devices.ts'
import type { Db, Store, Write } from './store.ts'

/** Somebody was asked by mail to join an organisation. */
export interface Invitation {
  readonly id: string
  readonly orgId: number
  /** Folded. */
  readonly email: string
  readonly role: Role
  readonly createdAt: number
  readonly expiresAt: number
}

export interface NewInvitation extends Invitation {
  /** Only its hash is kept. */
  readonly secret: string
  /** A user's id. */
  readonly invitedBy: string
}

/** Invites an address; an earlier invitation of the same address to the same organisation stops working. */
export function addInvitation(store: Store, { secret, ...given }: NewInvitation): Promise<void> {
  const { invitations: i } = store.t
  return store.batch((db) => [
    db.delete(i).where(and(eq(i.orgId, given.orgId), eq(i.email, given.email))),
    db.insert(i).values({ ...given, hash: hashToken(secret) }),
  ])
}

/** Those that can still be taken, the oldest first. */
export async function findInvitations(
  { db, t: { invitations: i } }: Store,
  orgId: number,
  now: number,
): Promise<Invitation[]> {
  const rows = await db
    .select()
    .from(i)
    .where(and(eq(i.orgId, orgId), gt(i.expiresAt, now)))
    .orderBy(asc(i.createdAt), asc(i.id))
  return rows.map(toInvitation)
}

/** @returns whether there was one */
export async function revokeInvitation(
  { db, t: { invitations: i } }: Store,
  orgId: number,
  id: string,
): Promise<boolean> {
  const rows = await db
    .delete(i)
    .where(and(eq(i.orgId, orgId), eq(i.id, id)))
    .returning({ id: i.id })
  return rows.length > 0
}

/** By the hashes that the secret of its link may be kept by; undefined if it was taken or revoked, is too old or never was. */
export async function findInvitation(
  { db, t: { invitations: i } }: Store,
  hashes: readonly string[],
  now: number,
): Promise<Invitation | undefined> {
  const [row] = await db
    .select()
    .from(i)
    .where(and(inArray(i.hash, [...hashes]), gt(i.expiresAt, now)))
  return row && toInvitation(row)
}

/** Uses an invitation up, to be run first in a batch: of several who take it at once, the batch of one goes through. */
export const takeInvitationWrite = ({ t: { invitations: i } }: Store, db: Db, hashes: readonly string[]): Write => ({
  write: db.delete(i).where(inArray(i.hash, [...hashes])),
  expectRows: 1,
})

const toInvitation = ({ id, orgId, email, role, createdAt, expiresAt }: Store['t']['invitations']['$inferSelect']) => ({
  ...{ id, orgId, email, createdAt, expiresAt },
  role: isRole(role) ? role : ('member' as const),
})
