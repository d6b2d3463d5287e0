import { AppError } from '../../core/errors.ts'
import { dayMs, minuteMs } from '../../core/time.ts'
import { type AskedMail, findAskedBy, findAskedOf, noteAsked } from '../store/asked-mails.ts'
import type { Store } from '../store/store.ts'
import { inTurn } from '../store/turns.ts'

/** Between two questions to a reader. An invitation has a brake of its own: one person may invite the same to several organisations. */
const againMs = 10 * minuteMs
/** Within a day, from one person to one address. */
const mostToOne = 3
/** Within a day, to one address from all people of this server: more than three of them together have to ask. */
const mostToAddress = 10
/** Within a day, from one person: an organisation of some size is invited at once. */
const mostFrom = { reader: 100, invitation: 500 }

/**
 * Lets a mail go to an address that somebody typed, and counts it: nobody sends mails to the world by this server. What was asked
 * may be taken back, and is asked still. Servers that share a database may let one more through each at the same moment.
 * @throws AppError `too_many_requests` with the wait. It tells of others no more than that several of them wrote to the address
 */
export const countAsking = (store: Store, mail: AskedMail, now: number): Promise<void> =>
  inTurn(store, async () => {
    const toAddress = await findAskedOf(store, mail.address, now - dayMs)
    const toOne = toAddress.filter(({ asker }) => asker === mail.asker)
    const asReader = toOne.filter(({ about }) => about === 'reader')
    if (mail.about === 'reader') check(asReader, 1, againMs, 'this address was asked just now', now)
    check(toOne, mostToOne, dayMs, `you asked this address ${mostToOne} times within a day`, now)
    check(toAddress, mostToAddress, dayMs, 'too many mails went to this address within a day', now)
    const most = mostFrom[mail.about]
    const from = await findAskedBy(store, mail, now - dayMs)
    check(from, most, dayMs, `you asked ${most} addresses within a day`, now)
    await noteAsked(store, mail, now)
  })

/** @param times the newest first */
function check(
  times: readonly { readonly at: number }[],
  most: number,
  withinMs: number,
  why: string,
  now: number,
): void {
  const oldest = times[most - 1]?.at
  const retryAfterMs = oldest === undefined ? 0 : oldest + withinMs - now
  if (retryAfterMs > 0) throw new AppError('too_many_requests', `${why}; try again later`, { retryAfterMs })
}
