import { dayMs } from '../../core/time.ts'
import { readName } from '../../core/typed-name.ts'
import * as protocol from '../../protocol/fleet.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { createFleetToken, type FleetToken, findFleetTokens, revokeFleetToken } from '../store/fleet-tokens.ts'
import type { Store } from '../store/store.ts'
import { getAllowed } from './opening.ts'

/** Tokens that enrol many computers. */
export const fleetTokenRoutes = (store: Store, guard: Guard, now: () => number): Route[] => [
  personRoute(guard, protocol.fleetTokens, async (_, { orgId }) => ({
    tokens: (await findFleetTokens(store, orgId)).map(toShown),
  })),
  personRoute(guard, protocol.addFleetToken, async ({ member, name: typed, approval, uses, days }, caller) => {
    const { orgId, userId: createdBy } = caller
    const { userId } = await getAllowed(store, caller, member, 'see_profile')
    const name = readName(typed)
    const [createdAt, expiresAt] = [now(), now() + days * dayMs]
    const given = { orgId, name, userId, approval, uses, createdBy, expiresAt, now: createdAt }
    const { id, token } = await createFleetToken(store, given)
    return { id, name, userId, approval, usesLeft: uses, createdAt, expiresAt, revokedAt: null, token }
  }),
  personRoute(guard, protocol.revokeFleetToken, async ({ id }, { orgId }) => {
    await revokeFleetToken(store, orgId, id, now())
    return { done: true } as const
  }),
]

const toShown = ({ id, name, userId, approval, usesLeft, createdAt, expiresAt, revokedAt }: FleetToken) => ({
  ...{ id, name, userId, approval: approval === 1, usesLeft },
  ...{ createdAt, expiresAt, revokedAt },
})
