import { eq } from 'drizzle-orm'
import { simpleParser } from 'mailparser'
import { expect, it } from 'vitest'
import { createLeaveLinks } from '../../src/server/auth/leave-links.ts'
import { createLog } from '../../src/server/log.ts'
import { signing } from '../../src/server/mail/dkim.ts'
import { createSmtpChannel } from '../../src/server/mail/smtp.ts'
import { addReport, getMail } from '../../src/server/store/ledger.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { createDkim } from '../support/dkim.ts'
import { faultsOf } from '../support/mail-rules.ts'
import { needs } from '../support/needs.ts'
import { chooseSeed, createRandom } from '../support/random.ts'
import { startRealHop } from '../support/real-hop.ts'
import { enroll, noon } from '../support/records.ts'
import { sampleReport } from '../support/report.ts'
import { serve, testAccess } from '../support/server.ts'
import { readStrictly } from '../support/strict-mails.ts'

const mails = Number(process.env.MAILS ?? 5_000)
const pictured = Number(process.env.PICTURED ?? 50)
const seed = chooseSeed()

it(`${mails} mails pass the rules of the large receivers`, async () => {
  const faults = await readStrictly(mails, pictured, createRandom(seed))
  console.table({ mails, faults: faults.length, SEED: seed })
  expect(faults.slice(0, 20)).toEqual([])
})

const canHop =
  process.getuid?.() === 0 && needs('postfix', 'postfix') && needs('dovecot', 'dovecot-imapd dovecot-lmtpd')

it.skipIf(!canHop)(
  'a report goes through postfix into a mailbox, holds its signature there, and is left by one click',
  async () => {
    const hop = await startRealHop()
    const store = openSqlite(':memory:')
    const { user } = await enroll(store, { locale: 'pt-BR' })
    const dkim = createDkim()
    const channel = signing(createSmtpChannel({ url: hop.smtpUrl, perSecond: 14 }), dkim)
    const http = { port: 0, host: '127.0.0.1', behindProxy: true, publicUrl: 'https://audit.example.org' }
    const from = { name: 'usage-audit', address: 'reports@example.org' }
    const report = { orgId: personalOrg, user, figures: sampleReport(), planned: true, address: 'ana@example.org' }
    const first = (await addReport(store, { ...report, now: noon }))!
    const server = await serve(store, { http, mail: { channel, from, log: createLog('silent') } })
    try {
      const bytes = await hop.fetch('ana')
      expect(await getMail(store, personalOrg, first.mailId!)).toMatchObject({
        state: 'sent',
        outcome: expect.stringMatching(/^250 2\.0\.0 Ok: queued/),
      })
      const mail = await simpleParser(bytes)
      expect([mail.messageId, mail.subject?.slice(0, 12)]).toEqual([`<${first.mailId}@example.org>`, 'Seu outubro:'])
      // What the two servers added stands above what was signed.
      const own = bytes.subarray(bytes.indexOf('DKIM-Signature:'))
      expect(await faultsOf(own, dkim)).toEqual([])

      const [, address] = /^List-Unsubscribe: <([^>]+)>/m.exec(own.toString('latin1').replace(/\r\n[ \t]/g, ' '))!
      const path = new URL(address!).pathname
      const answer = await fetch(server.url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-host': 'audit.example.org',
          'x-forwarded-proto': 'https',
        },
        body: 'List-Unsubscribe=One-Click',
      })
      expect(answer.status).toBe(200)
      const [row] = await store.db.select().from(store.t.subscriptions).where(eq(store.t.subscriptions.reader, user.id))
      expect(row).toMatchObject({ kind: 'person-month', wanted: 0 })
      expect(createLeaveLinks(testAccess.key).read(path.split('/').at(-1)!)?.reader).toBe(user.id)
    } finally {
      await server.stop()
      await hop.stop()
      await store.close()
    }
  },
)
