import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'

export interface ProxyRule {
  readonly behindProxy: boolean
  /** Addresses and networks (CIDR) of proxies; undefined: this computer alone. */
  readonly trustedProxies?: readonly string[] | undefined
}

/** What is known of a caller; what a proxy says counts only if the proxy is one that is trusted. */
export interface Callers {
  /** The address of who asks, for limits and for the access log; never one that the caller could make up. */
  clientAddress(request: IncomingMessage): string
  /** Whether the caller's own connection is encrypted. */
  isSecure(request: IncomingMessage): boolean
  /** The name that the caller asked for, with its port if it has one; empty if none was told. */
  host(request: IncomingMessage): string
}

const thisComputer = ['127.0.0.0/8', '::1']

/** Whether a text is an address or a network, as `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/')
  const kind = isIP(address)
  if (kind === 0 || more.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (kind === 4 ? 32 : 128))
}

const readers = new WeakMap<ProxyRule, Callers>()

/** The one reader that there is of a rule. */
export function callersOf(rule: ProxyRule): Callers {
  const callers = readers.get(rule) ?? createCallers(rule)
  readers.set(rule, callers)
  return callers
}

/** Reads callers by a rule. */
export function createCallers({ behindProxy, trustedProxies = thisComputer }: ProxyRule): Callers {
  const isTrusted = createMatcher(behindProxy ? trustedProxies : [])
  const peerOf = ({ socket }: IncomingMessage) => toAddress(socket.remoteAddress ?? '') ?? ''
  const told = (request: IncomingMessage, name: string, parameter: string): string | undefined => {
    if (!isTrusted(peerOf(request))) return undefined
    return (list(request, name) ?? forwarded(request, parameter))?.at(-1)
  }
  return {
    clientAddress: (request) => {
      const peer = peerOf(request)
      if (!isTrusted(peer)) return peer
      const ways = [list(request, 'x-forwarded-for'), forwarded(request, 'for')].filter((way) => way !== undefined)
      const found = new Set(ways.map((way) => walk(peer, way, isTrusted)))
      // A proxy writes one of the two headers; where they disagree, the other is the caller's own.
      return found.size === 1 ? [...found][0]! : peer
    },
    isSecure: (request) =>
      (request.socket as TLSSocket).encrypted === true ||
      told(request, 'x-forwarded-proto', 'proto')?.toLowerCase() === 'https',
    host: (request) => told(request, 'x-forwarded-host', 'host') ?? request.headers.host ?? '',
  }
}

/** From the nearest hop backwards: the first one that is no proxy of ours is who asks. What lies behind it anybody can write. */
function walk(peer: string, way: readonly string[], isTrusted: (address: string) => boolean): string {
  let nearest = peer
  for (const hop of way.toReversed()) {
    const address = toAddress(hop)
    if (address === undefined) return nearest
    nearest = address
    if (!isTrusted(address)) return nearest
  }
  return nearest
}

function createMatcher(networks: readonly string[]): (address: string) => boolean {
  const known = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    const kind = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    known.addSubnet(address, Number(prefix ?? (kind === 'ipv4' ? 32 : 128)), kind)
  }
  return (address) => isIP(address) !== 0 && known.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

/** Of an address as a header writes it: `"[::1]:4711"`, `10.0.0.2:80`, `::ffff:10.0.0.2`; undefined if it is none. */
function toAddress(text: string): string | undefined {
  const bare = text.trim().replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
  const address = bare.replace(/^([\d.]+):\d+$/, '$1').replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(address) === 0 ? undefined : address
}

const list = ({ headers }: IncomingMessage, name: string): string[] | undefined =>
  headers[name] === undefined
    ? undefined
    : String(headers[name])
        .split(',')
        .map((part) => part.trim())

/** The values of one parameter of `Forwarded` (RFC 7239), an empty one for each hop that does not tell it. */
const forwarded = (request: IncomingMessage, parameter: string): string[] | undefined =>
  list(request, 'forwarded')?.map((hop) => {
    const pair = hop.split(';').find((part) => part.trim().toLowerCase().startsWith(`${parameter}=`))
    return (
      pair
        ?.slice(pair.indexOf('=') + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1') ?? ''
    )
  })
