import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendDueMails } from '../../src/server/jobs/send-mails.ts'
import { createLog } from '../../src/server/log.ts'
import type { Channel } from '../../src/server/mail/channel.ts'
import { createSmtpChannel } from '../../src/server/mail/smtp.ts'
import { addReport, getMail } from '../../src/server/store/ledger.ts'
import { findChannel } from '../../src/server/store/mail-channels.ts'
import { personalOrg, type User } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { findSuppression } from '../../src/server/store/suppressions.ts'
import { type AnsweringSmtp, type SmtpStage, smtpStages, startAnsweringSmtp } from '../support/answering-smtp.ts'
import { enroll, noon } from '../support/records.ts'
import { emptyReport } from '../support/report.ts'

const minuteMs = 60_000

/**
 * What becomes of a mail that is answered so at each stage.
 * - `waits`: tried again in five minutes
 * - `fails`: it is over for this mail alone
 * - `suppressed`: it is over, and nothing more goes to the address
 * - `paused`: nothing goes out any more; the mail is as it was
 */
const answers: readonly (readonly [string, Readonly<Record<SmtpStage, Fate>>])[] = [
  ['421 4.3.2 shutting down', all('waits')],
  ['450 4.2.1 greylisted', all('waits')],
  ['451 4.3.0 not now', all('waits')],
  ['452 4.3.1 no room', all('waits')],
  ['454 4.7.0 cannot check that now', all('waits')],
  ['530 5.7.0 sign in first', all('paused')],
  ['534 5.7.9 too weak', all('paused')],
  ['535 5.7.8 wrong password', all('paused')],
  ['550 5.1.1 no such user', { ...all('paused'), rcpt: 'suppressed', end: 'suppressed' }],
  ['550 5.1.2 no such domain', { ...all('paused'), rcpt: 'suppressed', end: 'suppressed' }],
  ['556 5.1.10 takes no mail', { ...all('paused'), rcpt: 'suppressed', end: 'suppressed' }],
  ['550 5.2.1 this mailbox is closed', { ...all('paused'), rcpt: 'fails', end: 'fails' }],
  ['550 5.7.1 not from you', { ...all('paused'), rcpt: 'fails', end: 'fails' }],
  ['550 no', { ...all('paused'), rcpt: 'fails', end: 'fails' }],
  ['552 5.2.2 mailbox full', { ...all('paused'), mail: 'fails', rcpt: 'fails', end: 'fails' }],
  ['553 5.1.8 the sender’s domain does not exist', all('paused')],
  ['554 5.7.1 relay access denied', { ...all('paused'), rcpt: 'waits', end: 'fails' }],
  ['554 5.7.1 spam', { ...all('paused'), rcpt: 'fails', end: 'fails' }],
  ['555 5.5.4 what', { ...all('paused'), rcpt: 'fails', end: 'fails' }],
]
type Fate = 'waits' | 'fails' | 'suppressed' | 'paused'

function all(fate: Fate): Readonly<Record<SmtpStage, Fate>> {
  return { connect: fate, auth: fate, mail: fate, rcpt: fate, end: fate }
}

let store: Store
let user: User
let smtp: AnsweringSmtp
let channel: Channel
let now = noon

beforeAll(async () => {
  store = openSqlite(':memory:')
  user = (await enroll(store)).user
  smtp = await startAnsweringSmtp()
  channel = createSmtpChannel({ url: smtp.url })
})
afterAll(async () => {
  channel.close!()
  await smtp.close()
  await store.close()
})

const send = () =>
  sendDueMails(store, { channel, from: { name: '', address: 'a@example.org' }, log: createLog('silent') }, () => now)

async function plan(address: string): Promise<string> {
  const report = { orgId: personalOrg, user, figures: emptyReport(), planned: false, address, now }
  return (await addReport(store, report))!.mailId!
}

/** How things stand for a mail after it was tried once. */
async function fateOf(id: string, address: string): Promise<Fate | string> {
  const { state, dueAt, attempts } = await getMail(store, personalOrg, id)
  const paused = (await findChannel(store, channel.name))?.pausedUntil
  const suppressed = await findSuppression(store, personalOrg, address)
  if (paused && state === 'planned' && attempts === 0 && dueAt === paused && !suppressed) return 'paused'
  if (state === 'failed' && !paused) return suppressed ? 'suppressed' : 'fails'
  if (state === 'planned' && attempts === 1 && dueAt === now + 5 * minuteMs && !paused && !suppressed) return 'waits'
  return `${state}, ${attempts} attempts, due in ${dueAt - now}, paused ${paused}, suppressed ${suppressed !== undefined}`
}

describe('what a mail server answers, and what becomes of the mail', () => {
  it.each(smtpStages)('at %s', async (stage) => {
    for (const [text, fates] of answers) {
      // A connection that is kept is not asked at its beginning again.
      channel.close!()
      channel = createSmtpChannel({ url: smtp.url })
      const id = await plan('bo@example.org')
      smtp.answer(stage, text)
      await send()
      expect([text, await fateOf(id, 'bo@example.org')]).toEqual([text, fates[stage]])
      const kept = (await getMail(store, personalOrg, id)).outcome
      expect(kept).toContain(text.slice(4))
      expect(kept).not.toContain('secret')
      await store.batch((db) => [
        db.delete(store.t.mails),
        db.delete(store.t.channels),
        db.delete(store.t.suppressions),
      ])
    }
    expect(smtp.taken).toEqual([])
  })

  it('one bad address delays nobody, whatever is answered for it', async () => {
    const readers = ['ana@example.org', 'bad@example.org', 'bo@example.org', 'eva@example.org']
    for (const stage of ['rcpt', 'end'] as const)
      for (const [text, fates] of answers.filter(([, one]) => one[stage] !== 'paused')) {
        smtp.taken.length = 0
        for (const reader of readers) await plan(reader)
        smtp.answer(stage, text, 'bad@example.org')
        await send()
        // A server that says it is shutting down is asked for nothing more at this moment.
        if (text.startsWith('421')) await send()
        const others = readers.filter((one) => one !== 'bad@example.org')
        expect([text, stage, fates[stage], smtp.taken.map(({ to }) => to).sort()]).toEqual([
          text,
          stage,
          fates[stage],
          others,
        ])
        await store.batch((db) => [db.delete(store.t.mails), db.delete(store.t.suppressions)])
        now += minuteMs
      }
  })

  it('an address that does not exist gets nothing more, until somebody lifts that', async () => {
    await plan('gone@example.org')
    smtp.answer('rcpt', '550 5.1.1 no such user', 'gone@example.org')
    await send()
    smtp.answer(undefined)
    smtp.taken.length = 0
    const id = await plan('Gone@Example.org')
    await send()
    expect(smtp.taken).toEqual([])
    expect(await getMail(store, personalOrg, id)).toMatchObject({
      state: 'failed',
      outcome: expect.stringMatching(/^suppressed \(bounced\): .*550 5\.1\.1 no such user$/),
    })
  })
})
