import { and, eq, isNotNull, ne, or } from 'drizzle-orm'
import type { User } from './people.ts'
import type { Db, Store, Write } from './store.ts'

/** The issuer of identities that are e-mail addresses. */
export const byEmail = 'email'

/** What is known of whoever signs in by an address. */
export interface Account {
  readonly user: User
  /** Null: nobody has shown yet that the address is theirs. */
  readonly verifiedAt: number | null
  readonly passwordHash: string | null
  /** A code is asked for after the password. */
  readonly hasTotp: boolean
}

const columns = ({ t }: Store) => ({
  user: t.users,
  verifiedAt: t.identities.verifiedAt,
  passwordHash: t.passwords.hash,
  confirmedAt: t.totps.confirmedAt,
})

const toAccount = ({ confirmedAt, ...account }: Omit<Account, 'hasTotp'> & { confirmedAt: number | null }) => ({
  ...account,
  hasTotp: confirmedAt !== null,
})

/** @param email folded */
export async function findAccount(store: Store, email: string): Promise<Account | undefined> {
  const { identities: i, users: u, passwords: p, totps } = store.t
  const [row] = await store.db
    .select(columns(store))
    .from(i)
    .innerJoin(u, eq(u.id, i.userId))
    .leftJoin(p, eq(p.userId, i.userId))
    .leftJoin(totps, eq(totps.userId, i.userId))
    .where(and(eq(i.issuer, byEmail), eq(i.subject, email)))
  return row && toAccount(row)
}

/** The account of a person with the address they sign in by; undefined if they never got one. */
export async function findAccountOf(store: Store, userId: string): Promise<(Account & { email: string }) | undefined> {
  const { identities: i, users: u, passwords: p, totps } = store.t
  const [row] = await store.db
    .select({ ...columns(store), email: i.subject })
    .from(i)
    .innerJoin(u, eq(u.id, i.userId))
    .leftJoin(p, eq(p.userId, i.userId))
    .leftJoin(totps, eq(totps.userId, i.userId))
    .where(and(eq(i.issuer, byEmail), eq(i.userId, userId)))
  return row && { ...toAccount(row), email: row.email }
}

/** Whether an owner of an organisation can sign in without a link from the terminal: by a password or through a provider. */
export async function canOwnerSignIn({ db, t }: Store, orgId: number): Promise<boolean> {
  const { members: m, identities: i, passwords: p } = t
  const rows = await db
    .select({ userId: m.userId })
    .from(m)
    .innerJoin(i, eq(i.userId, m.userId))
    .leftJoin(p, eq(p.userId, m.userId))
    .where(and(eq(m.orgId, orgId), eq(m.role, 'owner'), or(ne(i.issuer, byEmail), isNotNull(p.hash))))
    .limit(1)
  return rows.length > 0
}

/** Whom a provider's name for somebody means here. */
export async function findByIdentity(
  { db, t: { identities: i, totps } }: Store,
  issuer: string,
  subject: string,
): Promise<{ readonly userId: string; readonly hasTotp: boolean } | undefined> {
  const [row] = await db
    .select({ userId: i.userId, confirmedAt: totps.confirmedAt })
    .from(i)
    .leftJoin(totps, eq(totps.userId, i.userId))
    .where(and(eq(i.issuer, issuer), eq(i.subject, subject)))
  return row && { userId: row.userId, hasTotp: row.confirmedAt !== null }
}

/** The issuers of the providers that vouch for a person. */
export const findIssuersOf = async ({ db, t: { identities: i } }: Store, userId: string): Promise<string[]> =>
  (
    await db
      .select({ issuer: i.issuer })
      .from(i)
      .where(and(eq(i.userId, userId), ne(i.issuer, byEmail)))
  ).map(({ issuer }) => issuer)

/** To be run in a batch: a provider vouches for the person no more. */
export const endIdentityWrite = ({ t: { identities: i } }: Store, db: Db, userId: string, issuer: string): Write => ({
  write: db.delete(i).where(and(eq(i.userId, userId), eq(i.issuer, issuer))),
})

export interface NewIdentity {
  readonly issuer: string
  readonly subject: string
  readonly userId: string
  readonly verifiedAt: number | null
  readonly now: number
}

/** To be run in a batch; fails with a unique violation if the identity is somebody's. */
export const identityWrite = ({ t }: Store, db: Db, { now, ...identity }: NewIdentity): Write => ({
  write: db.insert(t.identities).values({ ...identity, createdAt: now }),
})

/** To be run in a batch. */
export const passwordWrite = (
  { t: { passwords: p } }: Store,
  db: Db,
  userId: string,
  hash: string,
  now: number,
): Write => ({
  write: db
    .insert(p)
    .values({ userId, hash, changedAt: now })
    .onConflictDoUpdate({ target: p.userId, set: { hash, changedAt: now } }),
})

/** What a person may change of themself; what is undefined stays. */
export interface UserChange {
  readonly name?: string | undefined
  readonly locale?: string | undefined
  readonly zone?: string | undefined
}

export async function changeUser({ batch, t: { users: u } }: Store, userId: string, change: UserChange): Promise<void> {
  const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  if (Object.keys(set).length > 0) await batch((db) => [db.update(u).set(set).where(eq(u.id, userId))])
}
