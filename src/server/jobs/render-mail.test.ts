import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { sampleOrgReport } from '../../../tests/support/org-report.ts'
import { enroll, noon } from '../../../tests/support/records.ts'
import { createLog } from '../log.ts'
import { toReportLinks } from '../mail/report-links.ts'
import { freezeReport } from '../store/freeze.ts'
import { getMail } from '../store/ledger.ts'
import { personalOrg } from '../store/people.ts'
import { askRecipient } from '../store/recipients.ts'
import { openSqlite } from '../store/sqlite.ts'
import { renderMail } from './render-mail.ts'

it('leads a member to the report in their mail, an organisation’s too, and nobody who has no account', async () => {
  const store = await openSqlite(':memory:')
  const { user } = await enroll(store)
  const books = { orgId: personalOrg, id: randomUUID(), address: 'books@example.org', name: 'The books' }
  const asked = {
    ...books,
    locale: 'en',
    zone: 'UTC',
    addedBy: user.id,
    secret: 'secret',
    expiresAt: noon + 1,
    now: noon,
  }
  const recipient = await askRecipient(store, { ...asked, kind: 'org-month', about: '' })
  const mails = [user.id, recipient].map((reader, i) => {
    return { reader, address: `${i}@example.org`, locale: 'en', formats: [], dueAt: noon }
  })
  const figures = sampleOrgReport()
  const given = { orgId: personalOrg, figures, about: '', planned: false, mails, now: noon }
  const { reportId, mailIds } = (await freezeReport(store, given))!
  const urls: (string | undefined)[] = []
  for (const id of mailIds)
    await renderMail(
      store,
      {
        from: { name: 'usage-audit', address: 'audit@example.org' },
        log: createLog('silent'),
        linksOf: (of, report) => toReportLinks('https://usage.example', { ...of, reportId: report }, 'token'),
        compose: async ({ links }) => {
          urls.push(links?.web)
          return new Uint8Array()
        },
      },
      await getMail(store, personalOrg, id),
    )
  expect(urls).toEqual([`https://usage.example/reports/${reportId}?org=${personalOrg}`, undefined])
  await store.close()
})
