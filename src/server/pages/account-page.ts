import { escapeXml } from '../../core/escape.ts'
import { formatInstant } from '../../core/format.ts'
import { pageTextsOf } from '../../core/texts/account-pages.ts'
import type { Locale } from '../../core/texts/language.ts'
import { providerPageTextsOf } from '../../core/texts/provider-pages.ts'
import { nameBrowser } from './browser-name.ts'
import { toLink } from './form.ts'
import type { ShownProvider } from './provider-forms.ts'
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
  readonly providers: readonly (ShownProvider & { readonly linked: boolean })[]
}

/** Who one is here, where one is signed in, and the way out. */
export function accountPage({ locale, zone, name, email, signIns, providers }: AccountView): string {
  const words = pageTextsOf(locale)
  const button = (action: string, text: string, hidden = '') =>
    `<form method="post" action="${action}">${hidden}<button type="submit" class="quiet">${escapeXml(text)}</button></form>`
  const row = ({ id, browser, address, lastUsedAt, current }: ShownSignIn) => {
    const seen = current ? words.thisOne : words.lastUsed(formatInstant(lastUsedAt, locale, zone, 'year'))
    const end = button('/account/end', words.end, `<input type="hidden" name="id" value="${escapeXml(id)}">`)
    return `<tr><td><bdi>${escapeXml(nameBrowser(browser) || '?')}</bdi><br>${escapeXml(address)}<br>${escapeXml(seen)}</td><td class="act">${current ? '' : end}</td></tr>`
  }
  const body = [
    `<p><bdi>${escapeXml(name)}</bdi>${email === null ? '' : `<br>${escapeXml(email)}`}</p>`,
    `<h2>${escapeXml(words.yourSignIns)}</h2>`,
    `<table>${signIns.map(row).join('\n')}</table>`,
    toProviders(locale, providers),
    button('/sign-out', words.signOut),
    toLink({ href: '/', text: words.toReport }),
  ]
  return toPageHtml({ locale, title: words.account, body: body.join('\n') })
}

/** Which providers sign the person in, and the way to change that. */
function toProviders(locale: Locale, providers: AccountView['providers']): string {
  if (providers.length === 0) return ''
  const words = providerPageTextsOf(locale)
  const rows = providers.map(({ name, label, linked }) => {
    const title = linked ? words.unlinkTitle(label) : words.linkTitle(label)
    const change = `<a href="/account/provider/${escapeXml(name)}" aria-label="${escapeXml(title)}">${escapeXml(linked ? words.unlink : words.link)}</a>`
    const state = linked ? `<br>${escapeXml(words.linked)}` : ''
    return `<tr><td><bdi>${escapeXml(label)}</bdi>${state}</td><td class="act">${change}</td></tr>`
  })
  return `<h2>${escapeXml(words.ways)}</h2>\n<table>${rows.join('\n')}</table>`
}
