import { randomUUID } from 'node:crypto'
import { AppError } from '../../core/errors.ts'
import type { Report } from '../../core/report/report.ts'
import { toPlainText } from '../../core/text.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { hourMs, minuteMs } from '../../core/time.ts'
import type { Log } from '../log.ts'
import type { Channel, Mail, Outcome } from '../mail/channel.ts'
import { type Correspondent, composeMail, type Letter } from '../mail/compose.ts'
import {
  findDueMails,
  getMail,
  getReport,
  type MailRow,
  type MailState,
  moveMail,
  releaseLapsedMails,
} from '../store/ledger.ts'
import { findOrgIds, getUser } from '../store/people.ts'
import type { Store } from '../store/store.ts'

export interface MailOptions {
  readonly channel: Channel
  readonly from: Correspondent
  readonly log: Log
  /** Makes the bytes of a mail; if not here, where it keeps nobody waiting. */
  compose?(letter: Letter): Promise<Uint8Array>
}

/** How long a claim holds, from the claim and again from the moment sending begins: far longer than any channel takes. */
const leaseMs = 15 * minuteMs
/** What is turned away for the moment is tried again after these, for three days in all. */
const retries = [
  5 * minuteMs,
  15 * minuteMs,
  hourMs,
  4 * hourMs,
  8 * hourMs,
  8 * hourMs,
  8 * hourMs,
  8 * hourMs,
  8 * hourMs,
  8 * hourMs,
  8 * hourMs,
  8 * hourMs,
]
/** How many of an organisation's mails are sent at one knock. */
const atOnce = 50

/**
 * Sends the mails that are due, longest due first. Each is claimed first, by a conditional update, so that of several servers
 * one sends it; from the claim on its state tells what may have happened to it.
 * @param now is read for each mail: a queue may take longer than a claim holds
 * @param signal ends the work after the mail under way
 */
export async function sendDueMails(
  store: Store,
  options: MailOptions,
  now: () => number,
  signal?: AbortSignal,
): Promise<void> {
  for (const orgId of await findOrgIds(store)) {
    if (signal?.aborted) return
    await releaseLapsedMails(store, orgId, now())
    for (let i = 0; i < atOnce && !signal?.aborted; i++) {
      // Read anew each time: while one mail was sent, somebody else may have tried the next and put it off.
      const [mail] = await findDueMails(store, orgId, now(), 1)
      if (mail === undefined) break
      if ((await sendMail(store, options, mail, now)) === 'stopped') return
    }
  }
}

/**
 * Sends one mail now if it is planned. A mail that cannot be made is `failed`, with the reason.
 * @returns what became of it; undefined if somebody else has it, or had it
 */
export async function sendMail(
  store: Store,
  options: MailOptions,
  mail: MailRow,
  now: () => number,
): Promise<Outcome['kind'] | undefined> {
  const attempts = mail.attempts + 1
  const claimed = { ...mail, state: 'claimed', claim: randomUUID(), dueAt: now() + leaseMs, attempts } as const
  if (!(await moveMail(store, { ...mail, state: 'planned', claim: null }, claimed))) return undefined
  const letter = await render(store, options, mail)
  if ('kind' in letter) return record(store, options, claimed, letter, now())
  const sending = { ...claimed, state: 'sending', dueAt: now() + leaseMs } as const
  if (!(await moveMail(store, claimed, sending))) return undefined
  const outcome = await options.channel.send(letter).catch(toUncertain)
  return record(store, options, sending, outcome, now())
}

/** The mail ready to leave, or why there is none. */
async function render(store: Store, options: MailOptions, mail: MailRow): Promise<Mail | Outcome> {
  let letter: Letter | undefined
  try {
    letter = await readLetter(store, options, mail)
    const bytes = await (options.compose ?? composeMail)(letter)
    return { id: mail.id, period: letter.report.period, from: letter.from.address, to: mail.address, bytes }
  } catch (error) {
    options.log.error({ err: error, mail: mail.id }, 'a mail could not be made')
    // The same letter fails the same way for ever; a database, or a thread, that did not answer may do so later.
    const isPassing = error instanceof AppError ? error.code === 'unavailable' : letter === undefined
    const kind = isPassing ? 'later' : 'refused'
    return { kind, detail: `the mail could not be made: ${toReason(error)}` }
  }
}

async function readLetter(store: Store, { from }: MailOptions, mail: MailRow): Promise<Letter> {
  const report = (await getReport(store, mail.orgId, mail.reportId)).figures as Report
  const user = await getUser(store, mail.reader)
  return {
    report,
    reader: { name: user.name, address: mail.address, locale: toLocale(mail.locale) },
    from,
    messageId: `<${mail.id}@${from.address.split('@')[1]}>`,
    date: new Date(mail.createdAt),
  }
}

/** A channel does not throw; one that does all the same may have sent. */
const toUncertain = (error: unknown): Outcome => ({ kind: 'uncertain', detail: toReason(error) })

const toReason = (error: unknown) => toPlainText(error instanceof Error ? error.message : String(error), 300)

/** Writes down what became of a mail. If that fails, the log is the only place where it is known: the row will say otherwise. */
async function record(store: Store, { log }: MailOptions, mail: MailRow, outcome: Outcome, now: number) {
  const told = { mail: mail.id, outcome: outcome.kind, detail: outcome.detail }
  const moved = await moveMail(store, mail, afterSending(mail, outcome, now)).catch((error) => {
    log.error({ ...told, err: error }, 'what became of a mail could not be recorded')
    throw error
  })
  if (moved) log[outcome.kind === 'sent' ? 'info' : 'warn'](told, 'mail')
  else log.error(told, 'what became of a mail could not be recorded: its claim was gone')
  return outcome.kind
}

function afterSending({ attempts }: MailRow, { kind, detail }: Outcome, now: number) {
  const retryMs = retries[attempts - 1]
  const end = (state: MailState) => ({ state, claim: null, outcome: detail })
  const again = (ms: number) => ({ ...end('planned'), dueAt: now + ms })
  if (kind === 'sent') return { ...end('sent'), sentAt: now }
  if (kind === 'later') return retryMs === undefined ? end('failed') : again(retryMs)
  if (kind === 'stopped') return again(hourMs)
  return end(kind === 'refused' ? 'failed' : 'uncertain')
}

/** Sends a mail that somebody asked for just now. @returns how it stands afterwards */
export async function sendNow(
  store: Store,
  options: MailOptions,
  orgId: number,
  mailId: string,
  now: number,
): Promise<MailRow> {
  await sendMail(store, options, await getMail(store, orgId, mailId), () => now)
  return getMail(store, orgId, mailId)
}
