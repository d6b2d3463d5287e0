import type { ConnectionOptions } from 'node:tls'
import { toPlainText } from '../../core/text.ts'
import { secondMs } from '../../core/time.ts'
import type { Channel, Mail, Outcome } from './channel.ts'
import { type SmtpError, toOutcome } from './smtp-outcome.ts'
import {
  connectSession,
  createSession,
  deliver,
  type Envelope,
  holdOpen,
  leaveSession,
  resetSession,
  type Session,
  signIn,
  toEnvelope,
} from './smtp-session.ts'
import { parseSmtpUrl, type SmtpServer } from './smtp-url.ts'

export interface SmtpOptions {
  /** `smtp://user:pass@host:587` or `smtps://user:pass@host:465` */
  readonly url: string
  /** Mails a second, of all servers together; as many as it can take if not set. */
  readonly perSecond?: number | undefined
  /** Silence that ends a connection. */
  readonly silenceMs?: number
  /** What opening a connection may take, and then each mail. */
  readonly deadlineMs?: number
  readonly tls?: Pick<ConnectionOptions, 'ca'>
}

/** So many mails at once, each over a connection of its own; what the usual providers allow without asking. */
const connections = 5
/** A connection has taken as many as the least patient of the usual providers takes. */
const mailsEach = 100
/** A connection that waits for the next mail is given up after so long, before the other side does. */
const restMs = 5 * secondMs

/**
 * Sends mails over SMTP; a connection that is open is used again. Off the own machine there is no sending without TLS; credentials
 * that were given are used or nothing is sent.
 * @throws AppError `config` for an address that is none
 */
export function createSmtpChannel(options: SmtpOptions): Channel {
  const { url, perSecond, silenceMs = 60_000, deadlineMs = 300_000, tls = {} } = options
  const server = parseSmtpUrl(url)
  const pool = createPool()
  return {
    name: `smtp ${server.host}:${server.port}`,
    atOnce: connections,
    ...(perSecond !== undefined && { perSecond }),
    async send(mail) {
      const envelope = readEnvelope(mail)
      if ('kind' in envelope) return envelope
      const letter = { envelope, mail }
      for (;;) {
        const rested = pool.take()
        const session = rested ?? createSession(server, { silenceMs, deadlineMs, tls })
        const outcome = await sendOver(session, server, letter, rested === undefined)
        pool.giveBack(session, outcome)
        // The other side had closed it while it rested. The body had not begun, so the mail may go over another.
        if (rested === undefined || !outcome.away) return outcome
      }
    },
    close: () => pool.close(),
  }
}

/** What is no address is not even spoken of with the server. */
function readEnvelope(mail: Mail): Envelope | Outcome {
  try {
    return toEnvelope(mail)
  } catch (error) {
    return toOutcome('connect', error as SmtpError)
  }
}

interface Letter {
  readonly envelope: Envelope
  readonly mail: Mail
}

async function sendOver(
  session: Session,
  { credentials }: SmtpServer,
  { envelope, mail }: Letter,
  isNew: boolean,
): Promise<Outcome> {
  try {
    if (isNew) {
      await connectSession(session)
      if (credentials) await signIn(session, credentials)
    }
    if (!session.isClear) await resetSession(session)
    return { kind: 'sent', detail: toPlainText(await deliver(session, envelope, mail), 300) }
  } catch (error) {
    return toOutcome(session.stage, error as SmtpError)
  }
}

/** Connections that rest until the next mail; a process may end meanwhile. */
function createPool() {
  const resting = new Map<Session, NodeJS.Timeout>()
  let closed = false
  const leave = (session: Session) => {
    clearTimeout(resting.get(session))
    resting.delete(session)
    leaveSession(session)
  }
  return {
    take: (): Session | undefined => {
      for (const [session, timer] of [...resting].reverse()) {
        clearTimeout(timer)
        resting.delete(session)
        if (session.alive) {
          holdOpen(session, true)
          return session
        }
      }
      return undefined
    },
    giveBack: (session: Session, { kind, away }: Outcome): void => {
      const isFit = session.mails > 0 && session.mails < mailsEach && !away
      if (closed || !session.alive || !isFit || kind === 'uncertain' || kind === 'stopped') {
        leave(session)
        return
      }
      holdOpen(session, false)
      session.isClear = kind === 'sent'
      resting.set(session, setTimeout(leave, restMs, session).unref())
    },
    close: () => {
      closed = true
      for (const session of [...resting.keys()]) leave(session)
    },
  }
}
