import type { AccountMail } from '../../core/account-mail.ts'
import { createQueue } from '../../core/queue.ts'
import type { Log } from '../log.ts'
import { composeAccountMail } from './account-mail.ts'
import type { Channel } from './channel.ts'
import type { Correspondent } from './compose.ts'

/** Mails about accounts leave at once and one after another; one that fails is asked for again by who waits for it. */
export interface Post {
  /** @param work finds out what is to be sent, if anything */
  send(work: () => Promise<AccountMail | undefined>): void
  /** Waits for what is under way. */
  idle(): Promise<void>
}

export interface PostOptions {
  readonly channel: Channel
  readonly from: Correspondent
  readonly log: Log
  now(): number
}

/** More than these wait for nobody: whoever asks for so many mails gets none. */
const mostWaiting = 500

export function createPost({ channel, from, log, now }: PostOptions): Post {
  const queue = createQueue(1)
  let last: Promise<void> = Promise.resolve()
  const deliver = async (work: () => Promise<AccountMail | undefined>) => {
    try {
      const mail = await work()
      if (!mail) return
      const { kind, detail } = await channel.send(await composeAccountMail(mail, from, now()))
      log[kind === 'sent' ? 'info' : 'warn']({ mail: mail.kind, outcome: kind, detail }, 'account mail')
    } catch (error) {
      log.error({ err: error }, 'an account mail could not be made')
    }
  }
  return {
    send: (work) => {
      if (queue.waiting() >= mostWaiting) log.warn('too many account mails at once; one is left out')
      else last = queue.run(() => deliver(work))
    },
    idle: () => last,
  }
}
