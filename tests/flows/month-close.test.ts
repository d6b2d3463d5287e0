import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, it } from 'vitest'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { closePeriods } from '../../src/server/jobs/close-periods.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { sendDueMails } from '../../src/server/jobs/send-mails.ts'
import { createLog } from '../../src/server/log.ts'
import { createOutbox } from '../../src/server/mail/outbox.ts'
import { createSmtpChannel } from '../../src/server/mail/smtp.ts'
import { findMails } from '../../src/server/store/ledger.ts'
import { personalOrg, type User } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const hourMs = 3_600_000
const december = Date.UTC(2026, 11, 1)
const options = { hour: 8, addressOf: (user: User) => user.email }
const log = createLog('silent')
const from = { name: 'usage-audit', address: 'audit@example.org' }
const mails = async (store: Store) => (await findMails(store, personalOrg, 10)).map(({ state }) => state)

/** A store in which Ana's November is recorded; with `lastHour` its end too, so that all data is here. */
async function openNovember(open: () => Promise<Store>, lastHour = false, zone = 'UTC') {
  const store = await open()
  const { device } = await enroll(store, { zone })
  const batch = aBatch()
  const clock = { zone: 'UTC', offsetMs: 0 }
  const end = december + hourMs
  const more: typeof batch.spans = [[0, 'clock', december - hourMs, end, null, clock]]
  const sent = { ...batch, spans: lastHour ? [...batch.spans, ...more] : batch.spans }
  await applyBatch(store, device, parseBatch(sent), noon)
  await rollUp(store)
  return store
}

describeStores('closePeriods', (open) => {
  it('plans a month once, however often and by how many it is asked', async () => {
    const store = await openNovember(open, true)
    const at = december + hourMs
    const closed = await Promise.all([1, 2, 3].map(() => closePeriods(store, options, at)))
    expect(closed.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await closePeriods(store, options, at + 24 * hourMs)).toBe(0)
    expect(await mails(store)).toEqual(['planned'])
  })

  it('waits for the last data until the send hour, then freezes without it', async () => {
    const store = await openNovember(open)
    expect(await closePeriods(store, options, december + 7 * hourMs)).toBe(0)
    expect(await closePeriods(store, options, december + 8 * hourMs)).toBe(1)
  })

  it('closes by the zone of the reader', async () => {
    const store = await openNovember(open, false, 'America/Sao_Paulo')
    expect(await closePeriods(store, options, december + 10 * hourMs)).toBe(0)
    expect(await closePeriods(store, options, december + 11 * hourMs)).toBe(1)
  })

  it('makes up for downtime over the first, and plans nothing for months before the first record', async () => {
    const store = await openNovember(open)
    expect(await closePeriods(store, options, december + 40 * 24 * hourMs)).toBe(2)
    const { db, t } = store
    const periods = (await db.select().from(t.reports)).map(({ period }) => period)
    expect(periods.sort()).toEqual(['2026-11', '2026-12'])
  })

  it('freezes the figures: later data does not change them', async () => {
    const store = await openNovember(open)
    await closePeriods(store, options, december + 8 * hourMs)
    const read = async () => (await store.db.select().from(store.t.reports))[0]!.figures
    const before = await read()
    await store.batch((db) => [db.delete(store.t.usageMonths)])
    expect(await read()).toEqual(before)
    expect(before).toMatchObject({ closed: true, recordedMs: hourMs, apps: [{ name: 'Firefox', cpuMs: 60_000 }] })
  })
})

describeStores('a planned report', (open) => {
  const opened: SMTPServer[] = []
  afterEach(async () => {
    for (const server of opened.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()))
  })

  it('arrives once at a real SMTP server, whole and true', async () => {
    const received: Buffer[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          received.push(Buffer.concat(chunks))
          done()
        })
      },
    })
    opened.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.server.address() as AddressInfo
    const store = await openNovember(open)
    const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}` })
    for (let i = 0; i < 2; i++) {
      await closePeriods(store, options, december + 8 * hourMs)
      await sendDueMails(store, { channel, from, log }, () => december + 8 * hourMs)
    }
    expect(received).toHaveLength(1)
    const mail = await simpleParser(received[0]!)
    expect(mail.subject).toContain('November')
    expect(mail.text).toContain('Firefox')
    expect(String(mail.html)).toContain('Firefox')
    expect(mail.attachments.length).toBeGreaterThan(0)
    expect(mail.attachments.filter(({ contentType, related }) => contentType !== 'image/png' || !related)).toEqual([])
    expect(await mails(store)).toEqual(['sent'])
  })

  it('becomes a file in the outbox where no SMTP is set', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'usage-audit-')), 'outbox')
    const store = await openNovember(open)
    await closePeriods(store, options, december + 8 * hourMs)
    await sendDueMails(store, { channel: createOutbox(folder), from, log }, () => december + 8 * hourMs)
    const [file, ...others] = readdirSync(folder)
    expect(others).toEqual([])
    expect((await simpleParser(readFileSync(join(folder, file!)))).text).toContain('Firefox')
    if (process.platform === 'win32') return
    expect([folder, join(folder, file!)].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600])
  })
})
