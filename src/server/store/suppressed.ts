import { and, eq } from 'drizzle-orm'
import { foldAddress } from '../../core/addresses.ts'
import type { Db, Store } from './store.ts'

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

/** To be run in a batch: whoever had enough of reports wants some again. What bounced, or was complained of, stays as it is. */
export const forgetUnsubscribed = ({ t: { suppressions: s } }: Store, db: Db, orgId: number, address: string) =>
  db.delete(s).where(and(eq(s.orgId, orgId), eq(s.address, address), eq(s.reason, 'unsubscribed')))

/** As addresses are kept here; one that no server takes is nobody's, and whoever sends to it says so. */
export function toFolded(address: string): string {
  try {
    return foldAddress(address)
  } catch {
    return address.toLowerCase()
  }
}
