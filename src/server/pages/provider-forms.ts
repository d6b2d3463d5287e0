import { escapeXml } from '../../core/escape.ts'
import type { Locale } from '../../core/texts/language.ts'
import { providerPageTextsOf } from '../../core/texts/provider-pages.ts'
import { toFormPage, toLink, toNotePage, toParagraph } from './form.ts'
import { toPageHtml } from './shell.ts'

/** A provider as a page names it. */
export interface ShownProvider {
  readonly name: string
  readonly label: string
}

/** Links that look like the buttons they stand below: a form that leads elsewhere would need the address of where. */
export const toProviderLinks = (
  locale: Locale,
  providers: readonly ShownProvider[],
  toText: (label: string) => string,
  toHref: (name: string) => string,
): string => {
  if (providers.length === 0) return ''
  const links = providers.map(
    ({ name, label }) => `<a class="button quiet" href="${escapeXml(toHref(name))}">${escapeXml(toText(label))}</a>`,
  )
  return `<p class="or">${escapeXml(providerPageTextsOf(locale).or)}</p>\n${links.join('\n')}`
}

/** What an error says to who came from a provider, or goes there. */
export function providerProblem(locale: Locale, label: string, code: string, fault: unknown): string | undefined {
  const { problems } = providerPageTextsOf(locale)
  return problems[typeof fault === 'string' ? fault : code]?.(label)
}

interface LinkPage {
  readonly locale: Locale
  readonly label: string
  readonly action: string
  readonly problem?: string | undefined
}

/** Where somebody who is signed in shows the password, to link a provider or, if it is linked, to unlink it. */
export function linkPage({ locale, label, action, problem }: LinkPage, isLinked: boolean): string {
  const words = providerPageTextsOf(locale)
  return toFormPage({
    ...{ locale, action, problem },
    title: isLinked ? words.unlinkTitle(label) : words.linkTitle(label),
    intro: [isLinked ? words.unlinkHint(label) : words.linkHint(label)],
    hidden: { change: isLinked ? 'unlink' : 'link' },
    fields: [{ name: 'current', label: words.current, type: 'password', autocomplete: 'current-password' }],
    go: isLinked ? words.unlink : words.link,
    more: [{ href: '/account', text: words.toAccount }],
  })
}

/** The last step before the provider. */
export function goOnPage(locale: Locale, label: string, url: string): string {
  const words = providerPageTextsOf(locale)
  const link = `<a class="button" href="${escapeXml(url)}">${escapeXml(words.goOn(label))}</a>`
  const body = [toParagraph(words.goOnHint(label)), link, toLink({ href: '/account', text: words.toAccount })]
  return toPageHtml({ locale, title: words.goOnTitle, body: body.join('\n') })
}

/** Why a link did not come about. */
export const notLinkedPage = (locale: Locale, label: string, problem: string): string =>
  toNotePage(
    locale,
    providerPageTextsOf(locale).linkTitle(label),
    [problem],
    [{ href: '/account', text: providerPageTextsOf(locale).toAccount }],
  )
