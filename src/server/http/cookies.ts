import type { IncomingMessage } from 'node:http'
import type { H3Event } from 'h3'
import { minuteMs } from '../../core/time.ts'
import type { HostRule } from './hosts.ts'
import { nodeRequestOf } from './route.ts'
import { headerOf, isSecure } from './visitor.ts'

const plainName = 'usage_audit'
/** A browser takes this name only over https, for this host alone and all of its paths. */
const secureName = `__Host-${plainName}`
const flowEnding = '_way'

/** The secret that a browser shows; undefined if it shows none. Over https nobody but this host can have set it. */
export function readCookie(request: IncomingMessage, rule: HostRule): string | undefined {
  const value = readValue(request, isSecure(request, rule) ? secureName : plainName)
  return value && /^[\w-]{20,200}$/.test(value) ? value : undefined
}

function readValue(request: IncomingMessage, name: string): string | undefined {
  const pairs = headerOf(request, 'cookie').split(';')
  const values = pairs.map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${name}=`))
  return values[0]?.slice(name.length + 1)
}

/** Gives the browser a secret, or takes it back with `undefined`. */
export function writeCookie(event: H3Event, rule: HostRule, secret: string | undefined, mostMs: number): void {
  write(event, rule, '', secret, mostMs)
}

/** What a browser that was sent to a provider has to bring back; undefined if it brings nothing. */
export function readFlowCookie(request: IncomingMessage, rule: HostRule): string | undefined {
  const value = readValue(request, `${isSecure(request, rule) ? secureName : plainName}${flowEnding}`)
  return value && /^[\w-]{20,3000}$/.test(value) ? value : undefined
}

/** Gives it to the browser for as long as somebody may take at a provider, or takes it back with `undefined`. */
export const writeFlowCookie = (event: H3Event, rule: HostRule, sealed: string | undefined): void =>
  write(event, rule, flowEnding, sealed, 10 * minuteMs)

function write(event: H3Event, rule: HostRule, ending: string, value: string | undefined, mostMs: number): void {
  const secure = isSecure(nodeRequestOf(event), rule)
  const age = value === undefined ? 0 : Math.floor(mostMs / 1_000)
  const cookie = `${secure ? secureName : plainName}${ending}=${value ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  event.res.headers.append('set-cookie', cookie)
}
