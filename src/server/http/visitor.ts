import type { IncomingMessage } from 'node:http'
import { toPlainText } from '../../core/text.ts'
import type { Locale } from '../../core/texts/language.ts'
import type { HostRule } from './hosts.ts'
import { callersOf } from './proxy.ts'

/** What comes with a request, whoever sent it. */
export interface Visitor {
  /** Of the network, for limits and for the list of sign-ins. */
  readonly address: string
  /** What the browser calls itself. */
  readonly browser: string
  /** The language that the browser asks for. */
  readonly locale: Locale
}

/** Who is at the other end; behind a proxy that is trusted it is whom the proxy names. */
export const visitorOf = (request: IncomingMessage, rule: HostRule): Visitor => ({
  address: callersOf(rule).clientAddress(request) || 'unknown',
  browser: toPlainText(headerOf(request, 'user-agent'), 300),
  locale: toSpokenLocale(headerOf(request, 'accept-language')),
})

/** Whether the browser reached this server by https, so that a cookie may be for https only. */
export function isSecure(request: IncomingMessage, rule: HostRule): boolean {
  const { publicUrl } = rule
  if (callersOf(rule).isSecure(request)) return true
  return publicUrl !== undefined && request.headers.host === new URL(publicUrl).host && publicUrl.startsWith('https:')
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
