import { promises as dns } from 'node:dns'
import { isIP } from 'node:net'
import { type ConnectionOptions, TLSSocket } from 'node:tls'
import { type MailFault, type MailStage, mailStages, type StageResult } from '../../core/mail-test.ts'
import { toPlainText } from '../../core/text.ts'
import { secondMs } from '../../core/time.ts'
import type { Mail } from './channel.ts'
import type { SmtpError, SmtpStage } from './smtp-outcome.ts'
import {
  connectSession,
  createSession,
  deliver,
  leaveSession,
  type Session,
  signIn,
  toEnvelope,
} from './smtp-session.ts'
import type { SmtpServer } from './smtp-url.ts'

/** A stage that was passed, with what was found. */
export type Passed = readonly [MailStage, string | null]

export interface Failed {
  readonly stage: MailStage
  readonly fault: MailFault
  readonly detail: string
}

/** Every stage, in order; what is not told of was skipped. */
export const toStages = (passed: readonly Passed[], failed?: Failed): StageResult[] =>
  mailStages.map((stage): StageResult => {
    if (failed?.stage === stage) return { ...failed, state: 'failed' }
    const found = passed.find(([one]) => one === stage)
    return { stage, state: found ? 'ok' : 'skipped', detail: found?.[1] ?? null, fault: null }
  })

/** Sends a mail as the channel does, and says of each stage how it went. */
export async function testSmtp(
  server: SmtpServer,
  mail: Mail,
  { deadlineMs, tls }: { readonly deadlineMs: number; readonly tls: Pick<ConnectionOptions, 'ca'> },
): Promise<StageResult[]> {
  const passed: Passed[] = []
  const session = createSession(server, { silenceMs: deadlineMs, deadlineMs, tls })
  try {
    const found = await findServer(server.host, deadlineMs)
    if (typeof found !== 'string') return toStages([], found)
    passed.push(['dns', found])
    await pass(passed, session, server, mail)
    return toStages(passed)
  } catch (error) {
    const failed = judge(session.stage, error as SmtpError)
    return toStages([...passed, ...impliedBy(failed.stage, mail)], failed)
  } finally {
    leaveSession(session)
  }
}

async function findServer(host: string, deadlineMs: number): Promise<string | Failed> {
  if (isIP(host)) return host
  try {
    const found = await withinMs(dns.lookup(host, { all: true }), deadlineMs)
    return found.map(({ address }) => address).join(', ')
  } catch (error) {
    return { stage: 'dns', fault: 'unknown_host', detail: (error as Error).message }
  }
}

const withinMs = <T>(work: Promise<T>, ms: number): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(reject, ms, new Error(`no answer within ${ms / secondMs} s`)).unref()
    }),
  ])

async function pass(passed: Passed[], session: Session, { credentials }: SmtpServer, mail: Mail): Promise<void> {
  await connectSession(session)
  passed.push(['tcp', null], ...readTls(session))
  if (credentials) {
    await signIn(session, credentials)
    passed.push(['auth', credentials.user])
  }
  const answer = await deliver(session, toEnvelope(mail), mail)
  passed.push(['sender', mail.from], ['recipient', mail.to], ['delivered', toPlainText(answer, 300)])
}

function readTls({ connection: { _socket: socket } }: Session): Passed[] {
  if (!(socket instanceof TLSSocket)) return []
  const { subject, valid_to: until } = socket.getPeerCertificate()
  return [['tls', [socket.getProtocol(), subject?.CN, until].filter(Boolean).join(', ')]]
}

/** What must have been passed where a later stage failed. */
function impliedBy(stage: MailStage, { from, to }: Mail): Passed[] {
  if (stage === 'tls') return [['tcp', null]]
  if (stage === 'recipient') return [['sender', from]]
  return stage === 'delivered'
    ? [
        ['sender', from],
        ['recipient', to],
      ]
    : []
}

/** Which stage failed, and why. */
function judge(reached: SmtpStage, error: SmtpError): Failed {
  const detail = toPlainText(error.message, 300)
  if (reached === 'connect') return { ...judgeConnection(error), detail }
  if (reached === 'login') return { stage: 'auth', fault: isPassing(error) ? 'later' : 'sign_in', detail }
  const stage = reached === 'body' || error.command === 'DATA' ? 'delivered' : stageOf(error.command)
  if (error.responseCode === undefined) return { stage, fault: 'lost', detail }
  return { stage, fault: isPassing(error) ? 'later' : faultAt(stage, error), detail }
}

const isPassing = ({ responseCode = 0 }: SmtpError) => responseCode >= 400 && responseCode < 500

const stageOf = (command: string | undefined) => (command === 'RCPT TO' ? 'recipient' : 'sender')

function faultAt(stage: MailStage, { responseCode, response = '' }: SmtpError): MailFault {
  if (responseCode === 530 || responseCode === 538) return 'sign_in'
  if (stage === 'sender') return 'sender'
  if (stage === 'delivered') return 'refused'
  return /\brelay(ing)?\b/i.test(response) ? 'relay' : 'recipient'
}

function judgeConnection(error: SmtpError): Pick<Failed, 'stage' | 'fault'> {
  const { code, message, command } = error
  if (/certificate|self.signed|altnames/i.test(message)) return { stage: 'tls', fault: 'untrusted' }
  if (code === 'ETLS' || command === 'STARTTLS' || /wrong version|SSL|handshake|required STARTTLS/i.test(message))
    return { stage: 'tls', fault: 'no_tls' }
  const isGreeting = error.responseCode !== undefined || code === 'EPROTOCOL' || /greeting|closed/i.test(message)
  return { stage: 'tcp', fault: isGreeting ? 'not_greeted' : 'unreachable' }
}
