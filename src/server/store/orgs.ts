import { randomUUID } from 'node:crypto'
import { and, eq, max, ne } from 'drizzle-orm'
import { findOrgsOf } from './members.ts'
import { getUser, personalOrg, type User } from './people.ts'
import { isUniqueViolation } from './sql.ts'
import type { Store } from './store.ts'

/** An organisation of somebody who is known here already. @returns its id: they count up */
export async function createOrg(store: Store, name: string, ownerId: string, now: number): Promise<number> {
  const { orgs: o, members: m } = store.t
  for (let tries = 0; ; tries++) {
    const [last] = await store.db.select({ id: max(o.id) }).from(o)
    const id = (last?.id ?? 0) + 1
    try {
      await store.batch((db) => [
        db.insert(o).values({ id, name, createdAt: now }),
        db.insert(m).values({ orgId: id, userId: ownerId, role: 'owner' }),
      ])
      return id
    } catch (error) {
      if (!isUniqueViolation(error) || tries > 20) throw error
    }
  }
}

export const renameOrg = ({ batch, t: { orgs: o } }: Store, orgId: number, name: string): Promise<void> =>
  batch((db) => [db.update(o).set({ name }).where(eq(o.id, orgId))])

/**
 * The personal organisation begins with the name of its owner's account on the computer. Until somebody names it, it goes by its owner's
 * name as they change that, as long as they are alone: an invitation to "root" tells nobody who asks them.
 */
export async function nameOrgAfter(store: Store, userId: string, name: string): Promise<void> {
  const own = (await findOrgsOf(store, userId)).find(({ orgId }) => orgId === personalOrg)
  if (own?.role !== 'owner' || own.name !== (await getUser(store, userId)).name) return
  if (await isPersonal(store, personalOrg, userId)) await renameOrg(store, personalOrg, name)
}

/** Whether an organisation is one person's own: nobody else is in it, and no device of it is anybody else's. */
export async function isPersonal({ db, t }: Store, orgId: number, userId: string): Promise<boolean> {
  const others = await db.$count(t.members, and(eq(t.members.orgId, orgId), ne(t.members.userId, userId)))
  if (others > 0) return false
  return (await db.$count(t.devices, and(eq(t.devices.orgId, orgId), ne(t.devices.userId, userId)))) === 0
}

/** A person who is about to be added; see `memberWrite`. */
export const newUser = (given: Pick<User, 'name' | 'email' | 'locale' | 'zone'>, now: number) => ({
  ...given,
  id: randomUUID(),
  createdAt: now,
})
