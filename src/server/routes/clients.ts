import { mayGive } from '../../core/access.ts'
import type { ApiRole, ApiScope } from '../../core/api-clients.ts'
import { AppError } from '../../core/errors.ts'
import { readName } from '../../core/typed-name.ts'
import * as protocol from '../../protocol/clients.ts'
import { newSecret } from '../auth/secrets.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { type ApiClient, createApiClient, findApiClients, revokeApiClient } from '../store/api-clients.ts'
import type { Store } from '../store/store.ts'

/** Programs that call on behalf of an organisation. */
export const clientRoutes = (store: Store, guard: Guard, now: () => number): Route[] => [
  personRoute(guard, protocol.clients, async (_, { orgId }) => ({
    clients: (await findApiClients(store, orgId)).map(toShown),
  })),
  personRoute(guard, protocol.addClient, async ({ name, role, scopes }, { orgId, me, userId }) => {
    if (!mayGive(me, role))
      throw new AppError('forbidden', 'only an owner makes a program that is an admin', { at: 'role' })
    const secret = newSecret()
    const given = { orgId, name: readName(name), role, scopes: [...new Set(scopes)], secret, createdBy: userId }
    return { ...toShown(await createApiClient(store, { ...given, now: now() })), secret }
  }),
  personRoute(guard, protocol.revokeClient, async ({ id }, { orgId }) => {
    await revokeApiClient(store, orgId, id, now())
    return { done: true } as const
  }),
]

const toShown = ({ id, name, role, scopes, createdAt, lastUsedAt, revokedAt }: ApiClient) => ({
  ...{ id, name, role: role as ApiRole, scopes: scopes.split(' ') as ApiScope[] },
  ...{ createdAt, lastUsedAt, revokedAt },
})
