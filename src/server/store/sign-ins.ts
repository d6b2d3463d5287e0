import { and, desc, eq, gt, lte, ne, or } from 'drizzle-orm'
import type { Db, Store, Write } from './store.ts'

export type SignIn = Store['t']['signIns']['$inferSelect']

/** How long a sign-in lives: without being used, and at most. */
export interface SignInAge {
  readonly idleMs: number
  readonly mostMs: number
}

export interface NewSignIn {
  readonly row: SignIn
  /** The hash of what the same browser had before; that sign-in ends. */
  readonly replaces: string | null
}

/** To be run in a batch. */
export const signInWrites = ({ t: { signIns: s } }: Store, db: Db, { row, replaces }: NewSignIn): Write[] => [
  ...(replaces === null ? [] : [{ write: db.delete(s).where(eq(s.hash, replaces)) }]),
  { write: db.insert(s).values(row) },
]

/** The sign-in that a secret belongs to, or belonged to before it was rotated. */
export async function findSignIn({ db, t: { signIns: s } }: Store, hash: string): Promise<SignIn | undefined> {
  const rows = await db
    .select()
    .from(s)
    .where(or(eq(s.hash, hash), eq(s.previousHash, hash)))
  return rows[0]
}

/** Gives a sign-in another secret. @returns false if somebody else did so first */
export async function rotateSignIn({ db, t: { signIns: s } }: Store, signIn: SignIn, hash: string, now: number) {
  const rows = await db
    .update(s)
    .set({ hash, previousHash: signIn.hash, rotatedAt: now, lastUsedAt: now })
    .where(and(eq(s.id, signIn.id), eq(s.hash, signIn.hash)))
    .returning({ id: s.id })
  return rows.length > 0
}

export const noteUse = ({ batch, t: { signIns: s } }: Store, id: string, address: string, now: number): Promise<void> =>
  batch((db) => [db.update(s).set({ lastUsedAt: now, address }).where(eq(s.id, id))])

const alive = ({ t: { signIns: s } }: Store, { idleMs, mostMs }: SignInAge, now: number) =>
  and(gt(s.lastUsedAt, now - idleMs), gt(s.createdAt, now - mostMs))

/** A person's sign-ins that still open the door, the one used last first. */
export const findSignInsOf = (store: Store, userId: string, age: SignInAge, now: number): Promise<SignIn[]> =>
  store.db
    .select()
    .from(store.t.signIns)
    .where(and(eq(store.t.signIns.userId, userId), alive(store, age, now)))
    .orderBy(desc(store.t.signIns.lastUsedAt), desc(store.t.signIns.id))

/** The ids of a member's sign-ins that still open the door of an organisation: none once they are in it no more. */
export async function findOpenSignIns(
  store: Store,
  { orgId, userId }: { readonly orgId: number; readonly userId: string },
  age: SignInAge,
  now: number,
): Promise<ReadonlySet<string>> {
  const { signIns: s, members: m } = store.t
  const rows = await store.db
    .select({ id: s.id })
    .from(s)
    .innerJoin(m, and(eq(m.orgId, orgId), eq(m.userId, s.userId)))
    .where(and(eq(s.userId, userId), alive(store, age, now)))
  return new Set(rows.map(({ id }) => id))
}

/** Ends one sign-in of a person. @returns whether there was one */
export async function endSignIn({ db, t: { signIns: s } }: Store, userId: string, id: string): Promise<boolean> {
  const rows = await db
    .delete(s)
    .where(and(eq(s.userId, userId), eq(s.id, id)))
    .returning({ id: s.id })
  return rows.length > 0
}

/** Ends all sign-ins of a person, to be run in a batch. @param but the one that stays */
export const endSignInsWrite = ({ t: { signIns: s } }: Store, db: Db, userId: string, but?: string): Write => ({
  write: db.delete(s).where(and(eq(s.userId, userId), but === undefined ? undefined : ne(s.id, but))),
})

/** Ends all sign-ins of a person. @returns how many */
export async function endSignIns({ db, t: { signIns: s } }: Store, userId: string, but?: string): Promise<number> {
  const rows = await db
    .delete(s)
    .where(and(eq(s.userId, userId), but === undefined ? undefined : ne(s.id, but)))
    .returning({ id: s.id })
  return rows.length
}

/** Removes what opens no door any more. */
export function removeLapsed(store: Store, { idleMs, mostMs }: SignInAge, now: number): Promise<void> {
  const { signIns: s, oneTimeTokens: o, invitations: i, deviceGrants: g } = store.t
  return store.batch((db) => [
    db.delete(s).where(or(lte(s.lastUsedAt, now - idleMs), lte(s.createdAt, now - mostMs))),
    db.delete(o).where(lte(o.expiresAt, now)),
    db.delete(i).where(lte(i.expiresAt, now)),
    db.delete(g).where(lte(g.expiresAt, now)),
  ])
}

/** Ends every sign-in, link and invitation of everybody. */
export const closeTheDoor = ({ batch, t }: Store): Promise<void> =>
  batch((db) => [db.delete(t.signIns), db.delete(t.oneTimeTokens), db.delete(t.invitations)])
