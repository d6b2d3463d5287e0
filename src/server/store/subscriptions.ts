import { and, eq, or } from 'drizzle-orm'
import type { Subscription } from '../../core/report/wishes.ts'
import { toAttachments, toHour, toKnownLocale, toZone } from './report-settings.ts'
import type { Db, Store } from './store.ts'

export type SubscriptionRow = Store['t']['subscriptions']['$inferSelect']

/** Who reads what of whom. */
export interface SubscriptionKey {
  readonly orgId: number
  /** A user's id, or that of a recipient without an account. */
  readonly reader: string
  readonly kind: string
  /** A user's id; empty where it is the organisation. */
  readonly about: string
}

/** Every word about reports in an organisation. */
export const findSubscriptions = ({ db, t: { subscriptions: s } }: Store, orgId: number): Promise<SubscriptionRow[]> =>
  db.select().from(s).where(eq(s.orgId, orgId)).orderBy(s.reader, s.kind, s.about)

/** Those of one reader. */
export const findSubscriptionsOf = (
  { db, t: { subscriptions: s } }: Store,
  orgId: number,
  reader: string,
): Promise<SubscriptionRow[]> =>
  db
    .select()
    .from(s)
    .where(and(eq(s.orgId, orgId), eq(s.reader, reader)))
    .orderBy(s.kind, s.about)

/** Without what this version does not know. */
export const toSubscription = ({ wanted, hour, locale, zone, formats }: SubscriptionRow): Subscription => ({
  wanted: wanted === 1,
  hour: toHour(hour),
  locale: toKnownLocale(locale),
  zone: toZone(zone),
  formats: toAttachments(formats),
})

/** To be run in a batch: takes what is named in the place of what was. @param fresh what is wanted of one that is not there yet */
export function subscriptionWrite(
  { t: { subscriptions: s } }: Store,
  db: Db,
  { orgId, reader, kind, about }: SubscriptionKey,
  { wanted, ...change }: Partial<Subscription>,
  fresh: boolean,
  now: number,
) {
  const set = { ...change, ...(wanted !== undefined && { wanted: wanted ? 1 : 0 }), changedAt: now }
  return db
    .insert(s)
    .values({ orgId, reader, kind, about, wanted: fresh ? 1 : 0, ...set })
    .onConflictDoUpdate({ target: [s.orgId, s.reader, s.kind, s.about], set })
}

/** What is to be read by whom, and what is about whom, of somebody who goes. */
export const forgetSubscriptions = ({ t: { subscriptions: s } }: Store, db: Db, userId: string) =>
  db.delete(s).where(or(eq(s.reader, userId), eq(s.about, userId)))
