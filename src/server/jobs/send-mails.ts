import { randomUUID } from 'node:crypto'
import type { Report } from '../../core/report.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { hourMs, minuteMs } from '../../core/time.ts'
import type { Log } from '../log.ts'
import type { Channel, Outcome } from '../mail/channel.ts'
import { type Correspondent, composeMail } from '../mail/compose.ts'
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
}

/** How long a claim holds: far longer than any channel takes. */
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
const atOnce = 50

/**
 * Sends every mail that is due. Each is claimed first, by a conditional update, so that of several servers one sends it; from
 * the claim on its state tells what may have happened to it.
 */
export async function sendDueMails(store: Store, options: MailOptions, now: number): Promise<void> {
  for (const orgId of await findOrgIds(store)) {
    await releaseLapsedMails(store, orgId, now)
    for (const mail of await findDueMails(store, orgId, now, atOnce)) {
      const kind = await sendMail(store, options, mail, now)
      if (kind === 'stopped') return
    }
  }
}

/**
 * Sends one planned mail now.
 * @returns what became of it; undefined if somebody else has it
 */
export async function sendMail(
  store: Store,
  options: MailOptions,
  mail: MailRow,
  now: number,
): Promise<Outcome['kind'] | undefined> {
  const claim = randomUUID()
  const claimed = { ...mail, state: 'claimed', claim, dueAt: now + leaseMs, attempts: mail.attempts + 1 } as const
  if (!(await moveMail(store, { ...mail, claim: null }, claimed))) return undefined
  const letter = await render(store, options, mail)
  const sending = { ...claimed, state: 'sending' } as const
  if (!(await moveMail(store, claimed, sending))) return undefined
  const outcome = await options.channel.send(letter)
  await moveMail(store, sending, afterSending(sending, outcome, now))
  const level = outcome.kind === 'sent' ? 'info' : 'warn'
  options.log[level]({ mail: mail.id, outcome: outcome.kind, detail: outcome.detail }, 'mail')
  return outcome.kind
}

async function render(store: Store, { from }: MailOptions, mail: MailRow) {
  const report = (await getReport(store, mail.orgId, mail.reportId)).figures as Report
  const user = await getUser(store, mail.reader)
  const bytes = await composeMail({
    report,
    reader: { name: user.name, address: mail.address, locale: toLocale(mail.locale) },
    from,
    messageId: `<${mail.id}@${from.address.split('@')[1]}>`,
    date: new Date(mail.createdAt),
  })
  return { id: mail.id, period: report.period, from: from.address, to: mail.address, bytes }
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
  await sendMail(store, options, await getMail(store, orgId, mailId), now)
  return getMail(store, orgId, mailId)
}
