import type { Store } from '../store.ts'
import { eraseAccount } from './account.ts'
import { eraseReports, type ReportErasure } from './reports.ts'

/** Of a person rather than of one device: what is said of them as a person goes, and with `account` whoever they were. */
export interface PersonErasure {
  readonly orgId: number
  readonly userId: string
  readonly until: number
  readonly at: number
  readonly id: string
  readonly by: string
  readonly account: boolean
}

/**
 * Erases what is said of a person rather than of a device: the reports that were there when it was ordered, their mails, and with
 * `account` whoever they were. May be done again at any time.
 * @returns false if a mail is on its way at this moment: to be done again
 */
export async function erasePerson(
  store: Store,
  { orgId, userId, until, at, account }: PersonErasure,
  { now, onMails }: Pick<ReportErasure, 'now' | 'onMails'>,
): Promise<boolean> {
  if (account) await eraseAccount(store, userId, at)
  return eraseReports(store, { orgId, userId, until, now, onMails, madeUntil: at })
}
