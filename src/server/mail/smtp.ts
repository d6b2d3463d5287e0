import { Readable } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { toAddress } from '../../core/addresses.ts'
import { toPlainText } from '../../core/text.ts'
import type { Channel, Mail, Outcome } from './channel.ts'
import { parseSmtpUrl, type SmtpServer } from './smtp-url.ts'

export interface SmtpOptions {
  /** `smtp://user:pass@host:587` or `smtps://user:pass@host:465` */
  readonly url: string
  /** Silence that ends a connection. */
  readonly silenceMs?: number
  /** What a whole delivery may take. */
  readonly deadlineMs?: number
  readonly tls?: Pick<ConnectionOptions, 'ca'>
}

/** How far a delivery came; what a failure means depends on it. */
type Stage = 'connect' | 'login' | 'envelope' | 'body'

interface Delivery {
  readonly connection: SMTPConnection
  stage: Stage
}

/**
 * Sends mails over SMTP, one connection each. Off the own machine there is no sending without TLS; credentials that were
 * given are used or nothing is sent.
 * @throws AppError `config` for an address that is none
 */
export function createSmtpChannel({ url, silenceMs = 60_000, deadlineMs = 300_000, tls = {} }: SmtpOptions): Channel {
  const server = parseSmtpUrl(url)
  return {
    name: `smtp ${server.host}:${server.port}`,
    async send(mail) {
      const setupMs = Math.min(silenceMs, 15_000)
      const connection = new SMTPConnection({
        host: server.host,
        port: server.port,
        secure: server.secure,
        requireTLS: !server.secure && !server.loopback,
        ignoreTLS: !server.secure && server.loopback,
        connectionTimeout: setupMs,
        greetingTimeout: setupMs,
        dnsTimeout: setupMs,
        socketTimeout: silenceMs,
        tls: { minVersion: 'TLSv1.2', ...tls },
      })
      const delivery: Delivery = { connection, stage: 'connect' }
      try {
        return await settle(delivery, deliver(delivery, server, mail), deadlineMs)
      } finally {
        connection.close()
      }
    },
  }
}

/** Turns whatever ends the delivery first into its outcome: success, an error on the way, or the deadline. */
async function settle(delivery: Delivery, sent: Promise<string>, deadlineMs: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined
  const broken = new Promise<never>((_, reject) => {
    delivery.connection.on('error', reject)
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs / 1_000} s`)), deadlineMs)
  })
  try {
    return { kind: 'sent', detail: toPlainText(await Promise.race([sent, broken]), 300) }
  } catch (error) {
    return toOutcome(delivery.stage, error as SmtpError)
  } finally {
    clearTimeout(timer)
    sent.catch(() => {})
    broken.catch(() => {})
  }
}

async function deliver(delivery: Delivery, server: SmtpServer, mail: Mail): Promise<string> {
  const { connection } = delivery
  const envelope = { from: toAddress(mail.from), to: [toAddress(mail.to)], size: mail.bytes.byteLength }
  await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
  delivery.stage = 'login'
  const { credentials } = server
  if (credentials) {
    await new Promise<void>((resolve, reject) =>
      connection.login({ ...credentials }, (error) => (error ? reject(error) : resolve())),
    )
  }
  delivery.stage = 'envelope'
  const response = await new Promise<string>((resolve, reject) =>
    connection.send(envelope, bodyOf(mail, delivery), (error, info) =>
      error ? reject(error) : resolve(info?.response ?? ''),
    ),
  )
  connection.quit()
  return response
}

/** The bytes, handed out only once the server has asked for them: from there on a lost connection proves nothing. */
function bodyOf({ bytes }: Mail, delivery: Delivery): Readable {
  return Readable.from(
    (function* () {
      delivery.stage = 'body'
      yield Buffer.from(bytes)
    })(),
  )
}

interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
}

/** What asks for encryption or a sign-in in an answer to anything but the mail itself. */
const wantsSetup: ReadonlySet<number> = new Set([530, 534, 535, 538])

function toOutcome(stage: Stage, error: SmtpError): Outcome {
  return { kind: toKind(stage, error), detail: toPlainText(error.message, 300) }
}

function toKind(stage: Stage, error: SmtpError): Outcome['kind'] {
  const answer = error.responseCode ?? 0
  if (answer >= 400 && answer < 500) return 'later'
  if (answer < 400) return withoutAnswer(stage, error)
  if (stage === 'connect' || stage === 'login' || wantsSetup.has(answer)) return 'stopped'
  return error.command === 'MAIL FROM' && answer !== 552 ? 'stopped' : 'refused'
}

function withoutAnswer(stage: Stage, error: SmtpError): Outcome['kind'] {
  if (stage === 'body') return 'uncertain'
  if (error.code === 'EMESSAGE' || error.code === 'EENVELOPE' || error.code === 'email_invalid') return 'refused'
  return isSetupFailure(error) ? 'stopped' : 'later'
}

/** A certificate that does not hold, no STARTTLS where it is needed, no way to sign in: waiting will not help. */
function isSetupFailure({ code, message }: SmtpError): boolean {
  if (code === 'EAUTH' || code === 'ECONFIG') return true
  return code === 'ETLS'
    ? !/closed|ECONNRESET|timed? ?out/i.test(message)
    : /certificate|self.signed|altnames/i.test(message)
}
