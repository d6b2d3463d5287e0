import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StageResult } from '../../src/core/mail-test.ts'
import { toDkimRecord } from '../../src/server/mail/dkim.ts'
import { findNotes } from '../../src/server/mail/mail-notes.ts'
import { testMail } from '../../src/server/mail/mail-test.ts'
import { pauseChannel } from '../../src/server/store/mail-channels.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { suppress } from '../../src/server/store/suppressions.ts'
import { openAccountWorld } from '../support/accounts.ts'
import { type AnsweringSmtp, startAnsweringSmtp } from '../support/answering-smtp.ts'
import { createDkim, verifyDkim } from '../support/dkim.ts'
import { newFolder } from '../support/program.ts'
import { noon } from '../support/records.ts'

let smtp: AnsweringSmtp
beforeAll(async () => {
  smtp = await startAnsweringSmtp()
})
afterAll(() => smtp.close())

const nothingInDns = async () => {
  throw Object.assign(new Error('none'), { code: 'ENODATA' })
}
const options = (smtpUrl: string | undefined, more = {}) => ({
  ...{ smtpUrl, outbox: newFolder(), from: { name: 'usage-audit', address: 'audit@example.org' }, dkim: undefined },
  ...{ deadlineMs: 3_000, resolveTxt: nothingInDns, now: () => noon, ...more },
})
const test = (url: string | undefined, more = {}) =>
  testMail(options(url, more), { to: 'ana@example.org', locale: 'en' })
const told = (stages: readonly StageResult[]) =>
  stages
    .filter(({ state }) => state !== 'skipped')
    .map(({ stage, state, fault }) => (state === 'ok' ? stage : `${stage}: ${fault}`))

describe('a test mail', () => {
  it('passes every stage, is signed, and arrives', async () => {
    const dkim = createDkim()
    const { stages, channel } = await test(smtp.url, { dkim })
    expect(told(stages)).toEqual(['dns', 'tcp', 'auth', 'sender', 'recipient', 'delivered'])
    expect(stages.find(({ stage }) => stage === 'tls')?.state).toBe('skipped')
    expect([channel, JSON.stringify(stages)]).toEqual([
      expect.stringMatching(/^smtp 127\.0\.0\.1:\d+$/),
      expect.not.stringContaining('secret'),
    ])
    const { bytes } = smtp.taken.at(-1)!
    expect((await simpleParser(bytes)).subject).toBe('A test mail of usage-audit')
    expect((await verifyDkim(bytes, dkim)).map(({ result }) => result)).toEqual(['pass'])
  })

  it.each([
    ['connect', '554 5.7.1 you are listed', ['dns', 'tcp: not_greeted']],
    ['auth', '535 5.7.8 wrong password', ['dns', 'tcp', 'auth: sign_in']],
    ['auth', '454 4.7.0 later', ['dns', 'tcp', 'auth: later']],
    ['mail', '553 5.1.8 not from you', ['dns', 'tcp', 'auth', 'sender: sender']],
    ['mail', '530 5.7.0 sign in', ['dns', 'tcp', 'auth', 'sender: sign_in']],
    ['rcpt', '550 5.1.1 no such user', ['dns', 'tcp', 'auth', 'sender', 'recipient: recipient']],
    ['rcpt', '554 5.7.1 relay access denied', ['dns', 'tcp', 'auth', 'sender', 'recipient: relay']],
    ['rcpt', '450 4.2.1 greylisted', ['dns', 'tcp', 'auth', 'sender', 'recipient: later']],
    ['end', '554 5.7.1 spam', ['dns', 'tcp', 'auth', 'sender', 'recipient', 'delivered: refused']],
  ] as const)('stops at %s where that is answered with %j', async (stage, text, wanted) => {
    smtp.answer(stage, text)
    const { stages } = await test(smtp.url)
    smtp.answer(undefined)
    expect(told(stages)).toEqual(wanted)
    expect(stages.find(({ state }) => state === 'failed')?.detail).toContain(text.slice(4))
  })

  it('says that nobody answers, that there is no such server, and that a certificate cannot be trusted', async () => {
    expect(told((await test('smtp://no-such-host.invalid')).stages)).toEqual(['dns: unknown_host'])
    const tls = new SMTPServer({ secure: true })
    tls.on('error', () => {})
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve))
    const { port } = tls.server.address() as AddressInfo
    expect(told((await test(`smtps://127.0.0.1:${port}`)).stages)).toEqual(['dns', 'tcp', 'tls: untrusted'])
    await new Promise<void>((resolve) => tls.close(() => resolve()))
    expect(told((await test(`smtp://127.0.0.1:${port}`)).stages)).toEqual(['dns', 'tcp: unreachable'])
    expect(told((await test(smtp.url.replace('smtp:', 'smtps:'))).stages)).toEqual(['dns', 'tcp', 'tls: no_tls'])
  })

  it('becomes a file where no mail server is set', async () => {
    const { channel, stages, notes } = await test(undefined)
    expect([channel, told(stages), notes]).toEqual(['outbox', ['delivered'], []])
    expect(readFileSync(stages.at(-1)!.detail!, 'utf8')).toContain('Subject: A test mail of usage-audit')
  })
})

describe('what DNS says of the sender', () => {
  const dkim = createDkim()
  const zone = (records: Readonly<Record<string, string>>) => async (name: string) =>
    records[name] === undefined ? nothingInDns() : [[records[name].slice(0, 50), records[name].slice(50)]]
  const codes = async (records: Readonly<Record<string, string>>, key = dkim) =>
    (await findNotes('audit@example.org', key, zone(records))).map(({ code }) => code)

  it('is compared with our key, and looked at for who may send', async () => {
    const own = { 'usage1._domainkey.example.org': toDkimRecord(dkim) }
    const others = { 'example.org': 'v=spf1 -all', '_dmarc.example.org': 'v=DMARC1; p=none' }
    expect(await codes({ ...own, ...others })).toEqual(['dkim_ok', 'spf_ok', 'dmarc_ok'])
    expect(await codes({})).toEqual(['dkim_absent', 'spf_absent', 'dmarc_absent'])
    expect((await codes(own, createDkim()))[0]).toBe('dkim_differs')
    const silent = await findNotes('a@localhost', undefined, async () => Promise.reject(new Error('timeout')))
    expect(silent.map(({ code }) => code)).toEqual(['from_local', 'dkim_off'])
  })
})

describe('the way out for mails, on the web', () => {
  it('says whether it is paused and whom nothing goes to, lifts that, and tests to the caller alone', async () => {
    const store = openSqlite(':memory:')
    const { owner, server, join } = await openAccountWorld(store)
    const at = `/api/v1/orgs/${personalOrg}`
    const row = { orgId: personalOrg, address: 'Gone@example.org', reason: 'bounced', detail: '550 5.1.1', at: noon }
    await suppress(store, row)
    const asked = { email: 'gone@example.org', name: 'The books', kind: 'org-month' }
    expect((await owner.call('POST', `${at}/recipients`, asked)).body.suppressed).toBeNull()
    expect((await owner.call('GET', `${at}/channel`)).body.suppressions).toEqual([])
    await store.batch((db) => [db.update(store.t.recipients).set({ confirmedAt: noon, tokenHash: null })])
    expect((await owner.call('GET', `${at}/recipients`)).body.recipients[0].suppressed).toBe('bounced')
    await pauseChannel(store, 'kept', { reason: '535 5.7.8 no', now: noon, isProbe: false })
    expect((await owner.call('GET', `${at}/channel`)).body).toMatchObject({
      ...{ kind: 'outbox', name: 'kept', folder: expect.stringMatching(/./), signed: false, waiting: 0 },
      paused: { reason: '535 5.7.8 no', until: noon + 300_000, failures: 1 },
      suppressions: [{ address: 'gone@example.org', reason: 'bounced', detail: '550 5.1.1', at: noon }],
    })
    expect((await owner.call('DELETE', `${at}/suppressions/gone@example.org`)).status).toBe(200)
    expect((await owner.call('DELETE', `${at}/suppressions/gone@example.org`)).status).toBe(404)
    // Whoever asks, it goes to themself, once the address is known to be theirs.
    expect((await owner.call('POST', `${at}/mail-test`, {})).body.error.code).toBe('email_invalid')
    const ada = await join('ada@example.org', 'admin')
    expect((await ada.call('POST', `${at}/mail-test`, { to: 'evil@example.org' })).status).toBe(422)
    expect((await ada.call('POST', `${at}/mail-test`, {})).body).toMatchObject({
      to: 'ada@example.org',
      channel: 'outbox',
    })
    expect((await ada.call('GET', `${at}/channel`)).body).toMatchObject({ paused: null, suppressions: [] })
    const bo = await join('bo@example.org', 'manager')
    for (const [method, path] of [
      ['GET', 'channel'],
      ['POST', 'mail-test'],
      ['DELETE', 'suppressions/a@b.org'],
    ] as const)
      expect((await bo.call(method, `${at}/${path}`, method === 'POST' ? {} : undefined)).status).toBe(403)
    await server.stop()
    await store.close()
  })
})
