import { randomUUID } from 'node:crypto'
import { and, eq, lte, sql } from 'drizzle-orm'
import { databaseNow } from './clock.ts'
import type { Store } from './store.ts'

/** What a lease is for, within an organisation, and how long it holds if its holder dies. */
export interface Lease {
  readonly orgId: number
  readonly name: string
  readonly leaseMs: number
}

/**
 * Does the work unless somebody else is at it: of several servers one does it. A holder that outlives its lease is not alone
 * any more, so what the work writes must be safe without it.
 * @returns what the work returned; undefined if somebody else is at it
 */
export async function withLease<T>(store: Store, lease: Lease, work: () => Promise<T>): Promise<T | undefined> {
  const holder = randomUUID()
  if (!(await takeLease(store, lease, holder))) return undefined
  try {
    return await work()
  } finally {
    await leaveLease(store, lease, holder)
  }
}

async function takeLease(store: Store, { orgId, name, leaseMs }: Lease, holder: string): Promise<boolean> {
  const { leases: l } = store.t
  const now = databaseNow(store)
  const until = sql<number>`${now} + ${sql.raw(String(Math.round(leaseMs)))}`
  const taken = await store.db
    .insert(l)
    .values({ orgId, name, holder, until })
    .onConflictDoUpdate({ target: [l.orgId, l.name], set: { holder, until }, setWhere: lte(l.until, now) })
    .returning({ name: l.name })
  return taken.length === 1
}

const leaveLease = ({ batch, t: { leases: l } }: Store, { orgId, name }: Lease, holder: string): Promise<void> =>
  batch((db) => [db.delete(l).where(and(eq(l.orgId, orgId), eq(l.name, name), eq(l.holder, holder)))])
