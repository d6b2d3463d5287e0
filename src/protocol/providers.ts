import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { nothing } from './fields.ts'

/** Through whom one can sign in besides a password: a browser is sent to the path. */
export const listProviders = endpoint({
  says: 'The providers through whom one can sign in.',
  method: 'GET',
  path: '/api/v1/session/providers',
  access: 'public',
  input: nothing,
  output: z.object({
    providers: z.array(z.object({ name: z.string(), label: z.string(), path: z.string() })),
  }),
})
