import { formatInstant } from '../../core/format.ts'
import { pageTextsOf } from '../../core/texts/account-pages.ts'
import type { Locale } from '../../core/texts/language.ts'
import { escapeXml } from '../reports/escape.ts'
import { toLink } from './form.ts'
import { toPageHtml } from './shell.ts'

/** A browser that is signed in. */
export interface ShownSignIn {
  readonly id: string
  readonly browser: string
  readonly address: string
  readonly lastUsedAt: number
  readonly current: boolean
}

export interface AccountView {
  readonly locale: Locale
  readonly zone: string
  readonly name: string
  readonly email: string | null
  readonly signIns: readonly ShownSignIn[]
}

/** Who one is here, where one is signed in, and the way out. */
export function accountPage({ locale, zone, name, email, signIns }: AccountView): string {
  const words = pageTextsOf(locale)
  const button = (action: string, text: string, hidden = '') =>
    `<form method="post" action="${action}">${hidden}<button type="submit">${escapeXml(text)}</button></form>`
  const row = ({ id, browser, address, lastUsedAt, current }: ShownSignIn) => {
    const seen = current ? words.thisOne : words.lastUsed(formatInstant(lastUsedAt, locale, zone, 'year'))
    const end = button('/account/end', words.end, `<input type="hidden" name="id" value="${escapeXml(id)}">`)
    return `<tr><td><bdi>${escapeXml(browser || '?')}</bdi><br>${escapeXml(address)}, ${escapeXml(seen)}</td><td>${current ? '' : end}</td></tr>`
  }
  const body = [
    `<p><bdi>${escapeXml(name)}</bdi>${email === null ? '' : `<br>${escapeXml(email)}`}</p>`,
    `<h2>${escapeXml(words.yourSignIns)}</h2>`,
    `<table>${signIns.map(row).join('\n')}</table>`,
    button('/sign-out', words.signOut),
    toLink({ href: '/', text: words.toReport }),
  ]
  return toPageHtml({ locale, title: words.account, body: body.join('\n') })
}
