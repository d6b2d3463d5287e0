import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** Where a mail server is asked something. */
export const smtpStages = ['connect', 'auth', 'mail', 'rcpt', 'end'] as const
export type SmtpStage = (typeof smtpStages)[number]

export interface AnsweringSmtp {
  readonly url: string
  /** Bytes of what it took, by reader. */
  readonly taken: { readonly to: string; readonly bytes: Buffer }[]
  /** How many connections were opened. */
  connections(): number
  /** From now on it answers so at a stage; to mails for one address only, if it is named. */
  answer(stage: SmtpStage | undefined, text?: string, to?: string): void
  close(): Promise<void>
}

/** A real mail server of another package on this computer, that takes every mail unless it is told what to answer. */
export async function startAnsweringSmtp(): Promise<AnsweringSmtp> {
  const taken: { to: string; bytes: Buffer }[] = []
  let told: { stage: SmtpStage; text: string; to: string | undefined } | undefined
  let opened = 0
  const fault = (stage: SmtpStage, to?: string) => {
    if (told?.stage !== stage || (told.to !== undefined && told.to !== to)) return undefined
    const [code = '', ...words] = told.text.split(' ')
    return Object.assign(new Error(words.join(' ')), { responseCode: Number(code) })
  }
  const server = new SMTPServer({
    authMethods: ['PLAIN'],
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onConnect: (_, done) => {
      opened++
      done(fault('connect'))
    },
    onAuth: (_, __, done) => {
      const error = fault('auth')
      if (error) done(error)
      else done(null, { user: 'usage' })
    },
    onMailFrom: (_, __, done) => done(fault('mail')),
    onRcptTo: ({ address }, _, done) => done(fault('rcpt', address)),
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo[0]!.address
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const error = fault('end', to)
        if (!error) taken.push({ to, bytes: Buffer.concat(chunks) })
        done(error ?? null, '2.0.0 queued')
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://usage:secret@127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    connections: () => opened,
    answer: (stage, text = '', to) => {
      told = stage && { stage, text, to }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
