import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import type { Locale } from '../../core/texts/language.ts'
import type { HostRule } from './hosts.ts'

/** What comes with a request, whoever sent it. */
export interface Visitor {
  /** Of the network, for limits and for the list of sign-ins. */
  readonly address: string
  /** What the browser calls itself. */
  readonly browser: string
  /** The language that the browser asks for. */
  readonly locale: Locale
}

/** Who is at the other end; behind a proxy it is whom the proxy names last. */
export function visitorOf(request: IncomingMessage, { behindProxy }: HostRule): Visitor {
  const forwarded = behindProxy ? headerOf(request, 'x-forwarded-for').split(',').at(-1)?.trim() : ''
  const browser = headerOf(request, 'user-agent')
  return {
    address: (forwarded || request.socket.remoteAddress || 'unknown').replace(/^::ffff:(?=\d+\.)/, '').slice(0, 100),
    browser: browser.slice(0, 300),
    locale: toSpokenLocale(headerOf(request, 'accept-language')),
  }
}

/** Whether the browser reached this server by https, so that a cookie may be for https only. */
export function isSecure(request: IncomingMessage, { publicUrl, behindProxy }: HostRule): boolean {
  if ((request.socket as TLSSocket).encrypted === true) return true
  if (publicUrl !== undefined && request.headers.host === new URL(publicUrl).host) return publicUrl.startsWith('https:')
  return behindProxy && headerOf(request, 'x-forwarded-proto') === 'https'
}

/** The first of the languages we speak. */
const toSpokenLocale = (accepted: string): Locale => {
  const spoken = accepted.split(',').find((one) => /^\s*(pt|en)\b/i.test(one)) ?? ''
  return /^\s*pt/i.test(spoken) ? 'pt-BR' : 'en'
}

export function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name]
  return (Array.isArray(value) ? value.join(',') : value) ?? ''
}
