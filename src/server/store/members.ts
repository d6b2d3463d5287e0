import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import { isRole, type Membership, type Role } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import { holdDevices } from './devices.ts'
import type { User } from './people.ts'
import type { Db, Store, Write } from './store.ts'

/** A member of an organisation with who they are. */
export interface Member extends Membership {
  readonly user: User
}

type Row = Store['t']['members']['$inferSelect']

const toMembership = ({ orgId, userId, role, shares }: Row): Membership => ({
  orgId,
  userId,
  role: isRole(role) ? role : 'member',
  shares: shares === 1,
})

/** What somebody is in an organisation; undefined if they are not in it. */
export async function findMembership({ db, t }: Store, orgId: number, userId: string): Promise<Membership | undefined> {
  const [row] = await db
    .select()
    .from(t.members)
    .where(and(eq(t.members.orgId, orgId), eq(t.members.userId, userId)))
  return row && toMembership(row)
}

export async function findMembersOf({ db, t }: Store, orgId: number): Promise<Member[]> {
  const rows = await db
    .select({ member: t.members, user: t.users })
    .from(t.members)
    .innerJoin(t.users, eq(t.users.id, t.members.userId))
    .where(eq(t.members.orgId, orgId))
    .orderBy(asc(t.users.name), asc(t.users.id))
  return rows.map(({ member, user }) => ({ ...toMembership(member), user }))
}

export const countMembers = ({ db, t: { members: m } }: Store, orgId: number): Promise<number> =>
  db.$count(m, eq(m.orgId, orgId))

/** Whether mails go to a member at an address that is known to be theirs. @param email folded */
export async function hasMemberOfAddress({ db, t }: Store, orgId: number, email: string): Promise<boolean> {
  const rows = await db
    .select({ userId: t.members.userId })
    .from(t.members)
    .innerJoin(t.users, eq(t.users.id, t.members.userId))
    .where(and(eq(t.members.orgId, orgId), eq(sql`lower(${t.users.email})`, email)))
    .limit(1)
  return rows.length > 0
}

/** @throws AppError `not_found`, for who is in another organisation as for who is in none */
export async function getMember({ db, t }: Store, orgId: number, userId: string): Promise<Member> {
  const [row] = await db
    .select({ member: t.members, user: t.users })
    .from(t.members)
    .innerJoin(t.users, eq(t.users.id, t.members.userId))
    .where(and(eq(t.members.orgId, orgId), eq(t.members.userId, userId)))
  if (!row) throw new AppError('not_found', 'there is nobody of this id in this organisation')
  return { ...toMembership(row.member), user: row.user }
}

/** The organisations that somebody is in, the first one first. */
export async function findOrgsOf({ db, t }: Store, userId: string): Promise<(Membership & { name: string })[]> {
  const rows = await db
    .select({ member: t.members, name: t.orgs.name })
    .from(t.members)
    .innerJoin(t.orgs, eq(t.orgs.id, t.members.orgId))
    .where(eq(t.members.userId, userId))
    .orderBy(asc(t.members.orgId))
  return rows.map(({ member, name }) => ({ ...toMembership(member), name }))
}

/** To be run in a batch; fails with a unique violation for who is a member already. */
export const memberWrite = ({ t }: Store, db: Db, orgId: number, userId: string, role: Role): Write => ({
  write: db.insert(t.members).values({ orgId, userId, role }),
})

/** Whoever takes them out meanwhile waits, and then finds what was written together with this; no row for who is no member. */
export const holdMember = ({ t: { members: m } }: Store, db: Db, orgId: number, userId: string): Write => ({
  write: db
    .update(m)
    .set({ role: sql`${m.role}` })
    .where(and(eq(m.orgId, orgId), eq(m.userId, userId))),
  expectRows: 1,
})

/** @throws AppError `conflict` if nobody would own the organisation any more */
export function changeRole(store: Store, { orgId, userId }: Membership, role: Role): Promise<void> {
  const { members: m } = store.t
  const keepsAnOwner = role === 'owner' ? undefined : notLastOwner(store)
  return alone(store, orgId, (db) => [
    {
      write: db
        .update(m)
        .set({ role })
        .where(and(eq(m.orgId, orgId), eq(m.userId, userId), keepsAnOwner)),
      expectRows: 1,
    },
  ])
}

/**
 * Takes somebody out. Their devices stay with what they told, and tell nothing more.
 * @throws AppError `conflict` if nobody would own the organisation any more
 */
export function removeMember(store: Store, { orgId, userId }: Membership): Promise<void> {
  const { members: m, devices: d, deviceTokens: k } = store.t
  return alone(store, orgId, (db) => {
    const theirs = db
      .select({ id: d.id })
      .from(d)
      .where(and(eq(d.orgId, orgId), eq(d.userId, userId)))
    return [
      {
        write: db.delete(m).where(and(eq(m.orgId, orgId), eq(m.userId, userId), notLastOwner(store))),
        expectRows: 1,
      },
      { write: holdDevices(store, db, orgId, eq(d.userId, userId)) },
      { write: db.delete(k).where(and(eq(k.orgId, orgId), inArray(k.deviceId, theirs))) },
    ]
  })
}

export function changeSharing({ batch, t: { members: m } }: Store, orgId: number, userId: string, shares: boolean) {
  const set = { shares: shares ? 1 : 0 }
  return batch((db) => [
    db
      .update(m)
      .set(set)
      .where(and(eq(m.orgId, orgId), eq(m.userId, userId))),
  ])
}

/** Of a row of members: that somebody else owns its organisation too, or that it is no owner's. */
export const notLastOwner = ({ t: { members: m } }: Store) =>
  or(
    ne(m.role, 'owner'),
    sql`exists (select 1 from ${m} as o where o.org_id = ${m.orgId} and o.role = 'owner' and o.user_id <> ${m.userId})`,
  )

/** Whether an organisation has one owner only. */
export const isLastOwner = async ({ db, t: { members: m } }: Store, orgId: number): Promise<boolean> =>
  (await db.$count(m, and(eq(m.orgId, orgId), eq(m.role, 'owner')))) === 1

/** Two owners who leave at once come one after the other: the row of their organisation is held meanwhile. */
async function alone(store: Store, orgId: number, build: (db: Db) => readonly Write[]): Promise<void> {
  const { orgs: o } = store.t
  try {
    await store.batch((db) => [
      db
        .update(o)
        .set({ name: sql`${o.name}` })
        .where(eq(o.id, orgId)),
      ...build(db),
    ])
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    throw new AppError('conflict', 'the last owner stays until somebody else owns the organisation', { cause: error })
  }
}
