import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { nothing } from './fields.ts'
import { policySettings } from './policy.ts'

const settings = policySettings.partial()

export const storedPolicy = z.object({
  /** `own`: what a person asks of their own devices. */
  scope: z.enum(['org', 'person', 'device', 'own']),
  /** A user’s id, a device’s number, or nothing. */
  about: z.string(),
  revision: z.int(),
  changedAt: z.int(),
  settings: z.object({ ...settings.shape, idleAfterMs: z.int().optional(), withdrawn: z.boolean().optional() }),
})

export const policies = endpoint({
  says: 'Every policy of the organisation: for everybody, for people, for devices.',
  method: 'GET',
  path: '/api/v1/orgs/:org/policies',
  access: 'admin',
  input: nothing,
  output: z.object({ policies: z.array(storedPolicy) }),
})

/** What a person decided of their own devices stays, whatever is asked here. */
export const setPolicy = endpoint({
  says: 'Replaces a policy that was read: revision 0 where there was none.',
  method: 'PATCH',
  path: '/api/v1/orgs/:org/policies',
  access: 'admin',
  input: z.strictObject({
    scope: z.enum(['org', 'person', 'device']),
    about: z.string().max(100).default(''),
    revision: z.int().nonnegative(),
    settings: z.strictObject(settings.shape),
  }),
  output: storedPolicy,
})
