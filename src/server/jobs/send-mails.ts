import { createHash, randomUUID } from 'node:crypto'
import { hourMs, minuteMs } from '../../core/time.ts'
import type { Channel, Outcome } from '../mail/channel.ts'
import { getMail, type MailRow, type MailState, moveMail, releaseLapsedMails } from '../store/ledger.ts'
import { letThrough, pauseChannel, resumeChannel } from '../store/mail-channels.ts'
import { findOrgIds } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { suppress } from '../store/suppressions.ts'
import { createMailQueue } from './mail-queue.ts'
import { createMailTurns } from './mail-turns.ts'
import { type RenderOptions, renderMail, toReason } from './render-mail.ts'

export interface MailOptions extends RenderOptions {
  readonly channel: Channel
}

/** How long a claim holds, from the claim and again from the moment sending begins: far longer than any channel takes. */
const leaseMs = 15 * minuteMs
/** What is turned away for the moment is tried again after these, for three days in all. */
const retries = [...[5 * minuteMs, 15 * minuteMs, hourMs, 4 * hourMs], ...Array.from({ length: 8 }, () => 8 * hourMs)]

/**
 * Sends the mails that are due, the organisations' in turn and of each longest due first, as many at once as the channel takes and
 * as fast as it may. Each is claimed first, by a conditional update, so that of several servers one sends it; from the claim on its
 * state tells what may have happened to it. Nothing is sent while the channel is paused but the one mail that tries it again.
 * @param now is read for each mail: a queue may take longer than a claim holds
 * @param signal ends the work after the mails under way
 */
export async function sendDueMails(
  store: Store,
  options: MailOptions,
  now: () => number,
  signal?: AbortSignal,
): Promise<void> {
  for (const orgId of await findOrgIds(store)) await releaseLapsedMails(store, orgId, now())
  const { channel } = options
  const way = await letThrough(store, channel.name, now())
  if (way === 'paused') return
  const queue = createMailQueue(store, now)
  const turns = createMailTurns(store, channel)
  let ended = false
  const sendOne = async (isProbe: boolean): Promise<boolean> => {
    if (ended || signal?.aborted || !(await turns.next(signal, isProbe)) || ended) return false
    const mail = await queue.take()
    if (!mail) return false
    const outcome = await sendMail(store, options, mail, now, { isProbe }).finally(() => queue.letGo(mail))
    ended ||= outcome !== undefined && isAboutChannel(outcome)
    return !ended
  }
  if (way === 'probe' && !(await sendOne(true))) return
  const sendOn = async () => {
    try {
      while (await sendOne(false));
    } finally {
      ended = true
    }
  }
  const done = await Promise.allSettled(Array.from({ length: channel.atOnce ?? 1 }, sendOn))
  for (const one of done) if (one.status === 'rejected') throw one.reason
}

/** The next mail would not fare better, and is left for later. */
const isAboutChannel = ({ kind, away }: Outcome) => kind === 'stopped' || away === true

export interface SendManner {
  /** It is to find out whether a channel works that was refused before. */
  readonly isProbe?: boolean
}

/**
 * Sends one mail now if it is planned. A mail that cannot be made is `failed`, with the reason; so is one to an address that is
 * suppressed, or of a report that its reader has left.
 * @returns what became of it; undefined if somebody else has it, or had it
 */
export async function sendMail(
  store: Store,
  options: MailOptions,
  mail: MailRow,
  now: () => number,
  { isProbe = false }: SendManner = {},
): Promise<Outcome | undefined> {
  const attempts = mail.attempts + 1
  const claimed = { ...mail, state: 'claimed', claim: randomUUID(), dueAt: now() + leaseMs, attempts } as const
  if (!(await moveMail(store, { ...mail, state: 'planned', claim: null }, claimed))) return undefined
  const ready = await renderMail(store, options, mail)
  if ('kind' in ready) return record(store, options, { mail: claimed, outcome: ready, now: now() })
  const hash = createHash('sha256').update(ready.bytes).digest('hex')
  const sending = { ...claimed, state: 'sending', dueAt: now() + leaseMs, hash } as const
  if (!(await moveMail(store, claimed, sending))) return undefined
  const outcome = await options.channel.send(ready).catch(toUncertain)
  const pausedUntil = await tellChannel(store, options, { outcome, now: now(), isProbe })
  await tellAddress(store, mail, outcome, now())
  return record(store, options, { mail: sending, outcome, now: now(), pausedUntil })
}

/** A channel does not throw; one that does all the same may have sent. */
const toUncertain = (error: unknown): Outcome => ({ kind: 'uncertain', detail: toReason(error) })

interface Told {
  readonly outcome: Outcome
  readonly now: number
  readonly isProbe: boolean
}

/** Whatever a mail tells of the channel itself. @returns until when it is paused, if it is refused */
async function tellChannel(store: Store, { channel, log }: MailOptions, { outcome, now, isProbe }: Told) {
  if (outcome.kind === 'stopped') {
    const until = await pauseChannel(store, channel.name, { reason: outcome.detail, now, isProbe })
    const told = { channel: channel.name, until: new Date(until).toISOString(), detail: outcome.detail }
    log.error(told, 'mails are paused: the mail server refuses us; `usage-audit mail test` says why')
    return until
  }
  if (!outcome.away && isProbe && (await resumeChannel(store, channel.name)))
    log.info({ channel: channel.name }, 'mails go on: the mail server takes them again')
  return undefined
}

function tellAddress(store: Store, { orgId, address }: MailRow, outcome: Outcome, now: number): Promise<void> {
  if (outcome.address === undefined) return Promise.resolve()
  return suppress(store, { orgId, address, reason: 'bounced', detail: outcome.detail, at: now })
}

interface Result {
  readonly mail: MailRow
  readonly outcome: Outcome
  readonly now: number
  readonly pausedUntil?: number | undefined
}

/** Writes down what became of a mail. If that fails, the log is the only place where it is known: the row will say otherwise. */
async function record(store: Store, { log }: MailOptions, result: Result): Promise<Outcome> {
  const { mail, outcome } = result
  const told = { mail: mail.id, outcome: outcome.kind, detail: outcome.detail }
  const moved = await moveMail(store, mail, afterSending(result)).catch((error) => {
    log.error({ ...told, err: error }, 'what became of a mail could not be recorded')
    throw error
  })
  if (moved) log[outcome.kind === 'sent' ? 'info' : 'warn'](told, 'mail')
  else log.error(told, 'what became of a mail could not be recorded: its claim was gone')
  return outcome
}

function afterSending({ mail: { attempts }, outcome: { kind, detail }, now, pausedUntil = now }: Result) {
  const retryMs = retries[attempts - 1]
  const end = (state: MailState) => ({ state, claim: null, outcome: detail })
  if (kind === 'sent') return { ...end('sent'), sentAt: now }
  if (kind === 'later') return retryMs === undefined ? end('failed') : { ...end('planned'), dueAt: now + retryMs }
  // It is not the mail's fault: it has as many tries left as before, and another mail is the next to try.
  if (kind === 'stopped') return { ...end('planned'), dueAt: pausedUntil, attempts: attempts - 1 }
  return end(kind === 'refused' ? 'failed' : 'uncertain')
}

/** Sends a mail that somebody asked for just now, also through a channel that is paused. @returns how it stands afterwards */
export async function sendNow(
  store: Store,
  options: MailOptions,
  orgId: number,
  mailId: string,
  now: number,
): Promise<MailRow> {
  await sendMail(store, options, await getMail(store, orgId, mailId), () => now, { isProbe: true })
  return getMail(store, orgId, mailId)
}
