import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { done } from './fields.ts'

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
