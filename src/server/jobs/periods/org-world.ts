import type { ReportSettings, Subscription } from '../../../core/report/wishes.ts'
import { findMembersOf, type Member } from '../../store/members.ts'
import type { User } from '../../store/people.ts'
import { findRecipients, type Recipient } from '../../store/recipients.ts'
import { readReportSettings } from '../../store/report-settings.ts'
import type { Store } from '../../store/store.ts'
import { findSubscriptions, type SubscriptionRow, toSubscription } from '../../store/subscriptions.ts'
import { findSuppressed, toFolded } from '../../store/suppressed.ts'

/** Who there is in an organisation, and what they said of reports: all that is needed to tell who gets which. */
export interface OrgWorld {
  readonly orgId: number
  readonly members: readonly Member[]
  /** Those who confirmed their address. */
  readonly recipients: readonly Recipient[]
  readonly settings: ReportSettings
  /** Where the organisation is, and its hour. */
  readonly zone: string
  readonly hour: number
  /** The hour of the server's settings. */
  readonly usualHour: number
  /** Where the mail of somebody goes; null: nowhere. */
  addressOf(user: User): string | null
  wordOf(reader: string, kind: string, about: string): Subscription | undefined
  /** Why an address gets no mails; undefined if it does. */
  suppressed(address: string): string | undefined
}

export interface WorldOptions {
  /** Hour of the first day at which mails are due, where nobody said another. */
  readonly hour: number
  addressOf(user: User): string | null
}

export async function readOrgWorld(
  store: Store,
  orgId: number,
  { hour: usualHour, addressOf }: WorldOptions,
): Promise<OrgWorld> {
  const members = await findMembersOf(store, orgId)
  const settings = await readReportSettings(store, orgId)
  const words = new Map((await findSubscriptions(store, orgId)).map((row) => [keyOf(row), toSubscription(row)]))
  const suppressed = await findSuppressed(store, orgId)
  return {
    ...{ orgId, members, settings, usualHour, addressOf },
    recipients: (await findRecipients(store, orgId)).filter(({ confirmedAt }) => confirmedAt !== null),
    zone: settings.zone ?? ownerOf(members)?.zone ?? 'UTC',
    hour: settings.hour ?? usualHour,
    wordOf: (reader, kind, about) => words.get(keyOf({ reader, kind, about })),
    suppressed: (address) => (suppressed.size === 0 ? undefined : suppressed.get(toFolded(address))),
  }
}

const keyOf = ({ reader, kind, about }: Pick<SubscriptionRow, 'reader' | 'kind' | 'about'>) =>
  `${reader}|${kind}|${about}`

/** Whoever owned it first. */
const ownerOf = (members: readonly Member[]): User | undefined =>
  members
    .filter(({ role }) => role === 'owner')
    .map(({ user }) => user)
    .sort((a, b) => a.createdAt - b.createdAt)[0]
