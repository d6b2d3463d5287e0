import { pageTextsOf } from '../../core/texts/account-pages.ts'
import type { Locale } from '../../core/texts/language.ts'
import { providerPageTextsOf } from '../../core/texts/provider-pages.ts'
import { isScreenAddress } from '../../protocol/screens.ts'
import { type Field, quoted, toFormPage, toNotePage } from './form.ts'
import { type ShownProvider, toProviderLinks } from './provider-forms.ts'

/*
 * The pages that let people in. Each takes the language, what was typed, and what was wrong with it.
 */

export interface Tried {
  readonly locale: Locale
  readonly problem?: string | undefined
  readonly email?: string | undefined
  readonly name?: string | undefined
  /** Whose account takes the address from another that has claimed it. */
  readonly takes?: string | undefined
  /** Where somebody was on the way to, as `toNext` lets it through. */
  readonly next?: string | undefined
}

/** Where a sign-in may lead: to a page or screen of this server that is known to be meant, and to nowhere else. */
export const toNext = (given: string | undefined): string | undefined =>
  given !== undefined && (/^\/device(\?code=[A-Z]{4}-[A-Z]{4})?$/.test(given) || isScreenAddress(given))
    ? given
    : undefined

const hiddenNext = ({ next }: Tried): Readonly<Record<string, string>> => {
  const allowed = toNext(next)
  return allowed === undefined ? {} : { next: allowed }
}

const emailField = ({ locale, email }: Tried): Field => ({
  ...{ name: 'email', label: pageTextsOf(locale).email, type: 'email', autocomplete: 'username' },
  value: email,
})

const newPasswordField = ({ locale }: Tried): Field => ({
  ...{ name: 'password', label: pageTextsOf(locale).newPassword, type: 'password', autocomplete: 'new-password' },
  hint: pageTextsOf(locale).passwordHint,
})

const toSignIn = (locale: Locale) => ({ href: '/sign-in', text: pageTextsOf(locale).toSignIn })

/** @param local whoever sits at the server's own computer is told of its link */
export type SignInPage = (tried: Tried, local: boolean) => string

/** The sign-in, with the providers that there are. */
export const createSignInPage =
  (providers: readonly ShownProvider[]): SignInPage =>
  (tried, local) =>
    signInPage(tried, local, providers)

function signInPage(tried: Tried, local: boolean, providers: readonly ShownProvider[]): string {
  const { locale, problem } = tried
  const next = toNext(tried.next)
  const toHref = (name: string) =>
    `/sign-in/oidc/${name}${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`
  const words = pageTextsOf(locale)
  return toFormPage({
    ...{ locale, problem, title: words.signIn, action: '/sign-in', go: words.signIn },
    intro: local ? [words.localHint] : [],
    hidden: hiddenNext(tried),
    fields: [
      emailField(tried),
      { name: 'password', label: words.password, type: 'password', autocomplete: 'current-password' },
    ],
    below: toProviderLinks(locale, providers, providerPageTextsOf(locale).signInWith, toHref),
    more: [{ href: '/reset', text: words.forgot }],
  })
}

export function codePage(tried: Tried, token: string): string {
  const { locale, problem } = tried
  const words = pageTextsOf(locale)
  return toFormPage({
    ...{ locale, problem, title: words.codeTitle, action: '/sign-in/code', go: words.go },
    fields: [{ name: 'code', label: words.code, type: 'text', autocomplete: 'one-time-code', hint: words.codeHint }],
    hidden: { token, ...hiddenNext(tried) },
  })
}

export function setUpPage(tried: Tried, action: string): string {
  const { locale, problem } = tried
  const words = pageTextsOf(locale)
  return toFormPage({
    ...{ locale, problem, title: words.setUpTitle, action, go: words.setUpGo, intro: [words.setUpHint] },
    fields: [emailField(tried), newPasswordField(tried)],
  })
}

export function askResetPage(tried: Tried): string {
  const { locale, problem } = tried
  const words = pageTextsOf(locale)
  return toFormPage({
    ...{ locale, problem, title: words.resetTitle, action: '/reset', go: words.resetGo, intro: [words.resetHint] },
    fields: [emailField(tried)],
    more: [toSignIn(locale)],
  })
}

export const resetAskedPage = ({ locale }: Tried): string =>
  toNotePage(locale, pageTextsOf(locale).resetTitle, [pageTextsOf(locale).resetAsked], [toSignIn(locale)])

export function resetPage(tried: Tried, action: string): string {
  const { locale, problem } = tried
  const words = pageTextsOf(locale)
  return toFormPage({
    ...{ locale, problem, title: words.resetTitle, action, go: words.choose },
    fields: [newPasswordField(tried)],
  })
}

export const resetDonePage = ({ locale }: Tried): string =>
  toNotePage(locale, pageTextsOf(locale).resetTitle, [pageTextsOf(locale).resetDone], [toSignIn(locale)])

export function verifyPage({ locale, problem, email, takes }: Tried, action: string): string {
  const words = pageTextsOf(locale)
  return toFormPage({
    ...{ locale, problem, title: words.verifyTitle, action, fields: [], go: words.verifyGo },
    intro: [
      ...(email === undefined ? [] : [words.verifyHint(quoted(email))]),
      ...(takes === undefined ? [] : [words.verifyTakes(quoted(takes))]),
      words.verifyNotMine,
    ],
  })
}

export const verifiedPage = ({ locale }: Tried): string =>
  toNotePage(locale, pageTextsOf(locale).verifyTitle, [pageTextsOf(locale).verifyDone], [toSignIn(locale)])

/**
 * @param how somebody new gives name and password, somebody signed in only agrees, somebody known signs in first; who may be either, as
 *   somebody has claimed the address, is asked to sign in first if that was them
 */
export function invitationPage(
  tried: Tried,
  organisation: string,
  action: string,
  how: 'new' | 'claimed' | 'signed_in' | 'known',
  providers: readonly ShownProvider[] = [],
): string {
  const { locale, problem, name } = tried
  const words = pageTextsOf(locale)
  const intro = words.invitationHint(quoted(organisation))
  if (how === 'known') return toNotePage(locale, words.join, [intro, words.invitationKnown], [toSignIn(locale)])
  const nameField: Field = { name: 'name', label: words.name, type: 'text', autocomplete: 'name', value: name }
  return toFormPage({
    ...{ locale, problem, title: words.join, action, go: how === 'claimed' ? words.joinAsOther : words.join },
    intro:
      how === 'claimed'
        ? [intro, words.claimedBy, words.claimedByYou, toSignIn(locale), words.claimedByOther]
        : [intro],
    fields: how === 'signed_in' ? [] : [nameField, newPasswordField(tried)],
    below:
      how === 'signed_in'
        ? ''
        : toProviderLinks(locale, providers, providerPageTextsOf(locale).joinWith, (one) => `${action}/oidc/${one}`),
  })
}

export const deadLinkPage = (locale: Locale): string =>
  toNotePage(locale, pageTextsOf(locale).deadTitle, [pageTextsOf(locale).deadHint], [toSignIn(locale)])

/** For who is not signed in, at an address where nothing is. */
export const nowherePage = (locale: Locale): string =>
  toNotePage(locale, pageTextsOf(locale).nowhereTitle, [pageTextsOf(locale).nowhereHint], [toSignIn(locale)])

/** What an error says on a page. */
export function problemWords(locale: Locale, code: string, fault: unknown): string {
  const { problems, problem } = pageTextsOf(locale)
  return (typeof fault === 'string' ? problems[fault] : undefined) ?? problems[code] ?? problem
}
