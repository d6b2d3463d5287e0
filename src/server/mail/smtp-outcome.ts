import { toPlainText } from '../../core/text.ts'
import type { Outcome } from './channel.ts'

/** How far a delivery came; what a failure means depends on it. */
export type SmtpStage = 'connect' | 'login' | 'envelope' | 'body'

/** As nodemailer throws them. */
export interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
}

/** What asks for encryption or a sign-in, in an answer to anything. */
const wantsSetup: ReadonlySet<number> = new Set([530, 534, 535, 538])
/** By enhanced status code: it is the sign-in, the encryption or our own address that is turned down, whatever was asked. */
const ofChannel: ReadonlySet<string> = new Set(['1.7', '1.8', '7.3', '7.8', '7.9', '7.10', '7.11', '7.13', '7.14'])

/**
 * What a failure means for the mail, for its reader and for the channel (docs/mail.md has the table).
 * @param stage where it happened: once the body began, a lost connection proves nothing
 */
export function toOutcome(stage: SmtpStage, error: SmtpError): Outcome {
  const detail = toPlainText(error.message, 300)
  const answer = error.responseCode ?? 0
  if (answer < 400) return { ...withoutAnswer(stage, error), detail }
  if (answer < 500) {
    const away = stage === 'connect' || stage === 'login' || (answer === 421 && stage === 'envelope')
    return { kind: 'later', detail, ...(away && { away }) }
  }
  return { ...refused(stage, answer, error), detail }
}

type Judged = Omit<Outcome, 'detail'>

function refused(stage: SmtpStage, answer: number, { command, response = '' }: SmtpError): Judged {
  const enhanced = /^\d{3}[ -]5\.(\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? ''
  if (stage === 'connect' || stage === 'login' || wantsSetup.has(answer) || ofChannel.has(enhanced))
    return { kind: 'stopped' }
  if (command === 'MAIL FROM') return { kind: answer === 552 ? 'refused' : 'stopped' }
  // Nobody else's mail waits for it, and none is lost where the server was not yet told for whom it works.
  if (command === 'RCPT TO' && /\brelay(ing)?\b/i.test(response)) return { kind: 'later' }
  return enhanced.startsWith('1.') ? { kind: 'refused', address: 'unknown' } : { kind: 'refused' }
}

function withoutAnswer(stage: SmtpStage, error: SmtpError): Judged {
  if (stage === 'body') return { kind: 'uncertain' }
  if (error.code === 'EMESSAGE' || error.code === 'EENVELOPE' || error.code === 'email_invalid')
    return { kind: 'refused' }
  return isSetupFailure(error) ? { kind: 'stopped' } : { kind: 'later', away: true }
}

/** A certificate that does not hold, no STARTTLS where it is needed, no way to sign in: waiting will not help. */
export function isSetupFailure({ code, message }: SmtpError): boolean {
  if (code === 'EAUTH' || code === 'ECONFIG') return true
  return code === 'ETLS'
    ? !/closed|ECONNRESET|timed? ?out/i.test(message)
    : /certificate|self.signed|altnames/i.test(message)
}
