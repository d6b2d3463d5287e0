import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { sampleReport } from '../../../tests/support/report.ts'
import type { Mail } from './channel.ts'
import { composeMail } from './compose.ts'
import { createSmtpChannel } from './smtp.ts'
import { parseSmtpUrl } from './smtp-url.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const mail = (change: Partial<Mail> = {}): Mail => ({
  id: 'm1',
  period: '2026-10',
  from: 'reports@example.org',
  to: 'ana@example.org',
  bytes: Buffer.from('Subject: x\r\n\r\nfirst\r\n.\r\nMAIL FROM:<evil@example.org>\r\n'),
  ...change,
})

const send = (port: number, { login = '', ...change }: Partial<Mail> & { login?: string } = {}) =>
  createSmtpChannel({ url: `smtp://${login}127.0.0.1:${port}`, silenceMs: 400, deadlineMs: 3_000 }).send(mail(change))

interface Received {
  readonly from: string
  readonly to: string[]
  readonly bytes: Buffer
}

/** The real server of the npm package. */
async function listen(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { address: from } = envelope.mailFrom || { address: '' }
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), bytes: Buffer.concat(chunks) })
        done(null, '2.0.0 queued as A1')
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return { port: (server.server.address() as AddressInfo).port, received }
}

type Step = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'body' | 'end' | 'RSET' | 'QUIT'
type Answer = string | 'drop' | 'silence'

const usual: Readonly<Record<Step, Answer>> = {
  greeting: '220 mx.example.org ESMTP',
  EHLO: '250-mx.example.org\r\n250 AUTH PLAIN',
  AUTH: '235 2.7.0 welcome',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  body: '',
  end: '250 2.0.0 queued',
  RSET: '250 2.0.0 ok',
  QUIT: '221 bye',
}

/** A server that follows the protocol but for what it is told to answer at one step. */
async function listenWith(change: Partial<Record<Step, Answer | readonly Answer[]>>) {
  const told: Readonly<Record<Step, Answer | readonly Answer[]>> = { ...usual, ...change }
  const asked = new Map<Step, number>()
  /** Of several answers one after the other; the last holds on. */
  const next = (step: Step): Answer | undefined => {
    const all = told[step]
    if (typeof all === 'string' || all === undefined) return all
    const nth = asked.get(step) ?? 0
    asked.set(step, nth + 1)
    return all[Math.min(nth, all.length - 1)]
  }
  const log = { bodies: 0, commands: [] as string[] }
  const server: Server = createServer((socket) => {
    let inBody = false
    const takeLine = (line: string) => {
      if (!inBody) {
        log.commands.push(line)
        const step = line.slice(0, 4).toUpperCase() as Step
        const said = next(step) ?? '502 5.5.1 unknown'
        inBody = step === 'DATA' && said.startsWith('354')
        answer(socket, said)
      } else if (told.body !== '') answer(socket, told.body as Answer)
      else if (line === '.') {
        inBody = false
        log.bodies++
        answer(socket, next('end')!)
      }
    }
    socket.on('error', () => {})
    createInterface(socket).on('line', takeLine)
    answer(socket, next('greeting')!)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, log }
}

function answer(socket: Socket, text: Answer): void {
  if (text === 'drop') socket.destroy()
  else if (text !== 'silence') socket.write(`${text}\r\n`)
}

describe('createSmtpChannel', () => {
  it('createSmtpChannel › delivers the bytes as they are, to the envelope it was given', async () => {
    const { port, received } = await listen()
    const bytes = await composeMail({
      report: sampleReport(),
      reader: { name: 'Ana', address: 'ana@example.org', locale: 'pt-BR' },
      from: { name: 'usage-audit', address: 'reports@example.org' },
      messageId: '<m1@example.org>',
      date: new Date(0),
    })
    const outcome = await send(port, { bytes })
    expect(outcome).toEqual({ kind: 'sent', detail: '250 2.0.0 queued as A1' })
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ from: 'reports@example.org', to: ['ana@example.org'] })
    expect(received[0]!.bytes.equals(bytes)).toBe(true)
    const parsed = await simpleParser(received[0]!.bytes)
    expect(parsed.text).toContain('149 h de registro em 2 computadores')
  })

  it('createSmtpChannel › lets no line of the body end the mail', async () => {
    const { port, received } = await listen()
    await send(port)
    expect(received).toHaveLength(1)
    expect(received[0]!.bytes.toString()).toBe(Buffer.from(mail().bytes).toString())
  })

  it('createSmtpChannel › signs in with what the address says', async () => {
    const users: (string | undefined)[] = []
    const { port } = await listen({
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        users.push(username)
        done(null, password === 'p@ss' ? { user: username } : undefined)
      },
    })
    expect(await send(port, { login: 'ana%40x:p%40ss@' })).toMatchObject({ kind: 'sent' })
    expect(users).toEqual(['ana@x'])
  })

  const table: readonly (readonly [Step, Answer, string])[] = [
    ['greeting', '421 4.3.2 not now', 'later'],
    ['greeting', '554 5.7.1 you are listed', 'stopped'],
    ['greeting', 'drop', 'later'],
    ['greeting', 'silence', 'later'],
    ['MAIL', '451 4.3.0 not now', 'later'],
    ['MAIL', '530 5.7.0 sign in first', 'stopped'],
    ['MAIL', '550 5.7.1 this sender is not allowed', 'stopped'],
    ['MAIL', '552 5.3.4 too large', 'refused'],
    ['MAIL', 'drop', 'later'],
    ['RCPT', '450 4.2.1 greylisted', 'later'],
    ['RCPT', '550 5.1.1 no such user', 'refused'],
    ['RCPT', 'drop', 'later'],
    ['DATA', '451 4.3.0 not now', 'later'],
    ['DATA', '554 5.7.1 no', 'refused'],
    ['DATA', 'drop', 'later'],
    ['DATA', 'silence', 'later'],
    ['body', 'drop', 'uncertain'],
    ['end', '451 4.3.0 not now', 'later'],
    ['end', '421 4.3.2 closing', 'later'],
    ['end', '552 5.3.4 too large', 'refused'],
    ['end', '554 5.7.1 spam', 'refused'],
    ['end', 'drop', 'uncertain'],
    ['end', 'silence', 'uncertain'],
    ['end', 'hello', 'uncertain'],
  ]
  it.each(table)('createSmtpChannel › takes at %s the answer %j for: %s', async (step, text, kind) => {
    const { port } = await listenWith({ [step]: text })
    const outcome = await send(port)
    expect(outcome.kind).toBe(kind)
    if (/^\d/.test(text)) expect(outcome.detail).toContain(text.slice(4))
  })

  it.each([
    ['535 5.7.8 wrong password', 'stopped'],
    ['454 4.7.0 temporary failure', 'later'],
    ['drop', 'later'],
  ])('createSmtpChannel › takes a sign-in answered with %j for: %s, and tells no password', async (text, kind) => {
    const { port, log } = await listenWith({ AUTH: text })
    const outcome = await send(port, { login: 'ana:hunter2secret@' })
    expect(outcome.kind).toBe(kind)
    expect(JSON.stringify(outcome)).not.toContain('hunter2secret')
    expect(log.commands.join()).not.toContain('MAIL')
  })

  it('createSmtpChannel › never sends unsigned where it was told to sign in', async () => {
    const { port, log } = await listenWith({ EHLO: '250 mx.example.org', AUTH: '502 5.5.1 what' })
    expect(await send(port, { login: 'ana:secret@' })).toMatchObject({ kind: 'stopped' })
    expect(log.bodies).toBe(0)
  })

  it('createSmtpChannel › refuses a mail larger than the server says it takes', async () => {
    const { port } = await listenWith({ EHLO: '250-mx.example.org\r\n250 SIZE 10' })
    expect(await send(port)).toMatchObject({ kind: 'refused' })
  })

  it('createSmtpChannel › tries later where nobody listens', async () => {
    const { port } = await listen()
    closers.splice(0)[0]!()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await send(port)).toMatchObject({ kind: 'later' })
    const nowhere = createSmtpChannel({ url: 'smtp://no-such-host.invalid' })
    expect(await nowhere.send(mail())).toMatchObject({ kind: 'later' })
  })

  it('createSmtpChannel › stops at a certificate that it cannot trust', async () => {
    const { port } = await listen({ secure: true })
    const channel = createSmtpChannel({ url: `smtps://127.0.0.1:${port}`, silenceMs: 2_000 })
    expect(await channel.send(mail())).toMatchObject({ kind: 'stopped' })
  })

  it.skipIf(process.platform === 'win32')('createSmtpChannel › leaves this machine only under TLS', async () => {
    const { port, log } = await listenWith({})
    const channel = createSmtpChannel({ url: `smtp://ana:hunter2secret@0.0.0.0:${port}`, silenceMs: 2_000 })
    expect(await channel.send(mail())).toMatchObject({ kind: 'stopped' })
    expect(log.commands.filter((line) => !/^(EHLO|STARTTLS)/.test(line))).toEqual([])
  })

  it('createSmtpChannel › uses a connection again, also after a mail that was refused', async () => {
    const { port, log } = await listenWith({ end: ['554 5.7.1 spam', '250 2.0.0 queued', '250 2.0.0 queued'] })
    const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}` })
    const kinds = []
    for (let i = 0; i < 3; i++) kinds.push((await channel.send(mail())).kind)
    channel.close!()
    expect(kinds).toEqual(['refused', 'sent', 'sent'])
    expect(log.commands.map((line) => line.slice(0, 4))).toEqual([
      ...['EHLO', 'MAIL', 'RCPT', 'DATA', 'RSET', 'MAIL', 'RCPT', 'DATA', 'MAIL', 'RCPT', 'DATA'],
    ])
  })

  it.each([
    ['MAIL', 'drop'],
    ['RCPT', 'drop'],
    ['DATA', 'drop'],
    ['MAIL', '421 4.4.2 you were silent for too long'],
  ] as const)(
    'createSmtpChannel › sends over another connection what one it had kept answers at %s with %j',
    async (step, text) => {
      const { port, log } = await listenWith({ [step]: [usual[step], text, usual[step]] })
      const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}` })
      expect(await channel.send(mail())).toMatchObject({ kind: 'sent' })
      expect(await channel.send(mail())).toMatchObject({ kind: 'sent' })
      channel.close!()
      expect([log.bodies, log.commands.filter((line) => line.startsWith('EHLO')).length]).toEqual([2, 2])
    },
  )

  it('createSmtpChannel › sends no mail twice that a kept connection lost after its body began', async () => {
    const { port, log } = await listenWith({ end: ['250 2.0.0 queued', 'drop'] })
    const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}` })
    await channel.send(mail())
    expect((await channel.send(mail())).kind).toBe('uncertain')
    expect(log.bodies).toBe(2)
  })

  it('createSmtpChannel › opens a new connection after a hundred mails', async () => {
    const { port, log } = await listenWith({})
    const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}` })
    for (let i = 0; i < 101; i++) await channel.send(mail())
    channel.close!()
    expect([log.bodies, log.commands.filter((line) => line.startsWith('EHLO')).length]).toEqual([101, 2])
  })

  it('createSmtpChannel › ends at its deadline, uncertain once the body has gone', async () => {
    const { port } = await listenWith({ end: 'silence' })
    const channel = createSmtpChannel({ url: `smtp://127.0.0.1:${port}`, deadlineMs: 300 })
    expect(await channel.send(mail())).toEqual({ kind: 'uncertain', detail: 'no answer within 0.3 s' })
  })

  it('createSmtpChannel › lets no address bring a command', async () => {
    const { port, log } = await listenWith({})
    const to = 'ana@example.org>\r\nRCPT TO:<evil@example.org'
    expect(await send(port, { to })).toMatchObject({ kind: 'refused' })
    expect(await send(port, { from: to })).toMatchObject({ kind: 'refused' })
    expect(log.commands).toEqual([])
  })
})

describe('parseSmtpUrl', () => {
  it('parseSmtpUrl › knows the usual ports, and which hosts are this machine', () => {
    expect(parseSmtpUrl('smtp://mail.example.org')).toMatchObject({ port: 587, secure: false, loopback: false })
    expect(parseSmtpUrl('smtps://u:p@mail.example.org')).toMatchObject({ port: 465, secure: true })
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])
      expect(parseSmtpUrl(`smtp://${host}:25`)).toMatchObject({ loopback: true, port: 25 })
    expect(parseSmtpUrl('smtp://127.0.0.1.example.org')).toMatchObject({ loopback: false })
  })

  it.each([
    '',
    'mail.example.org',
    'http://mail.example.org',
    'smtp://',
    'smtp://u@mail.example.org',
    'smtp://u:%zz@mail.example.org',
    'smtp://mail.example.org/?ignoreTLS=1',
    'smtp://mail.example.org/path',
  ])('parseSmtpUrl › refuses %j', (url) => {
    expect(() => parseSmtpUrl(url)).toThrow(expect.objectContaining({ code: 'config' }))
  })
})
