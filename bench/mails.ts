import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { sendDueMails } from '../src/server/jobs/send-mails.ts'
import { createLog } from '../src/server/log.ts'
import type { Mail } from '../src/server/mail/channel.ts'
import { composeMail } from '../src/server/mail/compose.ts'
import { createSmtpChannel } from '../src/server/mail/smtp.ts'
import { addReport } from '../src/server/store/ledger.ts'
import { openStore } from '../src/server/store/open.ts'
import { personalOrg } from '../src/server/store/people.ts'
import { enroll, noon } from '../tests/support/records.ts'
import { emptyReport, sampleReport } from '../tests/support/report.ts'
import type { BenchRow } from './bench-row.ts'
import { interleave } from './support/rounds.ts'

const rounds = 7
const mailsEach = 300
const inLedger = 200
const connections = 5

/** How many mails a second leave, over connections that are kept, to a mail server of this computer. */
export async function mails(): Promise<BenchRow[]> {
  const server = await listen()
  try {
    const { ours, floor } = await throughPool(server.port)
    const goal = '≥ 250 mails/s'
    const row = { unit: 'mails/s', goal, lowerIsBetter: false }
    return [
      { name: 'mails through pooled SMTP', ...row, ours, floor, floorName: "nodemailer's own pool, the same bytes" },
      {
        ...{ name: 'the same, each claimed and written down', unit: 'mails/s', floor: [], floorName: 'none', goal: '' },
        ...{ lowerIsBetter: false, ours: await throughLedger(server.port) },
      },
    ]
  } finally {
    server.close()
  }
}

async function listen() {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _, done) => {
      stream.resume()
      stream.on('end', () => done(null, '2.0.0 queued'))
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.server.address() as AddressInfo).port, close: () => server.close() }
}

async function throughPool(port: number) {
  const mail = await sampleMail()
  const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}` })
  const pool = createTransport({ host: '127.0.0.1', port, pool: true, maxConnections: connections, ignoreTLS: true })
  const envelope = { from: mail.from, to: [mail.to] }
  const values = await interleave(rounds, {
    ours: () => rateOf(mailsEach, async () => void (await channel.send(mail))),
    floor: () => rateOf(mailsEach, async () => void (await pool.sendMail({ envelope, raw: Buffer.from(mail.bytes) }))),
  })
  channel.close?.()
  pool.close()
  return values
}

async function sampleMail(): Promise<Mail> {
  const from = { name: 'usage-audit', address: 'reports@example.org' }
  const reader = { name: 'Ana', address: 'ana@example.org', locale: 'en' as const }
  const letter = { report: sampleReport(), reader, from, messageId: '<m@example.org>', date: new Date(noon) }
  return { id: 'm', period: '2026-10', from: from.address, to: reader.address, bytes: await composeMail(letter) }
}

/** As many at once as there are connections. */
async function rateOf(count: number, send: () => Promise<void>): Promise<number> {
  const start = performance.now()
  let left = count
  const sendOn = async () => {
    while (left-- > 0) await send()
  }
  await Promise.all(Array.from({ length: connections }, sendOn))
  return (count / (performance.now() - start)) * 1_000
}

/** With a database on disk: claim, sending and what became of it are a commit each. */
async function throughLedger(port: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-mails-'))
  const store = await openStore(`file:${join(folder, 'server.db')}`)
  const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}` })
  const { user } = await enroll(store)
  const { bytes } = await sampleMail()
  const from = { name: 'usage-audit', address: 'reports@example.org' }
  const options = { channel, from, log: createLog('silent'), compose: async () => bytes }
  const rates: number[] = []
  for (let round = 0; round < 3; round++) {
    const report = { orgId: personalOrg, user, figures: emptyReport(), planned: false, address: 'ana@example.org' }
    for (let i = 0; i < inLedger; i++) await addReport(store, { ...report, now: noon })
    const start = performance.now()
    await sendDueMails(store, options, () => noon)
    rates.push((inLedger / (performance.now() - start)) * 1_000)
  }
  channel.close?.()
  await store.close()
  rmSync(folder, { recursive: true })
  return rates
}
