import { and, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm'
import { byEmail } from './accounts.ts'
import type { Db, Store, Write } from './store.ts'

/*
 * An address that somebody typed is a claim, and one that they have shown to read is theirs. There is room for one row of an address on
 * the whole server, so a proof has to be able to end the claim of somebody else.
 */

/**
 * To be run in a batch, before the address becomes somebody's who has just shown to read it: what another person merely claims ends, and
 * with it the link that would have shown it to be theirs. The link first, as who follows it does: two at once must not wait for each other.
 */
export function endClaimWrites({ t }: Store, db: Db, email: string, userId: string): Write[] {
  const { identities: i, oneTimeTokens: o } = t
  const claimed = and(eq(i.issuer, byEmail), eq(i.subject, email), ne(i.userId, userId), isNull(i.verifiedAt))
  const claimant = db.select({ id: i.userId }).from(i).where(claimed)
  return [
    {
      write: db.delete(o).where(and(eq(o.purpose, 'verify'), eq(o.about, email), inArray(o.userId, claimant))),
    },
    { write: db.delete(i).where(claimed) },
  ]
}

/**
 * To be run in a batch: from now on the address is known to be the person's, claimed before or not, and reports go there unless they
 * go elsewhere already. Fails the batch with `conflict` if another person has shown the same before.
 */
export const provenWrites = (
  store: Store,
  db: Db,
  { email, userId, now }: { readonly email: string; readonly userId: string; readonly now: number },
): Write[] => {
  const { identities: i, users: u } = store.t
  return [
    ...endClaimWrites(store, db, email, userId),
    {
      write: db
        .insert(i)
        .values({ issuer: byEmail, subject: email, userId, verifiedAt: now, createdAt: now })
        .onConflictDoUpdate({
          target: [i.issuer, i.subject],
          set: { verifiedAt: sql`coalesce(${i.verifiedAt}, ${now})` },
          setWhere: eq(i.userId, userId),
        }),
      expectRows: 1,
    },
    {
      write: db
        .update(u)
        .set({ email })
        .where(and(eq(u.id, userId), isNull(u.email))),
    },
  ]
}

/** The hash of a password, also of who has no address to sign in by with it; undefined for who has none. */
export async function findPasswordHash(
  { db, t: { passwords: p } }: Store,
  userId: string,
): Promise<string | undefined> {
  const [row] = await db.select({ hash: p.hash }).from(p).where(eq(p.userId, userId))
  return row?.hash
}

/** The address to which a link is on its way that shows it to be the person's; undefined if there is none. */
export async function findAwaited(
  { db, t: { oneTimeTokens: o } }: Store,
  userId: string,
  now: number,
): Promise<string | undefined> {
  const [row] = await db
    .select({ about: o.about })
    .from(o)
    .where(and(eq(o.userId, userId), eq(o.purpose, 'verify'), gt(o.expiresAt, now)))
  return row?.about ?? undefined
}
