import { and, asc, eq } from 'drizzle-orm'
import { foldAddress } from '../../core/addresses.ts'
import type { Store } from './store.ts'

export type Suppression = Store['t']['suppressions']['$inferSelect']

/** Nothing more goes to an address. @param given `detail` is the other server's answer */
export function suppress(store: Store, given: Suppression): Promise<void> {
  const { suppressions: s } = store.t
  const { reason, detail, at } = given
  const row = { ...given, address: foldAddress(given.address) }
  return store.batch((db) => [
    db
      .insert(s)
      .values(row)
      .onConflictDoUpdate({ target: [s.orgId, s.address], set: { reason, detail, at } }),
  ])
}

/** Undefined where mail may go. */
export async function findSuppression(
  { db, t }: Store,
  orgId: number,
  address: string,
): Promise<Suppression | undefined> {
  const [row] = await db
    .select()
    .from(t.suppressions)
    .where(and(eq(t.suppressions.orgId, orgId), eq(t.suppressions.address, address.toLowerCase())))
  return row
}

export const findSuppressions = ({ db, t }: Store, orgId: number): Promise<Suppression[]> =>
  db.select().from(t.suppressions).where(eq(t.suppressions.orgId, orgId)).orderBy(asc(t.suppressions.address))

/** Mail may go to the address again. @returns false if it could already */
export async function liftSuppression(
  { db, t: { suppressions: s } }: Store,
  orgId: number,
  address: string,
): Promise<boolean> {
  const gone = await db
    .delete(s)
    .where(and(eq(s.orgId, orgId), eq(s.address, address.toLowerCase())))
    .returning({ address: s.address })
  return gone.length === 1
}
