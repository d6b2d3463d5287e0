import { eq } from 'drizzle-orm'
import { addMonths, hourMs, monthAt, startOfDay } from '../../../src/core/time.ts'
import { closePeriods } from '../../../src/server/jobs/close-periods.ts'
import { sendDueMails } from '../../../src/server/jobs/send-mails.ts'
import { createLog } from '../../../src/server/log.ts'
import type { Channel } from '../../../src/server/mail/channel.ts'
import { findOwner, personalOrg } from '../../../src/server/store/people.ts'
import type { Store } from '../../../src/server/store/store.ts'

const zone = 'America/Sao_Paulo'
const address = 'emma@example.org'
const months = 11

/** Everything arrives but the fourth mail from the end, of which nobody knows. */
function createDoubtfulChannel(): Channel {
  let left = 2 * months
  return {
    name: 'pictures',
    send: async () =>
      left-- === 4
        ? { kind: 'uncertain', detail: 'the connection ended after the mail was handed over' }
        : { kind: 'sent', detail: '250 2.0.0 OK' },
  }
}

/**
 * Closes the months before an instant one after another, as a server would have that was there all the time.
 * @returns the last month's reports, of the owner and of the organisation
 */
export async function closeMonths(
  store: Store,
  now: number,
): Promise<{ readonly month: string; readonly org: string }> {
  const { reports: r, users } = store.t
  const owner = (await findOwner(store, personalOrg))!
  await store.batch((db) => [db.update(users).set({ email: address }).where(eq(users.id, owner.id))])
  const present = monthAt(now, zone)
  const mail = {
    ...{ channel: createDoubtfulChannel(), log: createLog('silent'), compose: async () => new Uint8Array(1) },
    from: { name: 'usage-audit', address: 'audit@example.org' },
  }
  for (let back = months - 1; back >= 0; back--) {
    const at = startOfDay(`${addMonths(present, -back)}-01`, zone) + 8 * hourMs
    await closePeriods(store, { hour: 8, addressOf: ({ email }) => email }, at)
    await sendDueMails(store, mail, () => at)
  }
  const rows = await store.db.select({ id: r.id, about: r.about, period: r.period }).from(r)
  const idOf = (about: string) =>
    rows.find((row) => row.about === about && row.period === addMonths(present, -1))?.id ?? ''
  return { month: idOf(owner.id), org: idOf('') }
}
