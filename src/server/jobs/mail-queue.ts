import { createQueue } from '../../core/queue.ts'
import { findDueMails, type MailRow } from '../store/ledger.ts'
import { findOrgIds } from '../store/people.ts'
import type { Store } from '../store/store.ts'

/** After so many mails it is asked again which organisations there are: one that has mails meanwhile does not wait for the end. */
const lookAgainAfter = 50

/** Mails that are due, one organisation's after another's, so that none waits for all of another. */
export interface MailQueue {
  /** The next that nobody here has; undefined once nothing is due. */
  take(): Promise<MailRow | undefined>
  /** Says that what became of a mail is written down. */
  letGo(mail: MailRow): void
}

export function createMailQueue(store: Store, now: () => number): MailQueue {
  const underWay = new Set<string>()
  const inTurn = createQueue(1)
  let ring: number[] = []
  let untilLook = 0
  let isFruitless = false
  const look = async () => {
    ring = await findOrgIds(store)
    untilLook = lookAgainAfter
    isFruitless = true
  }
  // Read anew each time: while one mail was sent, somebody else may have tried the next and put it off.
  const findOf = async (orgId: number) =>
    (await findDueMails(store, orgId, now(), underWay.size + 1)).find(({ id }) => !underWay.has(id))
  const find = async (): Promise<MailRow | undefined> => {
    while (ring.length > 0 || !isFruitless) {
      if (ring.length === 0 || untilLook === 0) await look()
      const orgId = ring.shift()
      const mail = orgId === undefined ? undefined : await findOf(orgId)
      if (!mail) continue
      underWay.add(mail.id)
      ring.push(mail.orgId)
      untilLook--
      isFruitless = false
      return mail
    }
    return undefined
  }
  return {
    take: () => inTurn.run(find),
    letGo: ({ id }) => void underWay.delete(id),
  }
}
