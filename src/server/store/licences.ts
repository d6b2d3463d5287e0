import { randomUUID } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { Price } from '../../core/report/sections.ts'
import type { Day } from '../../core/time.ts'
import { readName } from '../../core/typed-name.ts'
import { prepareOnce } from './prepared.ts'
import type { Store } from './store.ts'

/** What somebody says of a licence. */
export interface LicenceText {
  readonly name: string
  /** Keys of the apps that it lets one use, at least one. */
  readonly apps: readonly string[]
  /** Null is any number. */
  readonly seats: number | null
  readonly price: Price | null
  readonly renewsOn: Day | null
}

export interface Licence extends LicenceText {
  readonly id: string
  readonly createdAt: number
  readonly changedAt: number
}

type Row = Store['t']['licences']['$inferSelect']

const toLicence = ({ id, name, apps, seats, priceMinor, currency, per, renewsOn, createdAt, changedAt }: Row) => ({
  ...{ id, name, apps: apps as string[], seats, renewsOn, createdAt, changedAt },
  price: priceMinor === null || currency === null ? null : { minor: priceMinor, currency, per: per as Price['per'] },
})

const toRow = ({ name, apps, seats, price, renewsOn }: LicenceText) => ({
  ...{ name: readName(name), apps: [...new Set(apps)], seats, renewsOn },
  ...{ priceMinor: price?.minor ?? null, currency: price?.currency ?? null, per: price?.per ?? 'month' },
})

/** By name. */
export const findLicences = async (store: Store, orgId: number): Promise<Licence[]> =>
  (await licencesQuery(store).execute({ orgId })).map(toLicence)

const licencesQuery = prepareOnce(({ db, t: { licences: l } }) =>
  db
    .select()
    .from(l)
    .where(eq(l.orgId, sql.placeholder('orgId')))
    .orderBy(asc(l.name), asc(l.id))
    .prepare('find_licences'),
)

/** @throws AppError `not_found`, for one of another organisation too */
export async function getLicence({ db, t: { licences: l } }: Store, orgId: number, id: string): Promise<Licence> {
  const [row] = await db
    .select()
    .from(l)
    .where(and(eq(l.orgId, orgId), eq(l.id, id)))
  if (!row) throw new AppError('not_found', 'there is no licence of this id in this organisation', { at: 'id' })
  return toLicence(row)
}

export async function addLicence(store: Store, orgId: number, given: LicenceText, now: number): Promise<Licence> {
  const row = { orgId, id: randomUUID(), ...toRow(given), createdAt: now, changedAt: now }
  await store.batch((db) => [db.insert(store.t.licences).values(row)])
  return toLicence(row)
}

/** Changes what is given; the rest stays. @throws AppError `not_found` */
export async function changeLicence(
  store: Store,
  orgId: number,
  id: string,
  { given, now }: { readonly given: Partial<LicenceText>; readonly now: number },
): Promise<Licence> {
  const { licences: l } = store.t
  const known = await getLicence(store, orgId, id)
  const next = toRow({ ...known, ...given })
  await store.batch((db) => [
    db
      .update(l)
      .set({ ...next, changedAt: now })
      .where(and(eq(l.orgId, orgId), eq(l.id, id))),
  ])
  return getLicence(store, orgId, id)
}

/** @throws AppError `not_found` */
export async function removeLicence(store: Store, orgId: number, id: string): Promise<Licence> {
  const { licences: l } = store.t
  const known = await getLicence(store, orgId, id)
  await store.batch((db) => [db.delete(l).where(and(eq(l.orgId, orgId), eq(l.id, id)))])
  return known
}
