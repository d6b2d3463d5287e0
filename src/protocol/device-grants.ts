import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { done, id, nothing } from './fields.ts'

const code = z.string().min(1).max(40)

/** What a computer says of itself that waits with a code, for whoever is about to let it in. */
export const readDeviceGrant = endpoint({
  says: 'What a computer says of itself that waits with a code.',
  method: 'POST',
  path: '/api/v1/orgs/:org/device-grants/read',
  access: 'member',
  input: z.strictObject({ code }),
  output: z.object({
    hostName: z.string(),
    account: z.string(),
    platform: z.string(),
    address: z.string(),
    createdAt: z.int(),
    expiresAt: z.int(),
  }),
})

/** Lets it in as the caller's own device, or sends it away. */
export const decideDeviceGrant = endpoint({
  says: 'Lets that computer in as a device of the caller, or sends it away.',
  method: 'POST',
  path: '/api/v1/orgs/:org/device-grants/decide',
  access: 'member',
  input: z.strictObject({ code, letIn: z.boolean(), name: z.string().max(100).default('') }),
  output: done,
})

/** Those that came with a fleet token whose computers are let in one by one. */
export const waitingComputers = endpoint({
  says: 'Computers of a fleet that wait for an admin to let them in, the one that came first first.',
  method: 'GET',
  path: '/api/v1/orgs/:org/device-grants',
  access: 'admin',
  input: nothing,
  output: z.object({
    waiting: z.array(
      z.object({
        id: z.string(),
        hostName: z.string(),
        account: z.string(),
        platform: z.string(),
        address: z.string(),
        /** Whose device it becomes. */
        userId: z.string(),
        person: z.string().nullable(),
        createdAt: z.int(),
        expiresAt: z.int(),
      }),
    ),
  }),
})

/** For people only: a computer that is let in has a token that outlives a program. */
export const decideWaiting = endpoint({
  says: 'Lets one of these computers in as a device of whom its token is for, or sends it away.',
  method: 'POST',
  path: '/api/v1/orgs/:org/device-grants/:id/decide',
  access: 'admin',
  people: true,
  input: z.strictObject({ id, letIn: z.boolean(), name: z.string().max(100).default('') }),
  output: done,
})
