import * as z from 'zod'
import { minuteMs } from '../../../core/time.ts'
import type { Vault } from '../vault.ts'

/** How long somebody may take at the provider. */
export const flowMs = 10 * minuteMs

/** What a browser is sent to a provider for. */
const purposeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sign_in'), next: z.string().optional() }),
  /** By the secret of an invitation. */
  z.strictObject({ kind: z.literal('join'), token: z.string() }),
  /** Of who is signed in, and has just shown the password. */
  z.strictObject({ kind: z.literal('link'), userId: z.string() }),
])
export type Purpose = z.output<typeof purposeSchema>

/** What must fit when the browser comes back. */
const flowSchema = z.strictObject({
  provider: z.string(),
  purpose: purposeSchema,
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  expiresAt: z.number(),
})
export type Flow = z.output<typeof flowSchema>

const about = 'a browser at a provider'

/** For a cookie: the browser carries it and can neither read nor change it, and nothing is stored here for who never comes back. */
export const sealFlow = (vault: Vault, flow: Flow): string => vault.seal(JSON.stringify(flow), about)

/** What a browser was sent for; undefined if it shows none, another server's, or one that is too old. */
export function openFlow(vault: Vault, sealed: string | undefined, now: number): Flow | undefined {
  if (sealed === undefined) return undefined
  try {
    const flow = flowSchema.parse(JSON.parse(vault.open(sealed, about)))
    return flow.expiresAt > now ? flow : undefined
  } catch {
    return undefined // whatever it is, it is not ours
  }
}
