import type { Membership } from '../../core/access.ts'
import { findMembership } from '../store/members.ts'
import type { Store } from '../store/store.ts'
import type { Visitor } from './doorway.ts'
import { readSignIn, signInAge } from './sign-ins.ts'

/** What the door asks of every request: who shows this secret, and what they are in an organisation. */
export const createPeople = (store: Store, now: () => number) => ({
  cookieMs: signInAge.mostMs,
  whoShows: async (secret: string, visitor: Visitor) => {
    const found = await readSignIn(store, secret, visitor, now())
    if (!found) return undefined
    const { signIn, rotated } = found
    return { userId: signIn.userId, signInId: signIn.id, rotated }
  },
  findMembership: (orgId: number, userId: string): Promise<Membership | undefined> =>
    findMembership(store, orgId, userId),
})
