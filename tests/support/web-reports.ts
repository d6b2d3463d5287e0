import { eq } from 'drizzle-orm'
import { hourMs } from '../../src/core/time.ts'
import { makeOrgReport } from '../../src/server/reports/make-org-report.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import { type Figures, freezeReport } from '../../src/server/store/freeze.ts'
import { getMail, type MailState, moveMail } from '../../src/server/store/ledger.ts'
import { findOwner, personalOrg } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { noon } from './records.ts'

/** Frozen reports of a world's owner, by their ids. */
export interface WebReports {
  readonly month: string
  readonly week: string
  readonly org: string
}

/** Where the owner of a world is written to. */
export const ownerAddress = 'marina@example.org'

/** When October closes in a world: an hour after midnight. */
const closedAt = Date.UTC(2026, 10, 1, 4)

/**
 * What is frozen already when a world opens: the owner's October and a week, and the organisation's October, each with a mail that
 * fared otherwise.
 */
export async function freezeWebReports(store: Store, weekName: string): Promise<WebReports> {
  const { users } = store.t
  const owner = (await findOwner(store, personalOrg))!
  await store.batch((db) => [db.update(users).set({ email: ownerAddress }).where(eq(users.id, owner.id))])
  const freeze = async (figures: Figures, about: string, state: MailState, outcome: string | null) => {
    const mail = { reader: owner.id, address: ownerAddress, locale: 'en', formats: [], dueAt: closedAt + 4 * hourMs }
    const given = { orgId: personalOrg, figures, about, planned: true, mails: [mail], now: closedAt }
    const { reportId, mailIds } = (await freezeReport(store, given))!
    const sentAt = state === 'sent' ? closedAt + 4 * hourMs : null
    await moveMail(store, await getMail(store, personalOrg, mailIds[0]!), { state, outcome, sentAt })
    return reportId
  }
  const october = await makeReport(store, personalOrg, owner, '2026-10', noon)
  const week = await makeReport(store, personalOrg, owner, weekName, noon)
  const ofAll = await makeOrgReport(store, personalOrg, '2026-10', noon)
  return {
    month: await freeze(october, owner.id, 'sent', '250 2.0.0 OK queued as 4b7f'),
    week: await freeze(week, owner.id, 'uncertain', 'the connection was closed after the mail was handed over'),
    org: await freeze(ofAll, '', 'suppressed', 'bounced: 550 5.1.1 no such user'),
  }
}
