import type { IncomingMessage } from 'node:http'
import type { H3Event } from 'h3'
import type { HostRule } from './hosts.ts'
import { nodeRequestOf } from './route.ts'
import { headerOf, isSecure } from './visitor.ts'

const plainName = 'usage_audit'
/** A browser takes this name only over https, for this host alone and all of its paths. */
const secureName = `__Host-${plainName}`

/** The secret that a browser shows; undefined if it shows none. Over https nobody but this host can have set it. */
export function readCookie(request: IncomingMessage, rule: HostRule): string | undefined {
  const name = isSecure(request, rule) ? secureName : plainName
  const pairs = headerOf(request, 'cookie').split(';')
  const values = pairs.map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${name}=`))
  const value = values[0]?.slice(name.length + 1)
  return value && /^[\w-]{20,200}$/.test(value) ? value : undefined
}

/** Gives the browser a secret, or takes it back with `undefined`. */
export function writeCookie(event: H3Event, rule: HostRule, secret: string | undefined, mostMs: number): void {
  const secure = isSecure(nodeRequestOf(event), rule)
  const age = secret === undefined ? 0 : Math.floor(mostMs / 1_000)
  const cookie = `${secure ? secureName : plainName}=${secret ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  event.res.headers.append('set-cookie', cookie)
}
