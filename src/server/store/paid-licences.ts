import type { PaidLicence } from '../../core/report/unused.ts'
import { findLicences } from './licences.ts'
import type { Store } from './store.ts'

/** The licences of an organisation that have a price. */
export const readPaidLicences = async (store: Store, orgId: number): Promise<PaidLicence[]> =>
  (await findLicences(store, orgId)).flatMap(({ apps, price }) => (price ? [{ apps, price }] : []))
