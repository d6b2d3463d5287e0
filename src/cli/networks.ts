import * as z from 'zod'
import { isNetwork } from '../server/http/proxy.ts'

/** `10.0.0.2, fd00::/8` */
export function parseNetworks(value: string, issues: z.RefinementCtx): string[] {
  const networks = value.split(',').map((each) => each.trim())
  if (networks.every(isNetwork)) return networks
  issues.addIssue('not a list of addresses')
  return z.NEVER
}
