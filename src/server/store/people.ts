import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Role } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import { usualIdleAfterMs } from '../../core/presence.ts'
import { prepareOnce } from './prepared.ts'
import { isUniqueViolation } from './sql.ts'
import type { Store } from './store.ts'

export type User = Store['t']['users']['$inferSelect']

/** A personal instance is one organisation, with one person who owns it. */
export const personalOrg = 1

export interface Owner {
  readonly name: string
  readonly email: string | null
  readonly locale: string
  readonly zone: string
}

/**
 * The owner of the personal organisation, both made on first use.
 * @param settings what whoever runs the server has set of the owner: it takes the place of what is stored
 */
export async function ensureOwner(
  store: Store,
  owner: Owner,
  now: number,
  settings: Partial<Owner> = {},
): Promise<User> {
  const { users, orgs, members } = store.t
  const known = await findOwner(store, personalOrg)
  if (known) {
    if (Object.keys(settings).length > 0)
      await store.batch((db) => [db.update(users).set(settings).where(eq(users.id, known.id))])
    return { ...known, ...settings }
  }
  const user = { id: randomUUID(), createdAt: now, idleAfterMs: usualIdleAfterMs, ...owner, ...settings }
  try {
    await store.batch((db) => [
      db.insert(orgs).values({ id: personalOrg, name: user.name, createdAt: now }),
      db.insert(users).values(user),
      db.insert(members).values({ orgId: personalOrg, userId: user.id, role: 'owner' }),
    ])
    return user
  } catch (error) {
    if (!isUniqueViolation(error)) throw error // somebody else started at the same moment
    return ensureOwner(store, owner, now, settings)
  }
}

export async function findOwner({ db, t }: Store, orgId: number): Promise<User | undefined> {
  const [row] = await db
    .select({ user: t.users })
    .from(t.members)
    .innerJoin(t.users, eq(t.users.id, t.members.userId))
    .where(and(eq(t.members.orgId, orgId), eq(t.members.role, 'owner')))
    .orderBy(asc(t.users.createdAt))
    .limit(1)
  return row?.user
}

export async function findUser({ db, t }: Store, id: string): Promise<User | undefined> {
  const [user] = await db.select().from(t.users).where(eq(t.users.id, id))
  return user
}

/** @throws AppError `not_found` */
export async function getUser(store: Store, id: string): Promise<User> {
  const user = await findUser(store, id)
  if (!user) throw new AppError('not_found', `there is no user ${id}`)
  return user
}

export const findOrgIds = async ({ db, t }: Store): Promise<number[]> =>
  (await db.select({ id: t.orgs.id }).from(t.orgs).orderBy(asc(t.orgs.id))).map(({ id }) => id)

/** @throws AppError `not_found` */
export async function getOrg({ db, t }: Store, id: number): Promise<Store['t']['orgs']['$inferSelect']> {
  const [org] = await db.select().from(t.orgs).where(eq(t.orgs.id, id))
  if (!org) throw new AppError('not_found', `there is no organisation ${id}`)
  return org
}

/** Whether everything of an organisation is made up; false if there is none. */
export async function isDemo(store: Store, orgId: number): Promise<boolean> {
  const [row] = await demoQuery(store).execute({ orgId })
  return row?.demo === 1
}

const demoQuery = prepareOnce(({ db, t: { orgs: o } }) =>
  db
    .select({ demo: o.demo })
    .from(o)
    .where(eq(o.id, sql.placeholder('orgId')))
    .prepare('is_demo'),
)

/** An organisation of its own for data that are made up. */
export interface NewDemoOrg {
  readonly name: string
  /** The first of them owns it, the second helps. None has an address, so that nobody gets a mail. */
  readonly people: readonly { readonly name: string; readonly zone: string }[]
  readonly locale: string
  readonly createdAt: number
}

/** Who opens what is another's, as the made-up accesses have it, may do so. */
const demoRoles: readonly Role[] = ['owner', 'admin']

/**
 * Makes the personal organisation one of made-up people, in a store that has none.
 * @returns their ids, in order
 * @throws AppError `cannot_create` if the store holds one already, whoever's it is
 */
export async function createDemoOrg(store: Store, { name, people, locale, createdAt }: NewDemoOrg): Promise<string[]> {
  const { orgs, users, members } = store.t
  const made = people.map((person) => ({ ...person, id: randomUUID(), email: null, locale, createdAt }))
  const toMember = ({ id }: { id: string }, i: number) => ({
    orgId: personalOrg,
    userId: id,
    role: demoRoles[i] ?? 'member',
  })
  try {
    await store.batch((db) => [
      db.insert(orgs).values({ id: personalOrg, name, createdAt, demo: 1 }),
      db.insert(users).values(made),
      db.insert(members).values(made.map(toMember)),
    ])
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    throw new AppError('cannot_create', (await isDemo(store, personalOrg)) ? holdsDemo : holdsData, {
      at: 'server.database',
    })
  }
  return made.map(({ id }) => id)
}

const holdsData =
  "this store is somebody's own, and made-up data never go there; name an empty folder with --data-dir DIR"
const holdsDemo = 'this store holds made-up data already; name an empty folder with --data-dir DIR, or delete this one'

/**
 * The person of an organisation whom somebody means by an id, an e-mail address or a name.
 * @throws AppError `not_found` if nobody is called so, `invalid` if several are
 */
export async function findPerson({ db, t }: Store, orgId: number, typed: string): Promise<User> {
  const rows = await db
    .select({ user: t.users })
    .from(t.members)
    .innerJoin(t.users, eq(t.users.id, t.members.userId))
    .where(eq(t.members.orgId, orgId))
  const meant = typed.trim().toLowerCase()
  const found = rows.filter(({ user }) => [user.id, user.email, user.name].some((one) => one?.toLowerCase() === meant))
  if (found.length === 1) return found[0]!.user
  const [code, what] = found.length === 0 ? (['not_found', 'nobody'] as const) : (['invalid', 'more than one'] as const)
  throw new AppError(code, `${what} here is called "${typed}"; name an e-mail address, or an id`, { at: '--person' })
}

/** Everybody who belongs to an organisation, with the organisation. */
export const findMembers = ({ db, t }: Store): Promise<{ orgId: number; user: User }[]> =>
  db
    .select({ orgId: t.members.orgId, user: t.users })
    .from(t.members)
    .innerJoin(t.users, eq(t.users.id, t.members.userId))
    .orderBy(asc(t.members.orgId), asc(t.users.id))

/** Whoever had a device in an organisation and belongs to it no more. */
export async function findFormer({ db, t }: Store, orgId: number): Promise<User[]> {
  const rows = await db
    .selectDistinct({ user: t.users })
    .from(t.devices)
    .innerJoin(t.users, eq(t.users.id, t.devices.userId))
    .leftJoin(t.members, and(eq(t.members.orgId, t.devices.orgId), eq(t.members.userId, t.devices.userId)))
    .where(and(eq(t.devices.orgId, orgId), isNull(t.members.userId)))
  return rows.map(({ user }) => user)
}
