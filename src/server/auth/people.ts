import type { Membership } from '../../core/access.ts'
import type { ApiRole } from '../../core/api-clients.ts'
import { AppError } from '../../core/errors.ts'
import { findApiClient } from '../store/api-clients.ts'
import { findMembership } from '../store/members.ts'
import type { Store } from '../store/store.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Visitor } from './doorway.ts'
import { readSignIn, signInAge } from './sign-ins.ts'

/** What the door asks of every request: who shows this secret, and what they are in an organisation. */
export const createPeople = (store: Store, tokens: AccessTokens, now: () => number) => ({
  cookieMs: signInAge.mostMs,
  whoShows: async (secret: string, visitor: Visitor) => {
    const found = await readSignIn(store, secret, visitor, now())
    if (!found) return undefined
    const { signIn, rotated } = found
    return { userId: signIn.userId, signInId: signIn.id, rotated }
  },
  whoseToken: async (token: string) => {
    const { clientId, orgId, scopes } = await tokens.verify(token)
    // Others believe the token until it is over; here a program that was revoked is nobody at once.
    const client = await findApiClient(store, clientId)
    if (!client || client.orgId !== orgId) throw new AppError('unauthenticated', 'this program was revoked')
    const membership = { orgId, userId: `client:${clientId}`, role: client.role as ApiRole, shares: false }
    return { membership, scopes }
  },
  findMembership: (orgId: number, userId: string): Promise<Membership | undefined> =>
    findMembership(store, orgId, userId),
})
