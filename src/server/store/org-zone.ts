import { eq } from 'drizzle-orm'
import { findOwner } from './people.ts'
import type { Store } from './store.ts'

/** The zone whose calendar an organisation's months follow: its own setting, else its first owner's. */
export async function readOrgZone(store: Store, orgId: number): Promise<string> {
  const { reportSettings: r } = store.t
  const [row] = await store.db.select({ zone: r.zone }).from(r).where(eq(r.orgId, orgId))
  return row?.zone ?? (await findOwner(store, orgId))?.zone ?? 'UTC'
}
