import { Readable } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { toAddress } from '../../core/addresses.ts'
import type { Mail } from './channel.ts'
import type { SmtpStage } from './smtp-outcome.ts'
import type { SmtpServer } from './smtp-url.ts'

export interface SessionLimits {
  /** Silence that ends a connection. */
  readonly silenceMs: number
  /** What opening a connection may take, and then each mail. */
  readonly deadlineMs: number
  readonly tls: Pick<ConnectionOptions, 'ca'>
}

/** A connection to a mail server, and how far it came with the mail under way. */
export interface Session {
  readonly connection: SMTPConnection
  readonly limits: SessionLimits
  stage: SmtpStage
  /** How many mails went over it. */
  mails: number
  alive: boolean
  /** Nothing is left of a mail before. */
  isClear: boolean
}

/** Off the own machine there is nothing said without TLS. */
export function createSession(server: SmtpServer, limits: SessionLimits): Session {
  const setupMs = Math.min(limits.silenceMs, 15_000)
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: !server.secure && !server.loopback,
    ignoreTLS: !server.secure && server.loopback,
    connectionTimeout: setupMs,
    greetingTimeout: setupMs,
    dnsTimeout: setupMs,
    socketTimeout: limits.silenceMs,
    tls: { minVersion: 'TLSv1.2', ...limits.tls },
  })
  const session: Session = { connection, limits, stage: 'connect', mails: 0, alive: true, isClear: true }
  const end = () => {
    session.alive = false
  }
  // Also while nobody waits for it, or an error would end the process.
  connection.on('error', end)
  connection.once('end', end)
  return session
}

/** @throws SmtpError */
export const connectSession = (session: Session): Promise<unknown> =>
  answered(session, (done) => session.connection.connect(done))

/** @throws SmtpError */
export const signIn = (session: Session, credentials: NonNullable<SmtpServer['credentials']>): Promise<unknown> => {
  session.stage = 'login'
  return answered(session, (done) => session.connection.login({ ...credentials }, done))
}

/** Whom a mail is from and to, and its length, as the server is told. */
export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
  readonly size: number
}

/** @throws AppError `email_invalid` */
export const toEnvelope = (mail: Mail): Envelope => ({
  from: toAddress(mail.from),
  to: [toAddress(mail.to)],
  size: mail.bytes.byteLength,
})

/** @returns the server's answer. @throws SmtpError */
export async function deliver(session: Session, envelope: Envelope, mail: Mail): Promise<string> {
  session.stage = 'envelope'
  session.mails++
  // The package writes into what it is given how the mail fared.
  const own = { ...envelope, to: [...envelope.to] }
  const info = await answered<{ readonly response: string } | undefined>(session, (done) =>
    session.connection.send(own, bodyOf(mail, session), done),
  )
  return info?.response ?? ''
}

/** Forgets a mail that was not taken, so that the next may go over the same connection. @throws SmtpError */
export const resetSession = (session: Session): Promise<unknown> => {
  session.stage = 'envelope'
  return answered(session, (done) => session.connection.reset(done))
}

/** Whether the process stays for it. */
export function holdOpen({ connection: { _socket: socket } }: Session, held: boolean): void {
  if (socket) held ? socket.ref() : socket.unref()
}

/** Takes leave, and waits for nothing. */
export function leaveSession({ connection, alive, stage }: Session): void {
  if (alive && stage !== 'connect') connection.quit()
  connection.close()
}

/** The bytes, handed out only once the server has asked for them: from there on a lost connection proves nothing. */
function bodyOf({ bytes }: Mail, session: Session): Readable {
  return Readable.from(
    (function* () {
      session.stage = 'body'
      yield Buffer.from(bytes)
    })(),
  )
}

/** What the server answers; or whatever ends the connection first, or the deadline. */
function answered<T>(
  { connection, limits: { deadlineMs } }: Session,
  ask: (done: (error?: Error | null, value?: T) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const settle = (error?: Error | null, value?: T) => {
      clearTimeout(timer)
      connection.off('error', settle)
      connection.off('end', ended)
      if (error) reject(error)
      else resolve(value as T)
    }
    // Whoever ended it says why in the same breath.
    const ended = () => setImmediate(settle, new Error('the connection was closed'))
    const timer = setTimeout(settle, deadlineMs, new Error(`no answer within ${deadlineMs / 1_000} s`))
    connection.once('error', settle)
    connection.once('end', ended)
    ask(settle)
  })
}
