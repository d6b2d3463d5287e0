import { asc, eq } from 'drizzle-orm'
import type { Licence } from '../../core/report/org-licences.ts'
import type { PaidLicence } from '../../core/report/unused.ts'
import type { Store } from './store.ts'

/** Every licence of an organisation, by name. */
export async function readLicences({ db, t: { licences: l } }: Store, orgId: number): Promise<Licence[]> {
  const rows = await db.select().from(l).where(eq(l.orgId, orgId)).orderBy(asc(l.name), asc(l.id))
  return rows.map(({ id, name, apps, seats, priceMinor, currency, per, renewsOn }) => ({
    ...{ id, name, apps: apps as string[], seats, renewsOn },
    price:
      priceMinor === null || currency === null
        ? undefined
        : { minor: priceMinor, currency, per: per as 'month' | 'year' },
  }))
}

/** Those that have a price. */
export const readPaidLicences = async (store: Store, orgId: number): Promise<PaidLicence[]> =>
  (await readLicences(store, orgId)).flatMap(({ apps, price }) => (price ? [{ apps, price }] : []))
