import { and, asc, eq, gt, isNotNull, isNull, lte } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { hashToken } from './devices.ts'
import type { Db, Store } from './store.ts'
import { subscriptionWrite } from './subscriptions.ts'

/** A report that somebody without an account reads, or was asked whether they want to. */
export type Recipient = Omit<Row, 'tokenHash'> & {
  /** A mail asks them, and has not been answered. */
  readonly isAsked: boolean
}

type Row = Store['t']['recipients']['$inferSelect']

/** One of the reports that a reader reads. */
export type Shared = Pick<Row, 'id' | 'kind' | 'about'>

export interface NewRecipient {
  readonly orgId: number
  /** Of somebody whom this sharer shares nothing with yet. */
  readonly id: string
  readonly kind: string
  /** Who shares: a user's id; empty where it is the organisation. */
  readonly about: string
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

/** How many whom one member asked wait to be confirmed, and can still be. */
export const countWaiting = (
  { db, t: { recipients: r } }: Store,
  orgId: number,
  addedBy: string,
  now: number,
): Promise<number> =>
  db.$count(r, and(eq(r.orgId, orgId), eq(r.addedBy, addedBy), isNotNull(r.tokenHash), gt(r.expiresAt, now)))

/**
 * Asks an address whether it wants a report: it is not sent before it says so. Who was asked for it before keeps what they
 * agreed to otherwise; the earlier link stops working. What they are called is the sharer's word, for all that they share with them.
 * @returns the id
 */
export async function askRecipient(store: Store, { secret, now, ...given }: NewRecipient): Promise<string> {
  const { recipients: r } = store.t
  const { orgId, address, kind, about, addedBy, name, locale, zone, expiresAt } = given
  const withSharer = and(eq(r.orgId, orgId), eq(r.address, address), eq(r.about, about))
  const known = await store.db.select({ id: r.id, kind: r.kind }).from(r).where(withSharer)
  const { id } = known.find((one) => one.kind === kind) ?? known[0] ?? given
  const ask = { tokenHash: hashToken(secret), expiresAt, addedBy }
  await store.batch((db) => [
    db
      .insert(r)
      .values({ ...given, id, ...ask, confirmedAt: null, createdAt: now })
      .onConflictDoUpdate({ target: [r.orgId, r.id, r.kind, r.about], set: ask }),
    db.update(r).set({ name, locale, zone }).where(withSharer),
    subscriptionWrite(store, db, { orgId, reader: id, kind, about }, { wanted: false }, false, now),
  ])
  return id
}

/** What a link asks for; undefined where it was used, is too old or never was. */
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
 * They want the report that the link asks for, and nothing else.
 * @param also what is written together with it
 * @throws AppError `conflict` where the link was used meanwhile
 */
export function confirmRecipient(
  store: Store,
  { orgId, id, kind, about }: Recipient,
  secret: string,
  now: number,
  also: (db: Db) => readonly PromiseLike<unknown>[],
): Promise<void> {
  const { recipients: r } = store.t
  const asked = and(isShared(r, orgId, { id, kind, about }), eq(r.tokenHash, hashToken(secret)))
  return store.batch((db) => [
    { write: db.update(r).set({ tokenHash: null, confirmedAt: now }).where(asked), expectRows: 1 },
    subscriptionWrite(store, db, { orgId, reader: id, kind, about }, { wanted: true }, true, now),
    ...also(db),
  ])
}

const isShared = (r: Store['t']['recipients'], orgId: number, { id, kind, about }: Shared) =>
  and(eq(r.orgId, orgId), eq(r.id, id), eq(r.kind, kind), eq(r.about, about))

/**
 * Takes away reports that somebody reads; with the last of them nothing is kept of them.
 * @throws AppError `not_found` if there are none
 */
export async function endReading(store: Store, orgId: number, shared: readonly Shared[]): Promise<void> {
  if (shared.length === 0) throw new AppError('not_found', 'there is no recipient of this id')
  await store.batch((db) => shared.flatMap((one) => endWrites(store, db, orgId, one)))
}

function endWrites({ t: { recipients: r, subscriptions: s } }: Store, db: Db, orgId: number, one: Shared) {
  const { id, kind, about } = one
  const ofReader = and(eq(s.orgId, orgId), eq(s.reader, id), eq(s.kind, kind), eq(s.about, about))
  return [db.delete(s).where(ofReader), db.delete(r).where(isShared(r, orgId, one))]
}

/** To be run in a batch, with what was about them: those with whom somebody shared their own reports. */
export const forgetOwnRecipients = ({ t: { recipients: r } }: Store, db: Db, userId: string) =>
  db.delete(r).where(eq(r.about, userId))

/** Those who did not answer in time, and never agreed before. */
export async function forgetLapsed(store: Store, orgId: number, now: number): Promise<void> {
  const { recipients: r } = store.t
  const lapsed = and(eq(r.orgId, orgId), isNull(r.confirmedAt), lte(r.expiresAt, now))
  const rows = await store.db.select({ id: r.id, kind: r.kind, about: r.about }).from(r).where(lapsed)
  if (rows.length > 0) await endReading(store, orgId, rows)
}
