import { eq } from 'drizzle-orm'
import type { Store } from './store.ts'

/** Addresses of an organisation that get no reports, folded, each with the reason. */
export async function findSuppressed({ db, t: { suppressions: s } }: Store, orgId: number) {
  const rows = await db
    .select({ address: s.address, reason: s.reason, detail: s.detail })
    .from(s)
    .where(eq(s.orgId, orgId))
  return new Map(
    rows.map(({ address, reason, detail }) => [address, detail === null ? reason : `${reason}: ${detail}`]),
  )
}
