import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { AppError } from '../../../core/errors.ts'
import { eraseWordsWrites } from '../access-log.ts'
import { forgetAsker } from '../asked-mails.ts'
import { goneUntil, nextPolicyRev } from '../device-state.ts'
import { findOrgsOf, isLastOwner, notLastOwner } from '../members.ts'
import { forgetOwnRecipients } from '../recipients.ts'
import type { Db, Store } from '../store.ts'
import { forgetSubscriptions } from '../subscriptions.ts'

/** @throws AppError `conflict` for who is the last owner of an organisation, which nobody could run any more */
export async function checkMayGo(store: Store, userId: string): Promise<void> {
  for (const { orgId, name, role } of await findOrgsOf(store, userId))
    if (role === 'owner' && (await isLastOwner(store, orgId)))
      throw new AppError('conflict', `nobody else owns "${name}": make somebody an owner first, or delete the server`)
}

/**
 * Empties an account: name, address, ways in and memberships go, and what is left is a number that rows of the past refer to. Their
 * devices lose their names and what they tell is refused for good; their tokens stay, for the agents hear by them that they are to
 * forget. May be done again at any time.
 */
export async function eraseAccount(store: Store, userId: string, now: number): Promise<void> {
  const addresses = await findAddresses(store, userId)
  await store.batch((db) => [
    ...toWaysIn(store, db, userId, addresses),
    ...toDevices(store, db, userId, now),
    ...eraseWordsWrites(store, db, userId),
    forgetSubscriptions(store, db, userId),
    forgetOwnRecipients(store, db, userId),
    forgetAsker(store, db, userId),
    db.delete(store.t.members).where(and(eq(store.t.members.userId, userId), notLastOwner(store))),
    // Last: as long as it says who they were, the rest is found again.
    db
      .update(store.t.users)
      .set({ name: '', email: null, locale: 'en', zone: 'UTC' })
      .where(eq(store.t.users.id, userId)),
  ])
}

/** All they are known by, folded: somebody may have invited one of them. */
async function findAddresses({ db, t: { identities: i, users: u } }: Store, userId: string): Promise<string[]> {
  const identities = await db.select({ one: i.subject }).from(i).where(eq(i.userId, userId))
  const [user] = await db.select({ one: u.email }).from(u).where(eq(u.id, userId))
  return [...identities.map(({ one }) => one), ...(user?.one ? [user.one.toLowerCase()] : [])]
}

function toWaysIn({ t }: Store, db: Db, userId: string, addresses: readonly string[]) {
  const secrets = [t.passwords, t.totps, t.recoveryCodes, t.signIns, t.oneTimeTokens, t.deviceGrants, t.fleetTokens]
  return [
    ...secrets.map((table) => db.delete(table).where(eq((table as Store['t']['signIns']).userId, userId))),
    db.delete(t.invitations).where(inArray(t.invitations.email, [...addresses])),
    db.delete(t.identities).where(eq(t.identities.userId, userId)),
  ]
}

function toDevices(store: Store, db: Db, userId: string, now: number) {
  const { devices: d, policies: p } = store.t
  const own = db.select({ id: sql<string>`cast(${d.id} as text)` }).from(d)
  const ofDevice = own.where(and(eq(d.userId, userId), eq(d.orgId, p.orgId)))
  return [
    db.delete(p).where(or(eq(p.about, userId), and(eq(p.scope, 'device'), inArray(p.about, ofDevice)))),
    db
      .update(d)
      .set({ name: '', erasedUntil: goneUntil, daysMark: sql`${d.daysMark} + 1`, policyRev: nextPolicyRev(store, now) })
      .where(eq(d.userId, userId)),
  ]
}
