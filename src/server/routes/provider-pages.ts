import { getQuery, getRouterParam, type H3Event, type HTTPResponse } from 'h3'
import { AppError, errorCodes } from '../../core/errors.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { myProviders } from '../../protocol/me.ts'
import * as protocol from '../../protocol/session.ts'
import { proveAgain } from '../auth/account.ts'
import type { Doorway } from '../auth/doorway.ts'
import { readInvitation } from '../auth/joining.ts'
import type { Purpose } from '../auth/oidc/flow.ts'
import { callbackPath, isSameIssuer } from '../auth/oidc/provider.ts'
import type { Providers, Vouched } from '../auth/oidc/providers.ts'
import { isLinked, joinByProvider, linkProvider, signInByProvider, unlinkProvider } from '../auth/oidc/sign-in.ts'
import { readFlowCookie, writeFlowCookie } from '../http/cookies.ts'
import type { Guard, PersonCaller, VisitorCaller } from '../http/guard.ts'
import type { HostRule } from '../http/hosts.ts'
import { personRoute } from '../http/person-route.ts'
import { readForm } from '../http/read-body.ts'
import { nodeRequestOf, type Route } from '../http/route.ts'
import { checkSameSite } from '../http/same-site.ts'
import { codePage, deadLinkPage, problemWords, type SignInPage, toNext } from '../pages/account-forms.ts'
import { goOnPage, linkPage, notLinkedPage, providerProblem } from '../pages/provider-forms.ts'
import { findIssuersOf } from '../store/accounts.ts'
import { getUser } from '../store/people.ts'
import { goTo, page } from './account-pages.ts'

export interface ProviderRouteParts {
  readonly doorway: Doorway
  readonly guard: Guard
  readonly hosts: HostRule
  readonly providers: Providers
  readonly signInPage: SignInPage
}

const nameOf = (event: H3Event) => getRouterParam(event, 'provider') ?? ''

/** The way through a provider and back, for browsers without a script; and who there is. */
export function providerRoutes(parts: ProviderRouteParts): Route[] {
  const { doorway, guard, hosts, providers, signInPage } = parts
  /** Sends a browser to a provider, with what it has to bring back. */
  const begin = async (event: H3Event, purpose: Purpose): Promise<string> => {
    const { url, sealed } = await providers.begin(nameOf(event), purpose)
    writeFlowCookie(event, hosts, sealed)
    return url
  }
  const onSignInPage = (event: H3Event, { locale }: VisitorCaller) =>
    onPage(event, providers, locale, (problem) => signInPage({ locale, problem }, false))
  return [
    personRoute(guard, protocol.listProviders, async () => ({
      providers: providers.list.map(({ name, label }) => ({ name, label, path: `/sign-in/oidc/${name}` })),
    })),
    personRoute(guard, myProviders, async (_, { userId }) => {
      const issuers = await findIssuersOf(doorway.store, userId)
      return {
        providers: providers.list.map(({ name, label, issuer }) => ({
          ...{ name, label, path: `/account/provider/${name}` },
          linked: issuers.some((one) => isSameIssuer(one, issuer)),
        })),
      }
    }),
    (app) => {
      app.get('/sign-in/oidc/:provider', async (event) => {
        const caller = guard.visitor(event)
        const { next } = getQuery(event)
        const purpose = { kind: 'sign_in', next: toNext(typeof next === 'string' ? next : undefined) } as const
        return begin(event, purpose).then(goTo).catch(onSignInPage(event, caller))
      })
      app.get('/invitation/:secret/oidc/:provider', async (event) => {
        const caller = guard.visitor(event)
        const token = getRouterParam(event, 'secret') ?? ''
        const sent = readInvitation(doorway, token).then(() => begin(event, { kind: 'join', token }))
        return sent.then(goTo).catch(onSignInPage(event, caller))
      })
      app.get(callbackPath(':provider'), async (event) => {
        const caller = guard.visitor(event)
        const sealed = readFlowCookie(nodeRequestOf(event), hosts)
        writeFlowCookie(event, hosts, undefined)
        const vouched = providers.finish(nameOf(event), sealed, event.url.search)
        return vouched.then((one) => comeBack(parts, event, caller, one)).catch(onSignInPage(event, caller))
      })
    },
    (app) => {
      const path = '/account/provider/:provider'
      app.get(path, (event) => show(parts, event))
      app.post(path, async (event) => {
        checkSameSite(nodeRequestOf(event))
        const { current = '', change } = await readForm(nodeRequestOf(event), 4_000)
        return show(parts, event, async (self, locale) => {
          const { issuer, label } = providers.get(nameOf(event))
          if (change === 'unlink') {
            await unlinkProvider(doorway, self, issuer, current)
            return goTo('/account')
          }
          await proveAgain(doorway, self, current)
          // A page between: where a form leads is narrowed to this server, through every redirect.
          return page(goOnPage(locale, label, await begin(event, { kind: 'link', userId: self.userId })))
        })
      })
    },
  ]
}

async function comeBack(
  { doorway, guard }: ProviderRouteParts,
  event: H3Event,
  caller: VisitorCaller,
  vouched: Vouched,
): Promise<HTTPResponse> {
  const { purpose, provider } = vouched
  if (purpose.kind === 'link') {
    const person = await guard.find(event)
    return linkProvider(doorway, vouched, person?.userId).then(
      () => goTo('/account'),
      (error) => {
        const { locale } = caller
        if (!(error instanceof AppError)) throw error
        const problem = providerProblem(locale, provider.label, error.code, error.details?.fault)
        if (problem === undefined) throw error
        return page(notLinkedPage(locale, provider.label, problem), errorCodes[error.code].status)
      },
    )
  }
  const opened =
    purpose.kind === 'join'
      ? await joinByProvider(doorway, vouched, purpose.token, caller)
      : await signInByProvider(doorway, vouched, caller)
  const next = purpose.kind === 'sign_in' ? toNext(purpose.next) : undefined
  if (opened.state === 'second_factor') return page(codePage({ locale: caller.locale, next }, opened.token))
  caller.remember(opened.secret)
  return goTo(next ?? '/')
}

/** The page on which a provider is linked or unlinked, and what came of its form. */
async function show(
  { doorway, guard, providers, signInPage }: ProviderRouteParts,
  event: H3Event,
  work?: (self: PersonCaller, locale: 'en' | 'pt-BR') => Promise<HTTPResponse>,
): Promise<HTTPResponse> {
  const self = await guard.find(event)
  if (!self) return page(signInPage({ locale: guard.visitor(event).locale }, false), 401)
  const { issuer, label } = providers.get(nameOf(event))
  const locale = toLocale((await getUser(doorway.store, self.userId)).locale)
  const linked = await isLinked(doorway, self.userId, issuer)
  const again = (problem?: string) => linkPage({ locale, label, problem, action: event.url.pathname }, linked)
  if (!work) return page(again())
  return work(self, locale).catch(onPage(event, providers, locale, again, { conflict: 'no_password' }))
}

/** An expected failure as a page; anything else goes its way. */
const onPage =
  (
    event: H3Event,
    providers: Providers,
    locale: 'en' | 'pt-BR',
    again: (problem: string) => string,
    faults: Readonly<Record<string, string>> = {},
  ) =>
  (error: unknown): HTTPResponse => {
    if (!(error instanceof AppError) || error.code === 'not_found') throw error
    const { status } = errorCodes[error.code]
    if (error.code === 'link_dead') return page(deadLinkPage(locale), status)
    const fault = error.details?.fault ?? faults[error.code]
    const { label } = providers.get(nameOf(event))
    const problem = providerProblem(locale, label, error.code, fault)
    if (status >= 500 && problem === undefined && error.code !== 'too_busy') throw error
    return page(again(problem ?? problemWords(locale, error.code, fault)), status)
  }
