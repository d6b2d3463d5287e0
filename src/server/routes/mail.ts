import { AppError } from '../../core/errors.ts'
import { isDelivered, type MailTest } from '../../core/mail-test.ts'
import { createQueue } from '../../core/queue.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toLocale } from '../../core/texts/texts.ts'
import * as protocol from '../../protocol/mail.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { findAccountOf } from '../store/accounts.ts'
import { countWaitingMails, findChannel, resumeChannel } from '../store/mail-channels.ts'
import { findMembersOf } from '../store/members.ts'
import { getUser, personalOrg } from '../store/people.ts'
import { findRecipients } from '../store/recipients.ts'
import type { Store } from '../store/store.ts'
import { toFolded } from '../store/suppressed.ts'
import { findSuppressions, liftSuppression } from '../store/suppressions.ts'

/** How mails leave this server, for who looks after it. */
export interface MailWay {
  readonly kind: 'smtp' | 'outbox'
  /** Of the channel. */
  readonly name: string
  /** The folder of an outbox. */
  readonly folder: string
  readonly from: string
  readonly signed: boolean
  readonly perSecond: number | null
  /** Sends a real mail. */
  test(reader: { readonly to: string; readonly locale: Locale }): Promise<MailTest>
}

/** One test at a time: each holds a connection of its own. */
const testing = createQueue(1)

export const mailRoutes = (store: Store, guard: Guard, way: MailWay): Route[] => [
  personRoute(guard, protocol.channel, async (_, { orgId }) => {
    const { kind, name, folder, from, signed, perSecond } = way
    const row = await findChannel(store, name)
    const paused = row?.pausedUntil
      ? { until: row.pausedUntil, reason: row.reason ?? '', failures: row.failures }
      : null
    const shown = await findShownAddresses(store, orgId)
    const suppressions = (await findSuppressions(store, orgId)).filter(({ address }) => shown.has(address))
    return {
      ...{ kind, name, from, signed, perSecond, paused },
      // Whoever runs the server is in its first organisation; admins of others learn nothing of its disk.
      folder: kind === 'outbox' && orgId === personalOrg ? folder : null,
      waiting: await countWaitingMails(store, orgId),
      suppressions: suppressions.map(({ address, reason, detail, at }) => ({ address, reason, detail, at })),
    }
  }),
  personRoute(guard, protocol.liftSuppression, async ({ address }, { orgId }) => {
    const lifted = await liftSuppression(store, orgId, address)
    // Of an address that is not shown the answer is always the same, or it would tell that a member's reader has it.
    if (!lifted && (await findShownAddresses(store, orgId)).has(toFolded(address)))
      throw new AppError('not_found', 'reports go to this address already', { at: 'address' })
    return { done: true } as const
  }),
  personRoute(guard, protocol.mailTest, async (_, { userId }) => {
    const account = await findAccountOf(store, userId)
    if (!account?.verifiedAt)
      throw new AppError(
        'email_invalid',
        'you have no verified address yet: open the link in the mail that asked for it',
      )
    if (testing.waiting() > 0) throw new AppError('too_busy', 'another test is under way; try again in a moment')
    const locale = toLocale((await getUser(store, userId)).locale)
    const result = await testing.run(() => way.test({ to: account.email, locale }))
    if (isDelivered(result)) await resumeChannel(store, way.name)
    return { ...result, stages: [...result.stages], notes: [...result.notes] }
  }),
]

/** Addresses of which admins may know that reports go there: of the members, and of who agreed to read the organisation's. */
async function findShownAddresses(store: Store, orgId: number): Promise<Set<string>> {
  const members = await findMembersOf(store, orgId)
  const readers = (await findRecipients(store, orgId)).filter((one) => one.about === '' && one.confirmedAt !== null)
  return new Set([
    ...members.flatMap(({ user: { email } }) => (email === null ? [] : [toFolded(email)])),
    ...readers.map(({ address }) => address),
  ])
}
