import * as z from 'zod'
import { apiRoles, apiScopes } from '../core/api-clients.ts'
import { endpoint } from './endpoint.ts'
import { done, id, name, nothing } from './fields.ts'

const client = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(apiRoles),
  scopes: z.array(z.enum(apiScopes)),
  createdAt: z.int(),
  lastUsedAt: z.int().nullable(),
  revokedAt: z.int().nullable(),
})

/** Programs that call on behalf of the organisation. */
export const clients = endpoint({
  says: 'The programs that call on behalf of the organisation.',
  method: 'GET',
  path: '/api/v1/orgs/:org/clients',
  access: 'admin',
  input: nothing,
  output: z.object({ clients: z.array(client) }),
})

/** The secret is told now and never again. For people only: a program would make others that outlive it. */
export const addClient = endpoint({
  says: 'Adds a program; its secret is told now and never again.',
  method: 'POST',
  path: '/api/v1/orgs/:org/clients',
  access: 'admin',
  people: true,
  input: z.strictObject({ name, role: z.enum(apiRoles), scopes: z.array(z.enum(apiScopes)).min(1).max(2) }),
  output: client.extend({ secret: z.string() }),
})

export const revokeClient = endpoint({
  says: 'Ends a program.',
  method: 'DELETE',
  path: '/api/v1/orgs/:org/clients/:id',
  access: 'admin',
  people: true,
  input: z.strictObject({ id }),
  output: done,
})
