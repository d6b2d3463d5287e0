import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, notExists } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { hashToken } from './devices.ts'
import type { Db, Store } from './store.ts'
import { type SubscriptionKey, subscriptionWrite } from './subscriptions.ts'

/** Somebody without an account who reads reports, or was asked whether they want to. */
export type Recipient = Omit<Row, 'tokenHash'> & {
  /** A mail asks them, and has not been answered. */
  readonly isAsked: boolean
}

type Row = Store['t']['recipients']['$inferSelect']

export interface NewRecipient {
  readonly orgId: number
  readonly id: string
  /** Folded. */
  readonly address: string
  readonly name: string
  readonly locale: string
  readonly zone: string
  /** A user's id. */
  readonly addedBy: string
  /** Of the mail that asks; only its hash is kept. */
  readonly secret: string
  readonly expiresAt: number
  readonly now: number
}

const toShown = ({ tokenHash, ...row }: Row): Recipient => ({ ...row, isAsked: tokenHash !== null })

export async function findRecipients({ db, t: { recipients: r } }: Store, orgId: number): Promise<Recipient[]> {
  const rows = await db.select().from(r).where(eq(r.orgId, orgId)).orderBy(asc(r.createdAt), asc(r.id))
  return rows.map(toShown)
}

/** How many of an organisation wait to be confirmed, and can still be. */
export const countWaiting = ({ db, t: { recipients: r } }: Store, orgId: number, now: number): Promise<number> =>
  db.$count(r, and(eq(r.orgId, orgId), isNotNull(r.tokenHash), gt(r.expiresAt, now)))

/**
 * Asks an address whether it wants what it may read: nothing more is sent before it says so. An address that was asked before
 * keeps its id, and its earlier link stops working.
 * @param reads what, each unwanted until it is confirmed
 * @returns the id
 */
export async function askRecipient(
  store: Store,
  { secret, now, ...given }: NewRecipient,
  reads: Pick<SubscriptionKey, 'kind' | 'about'>,
): Promise<string> {
  const { recipients: r } = store.t
  const { orgId, address } = given
  const [known] = await store.db
    .select({ id: r.id })
    .from(r)
    .where(and(eq(r.orgId, orgId), eq(r.address, address)))
  const id = known?.id ?? given.id
  const ask = { tokenHash: hashToken(secret), expiresAt: given.expiresAt }
  await store.batch((db) => [
    known
      ? {
          write: db
            .update(r)
            .set(ask)
            .where(and(eq(r.orgId, orgId), eq(r.id, id))),
          expectRows: 1,
        }
      : db.insert(r).values({ ...given, ...ask, confirmedAt: null, createdAt: now }),
    subscriptionWrite(store, db, { orgId, reader: id, ...reads }, { wanted: false }, false, now),
  ])
  return id
}

/** Whom a link asks; undefined where it was used, is too old or never was. */
export async function findAsked(
  { db, t: { recipients: r } }: Store,
  secret: string,
  now: number,
): Promise<Recipient | undefined> {
  const [row] = await db
    .select()
    .from(r)
    .where(and(eq(r.tokenHash, hashToken(secret)), gt(r.expiresAt, now)))
  return row && toShown(row)
}

/**
 * They want what they were asked about, and what they unsubscribed from before that.
 * @param also what is written together with it
 * @throws AppError `conflict` where the link was used meanwhile
 */
export function confirmRecipient(
  store: Store,
  { orgId, id }: Recipient,
  secret: string,
  now: number,
  also: (db: Db) => readonly PromiseLike<unknown>[],
): Promise<void> {
  const { recipients: r, subscriptions: s } = store.t
  const asked = and(eq(r.orgId, orgId), eq(r.id, id), eq(r.tokenHash, hashToken(secret)))
  return store.batch((db) => [
    { write: db.update(r).set({ tokenHash: null, confirmedAt: now }).where(asked), expectRows: 1 },
    db
      .update(s)
      .set({ wanted: 1, changedAt: now })
      .where(and(eq(s.orgId, orgId), eq(s.reader, id))),
    ...also(db),
  ])
}

/**
 * Takes away what somebody reads, and them with the last of it.
 * @throws AppError `not_found` if they read nothing of it
 */
export async function endReading(
  store: Store,
  orgId: number,
  id: string,
  reads: readonly Pick<SubscriptionKey, 'kind' | 'about'>[],
): Promise<void> {
  if (reads.length === 0) throw new AppError('not_found', 'there is no recipient of this id')
  const { subscriptions: s } = store.t
  await store.batch((db) => [
    ...reads.map(({ kind, about }) =>
      db.delete(s).where(and(eq(s.orgId, orgId), eq(s.reader, id), eq(s.kind, kind), eq(s.about, about))),
    ),
    forgetIdle(store, db, orgId, [id]),
  ])
}

/** To be run in a batch, after what was about them is gone: those whom somebody added and who read nothing any more. */
export const forgetOwnRecipients = (store: Store, db: Db, userId: string) => {
  const { recipients: r } = store.t
  return db.delete(r).where(and(eq(r.addedBy, userId), readsNothing(store, db)))
}

/** Those who did not answer in time, and read nothing that they agreed to before. */
export async function forgetLapsed(store: Store, orgId: number, now: number): Promise<void> {
  const { recipients: r, subscriptions: s } = store.t
  const lapsed = and(eq(r.orgId, orgId), isNotNull(r.tokenHash), isNull(r.confirmedAt), lte(r.expiresAt, now))
  const rows = await store.db.select({ id: r.id }).from(r).where(lapsed)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0)
    await store.batch((db) => [
      db.delete(s).where(and(eq(s.orgId, orgId), inArray(s.reader, ids))),
      db.delete(r).where(and(lapsed, inArray(r.id, ids))),
    ])
}

const readsNothing = ({ t: { recipients: r, subscriptions: s } }: Store, db: Db) =>
  notExists(
    db
      .select({ reader: s.reader })
      .from(s)
      .where(and(eq(s.orgId, r.orgId), eq(s.reader, r.id))),
  )

/** To be run in a batch: those of an organisation who read nothing any more. */
export const forgetIdle = (store: Store, db: Db, orgId: number, ids: string[]) => {
  const { recipients: r } = store.t
  return db.delete(r).where(and(eq(r.orgId, orgId), inArray(r.id, ids), readsNothing(store, db)))
}
