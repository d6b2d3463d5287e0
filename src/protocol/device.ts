import * as z from 'zod'
import { endpoint } from './endpoint.ts'

/** Which device a token speaks for: asked once when an agent is enrolled. */
export const thisDevice = endpoint({
  says: 'Which device a token speaks for.',
  method: 'GET',
  path: '/api/v1/device',
  access: 'device',
  input: z.strictObject({}),
  output: z.object({ name: z.string(), person: z.string(), organisation: z.string() }),
})
export type ThisDevice = z.output<typeof thisDevice.output>

/** A new token in place of the one that is shown, which is good until the new one is first used. */
export const renewToken = endpoint({
  says: 'A new token, which takes the place of the one shown when it is first used.',
  method: 'POST',
  path: '/api/v1/device/renew',
  access: 'device',
  input: z.strictObject({}),
  output: z.object({ token: z.string() }),
})
