import { randomUUID } from 'node:crypto'
import { newSecret } from '../../../src/server/auth/secrets.ts'
import { freezeReport } from '../../../src/server/store/freeze.ts'
import { getMail, moveMail } from '../../../src/server/store/ledger.ts'
import { askRecipient } from '../../../src/server/store/recipients.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { noon } from '../records.ts'
import { sampleReport } from '../report.ts'
import type { Tenant } from './tenant.ts'

/** A report about somebody, with a mail that failed. @returns the report's id, or its mail's */
export async function addReported(store: Store, { orgId, word }: Tenant, userId: string, mails: boolean) {
  const address = `${word}-reader@${word}.example.org`
  const mail = { reader: userId, address, locale: 'en', formats: [], dueAt: noon }
  const none = { days: [], apps: [], devices: [], gaps: [] }
  const figures = sampleReport({ about: `${word} reader`, zone: 'UTC', ...none })
  const given = { orgId, figures, about: userId, planned: false, mails: [mail], now: noon }
  const { reportId, mailIds } = (await freezeReport(store, given))!
  await moveMail(store, await getMail(store, orgId, mailIds[0]!), { state: 'failed' })
  return mails ? mailIds[0]! : reportId
}

/** Somebody without an account who is to read the organisation's reports. @returns their id */
export const addRecipient = (store: Store, { orgId, word, people }: Tenant): Promise<string> => {
  const id = randomUUID()
  const address = `${word}-recipient-${id}@${word}.example.org`
  const given = { orgId, id, address, name: `${word} recipient`, locale: 'en', zone: 'UTC', addedBy: people.owner }
  const times = { secret: newSecret(), expiresAt: noon + 86_400_000, now: noon }
  return askRecipient(store, { ...given, ...times, kind: 'org-month', about: '' })
}
