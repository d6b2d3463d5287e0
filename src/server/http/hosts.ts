import { isIP } from 'node:net'
import { AppError } from '../../core/errors.ts'
import { isLoopback } from '../../core/hosts.ts'
import type { ProxyRule } from './proxy.ts'

export interface HostRule extends ProxyRule {
  /** The address that is listened on. */
  readonly host: string
  /** Where people reach this server, if that is another name. */
  readonly publicUrl?: string | undefined
}

/**
 * Refuses a request that was addressed to another name than this server's: a page elsewhere that made its own name point here
 * (DNS rebinding) must not read what only this computer may.
 * @param header the name that was asked for, as `Host` tells it
 * @throws AppError `misdirected`
 */
export function checkHost(header: string, rule: HostRule): void {
  const name = hostName(header)
  const publicName = rule.publicUrl ? new URL(rule.publicUrl).hostname : undefined
  if (name === publicName || name === rule.host || isLoopback(name)) return
  if (!publicName && (rule.behindProxy || !isLoopback(rule.host))) return
  if (!isLoopback(rule.host) && isIP(name.replace(/^\[|\]$/g, ''))) return
  throw new AppError('misdirected', `this server is not "${name.slice(0, 100)}"; set server.public_url if it should be`)
}

/** Without the port, in small letters. */
export const hostName = (header: string) => header.replace(/:\d*$/, '').toLowerCase()
