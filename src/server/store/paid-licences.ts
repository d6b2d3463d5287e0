import { and, eq, isNotNull } from 'drizzle-orm'
import type { PaidLicence } from '../../core/report/unused.ts'
import type { Store } from './store.ts'

/** The licences of an organisation that have a price. */
export async function readPaidLicences({ db, t: { licences: l } }: Store, orgId: number): Promise<PaidLicence[]> {
  const rows = await db
    .select()
    .from(l)
    .where(and(eq(l.orgId, orgId), isNotNull(l.priceMinor), isNotNull(l.currency)))
  return rows.map(({ apps, priceMinor, currency, per }) => ({
    apps: apps as string[],
    price: { minor: priceMinor!, currency: currency!, per: per as 'month' | 'year' },
  }))
}
