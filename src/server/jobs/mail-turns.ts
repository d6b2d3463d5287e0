import { setTimeout as sleep } from 'node:timers/promises'
import { createQueue } from '../../core/queue.ts'
import { secondMs } from '../../core/time.ts'
import type { Channel } from '../mail/channel.ts'
import { takeTurns } from '../store/mail-channels.ts'
import type { Store } from '../store/store.ts'

/** Spreads the mails of all servers over time, as a channel's rate has it. */
export interface MailTurns {
  /**
   * Waits until the next mail may go.
   * @param isProbe it may also while the channel is paused
   * @returns false if none may now: somebody found the channel refused, or was stopped
   */
  next(signal?: AbortSignal, isProbe?: boolean): Promise<boolean>
}

/** A channel that waits for its turn, also while it is paused: a person waits for such a mail. */
export function inTurn(store: Store, channel: Channel): Channel {
  const turns = createMailTurns(store, channel)
  return {
    ...channel,
    send: async (mail) => {
      await turns.next(undefined, true)
      return channel.send(mail)
    },
  }
}

/** A database is asked for so many at once, for less than a second. */
const turnsAtOnce = (perSecond: number) => Math.min(20, Math.max(1, Math.floor(perSecond / 5)))

export function createMailTurns(store: Store, { name, perSecond }: Channel): MailTurns {
  if (perSecond === undefined) return { next: async () => true }
  const everyMs = secondMs / perSecond
  const inTurn = createQueue(1)
  let left = 0
  let nextAt = 0
  return {
    next: (signal, isProbe = false) =>
      inTurn.run(async () => {
        if (left === 0) {
          const count = turnsAtOnce(perSecond)
          const { waitMs, isPaused } = await takeTurns(store, name, count, everyMs)
          if (isPaused && !isProbe) return false
          left = count
          nextAt = performance.now() + waitMs
        }
        left--
        const waitMs = nextAt - performance.now()
        nextAt += everyMs
        if (waitMs > 0) await sleep(waitMs, undefined, { ...(signal && { signal }) }).catch(() => {})
        return signal?.aborted !== true
      }),
  }
}
