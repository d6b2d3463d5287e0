import { getRouterParam, type H3, type H3Event, HTTPResponse } from 'h3'
import { AppError, errorCodes } from '../../core/errors.ts'
import { screens } from '../../protocol/screens.ts'
import { findTaker } from '../auth/claims.ts'
import type { Doorway } from '../auth/doorway.ts'
import { askToReset, reset, setUp, signInByLink, verify } from '../auth/links.ts'
import { signInByCode, signInByPassword } from '../auth/password-sign-in.ts'
import type { Guard, VisitorCaller } from '../http/guard.ts'
import { readForm } from '../http/read-body.ts'
import { nodeRequestOf, type Route } from '../http/route.ts'
import { checkSameSite } from '../http/same-site.ts'
import * as pages from '../pages/account-forms.ts'
import { pageHeaders } from '../pages/shell.ts'
import { findOneTime, type Purpose } from '../store/one-time.ts'
import { endSignIn } from '../store/sign-ins.ts'

/** A page; `401` and the like where something went wrong. */
export const page = (html: string, status = 200) => new HTTPResponse(html, { status, headers: pageHeaders })

/** After a form, so that going back does not send it again. */
export const goTo = (location: string) => new HTTPResponse('', { status: 303, headers: { location } })

type Fields = Readonly<Record<string, string>>
type Tried = pages.Tried

const formBytes = 16_000
const secretOf = (event: H3Event) => getRouterParam(event, 'secret') ?? ''
const pathOf = (event: H3Event) => event.url.pathname

/** The pages that let people in, for browsers without a script. They do what the endpoints of the API do. */
export const accountPageRoutes = (doorway: Doorway, guard: Guard, signInPage: pages.SignInPage): Route[] => {
  const show = (make: (tried: Tried, event: H3Event) => Promise<string> | string) => async (event: H3Event) => {
    const { locale } = guard.visitor(event)
    return page(await make({ locale }, event))
  }
  const linked = (purpose: Purpose, make: (tried: Tried, action: string) => string) => async (event: H3Event) => {
    const { locale } = guard.visitor(event)
    const found = await findOneTime(doorway.store, purpose, secretOf(event), doorway.now())
    // A link that proves an address says which; others are about none.
    const email = (purpose === 'verify' && found?.about) || undefined
    const takes = email && found && (await findTaker(doorway.store, email, found.userId))
    return found ? page(make({ locale, email, takes }, pathOf(event))) : page(pages.deadLinkPage(locale), 410)
  }
  const take = createTaker(guard)
  return [
    (app) => addSignIn(app, doorway, guard, { show, take, signInPage }),
    (app) => {
      app.get('/set-up/:secret', linked('set_up', pages.setUpPage))
      app.post(
        '/set-up/:secret',
        take(pages.setUpPage, async ({ email = '', password = '' }, caller, event) => {
          caller.remember(await setUp(doorway, { token: secretOf(event), email, password }, caller))
          return goTo(screens.setUp.path)
        }),
      )
      app.get('/reset', show(pages.askResetPage))
      app.post(
        '/reset',
        take(pages.askResetPage, async ({ email = '' }, { locale }) => {
          askToReset(doorway, email)
          return page(pages.resetAskedPage({ locale }))
        }),
      )
      app.get('/reset/:secret', linked('reset', pages.resetPage))
      app.post(
        '/reset/:secret',
        take(pages.resetPage, async ({ password = '' }, { locale }, event) => {
          await reset(doorway, { token: secretOf(event), password })
          return page(pages.resetDonePage({ locale }))
        }),
      )
      app.get('/verify/:secret', linked('verify', pages.verifyPage))
      app.post(
        '/verify/:secret',
        take(pages.verifyPage, async (_, { locale }, event) => {
          await verify(doorway, secretOf(event))
          return page(pages.verifiedPage({ locale }))
        }),
      )
    },
  ]
}

/** Takes a form: from this site only, and what is wrong with it is told on the same page. */
const createTaker =
  (guard: Guard) =>
  (
    again: (tried: Tried, action: string, fields: Fields) => string,
    work: (fields: Fields, caller: VisitorCaller, event: H3Event) => Promise<HTTPResponse>,
  ) =>
  async (event: H3Event) => {
    const caller = guard.visitor(event)
    checkSameSite(nodeRequestOf(event))
    const fields = await readForm(nodeRequestOf(event), formBytes)
    try {
      return await work(fields, caller, event)
    } catch (error) {
      return told(error, caller, (problem) =>
        again(
          { locale: caller.locale, problem, email: fields.email, name: fields.name, next: fields.next },
          pathOf(event),
          fields,
        ),
      )
    }
  }

/** An expected failure as a page; anything else goes its way. */
export function told(error: unknown, { locale }: VisitorCaller, again: (problem: string) => string): HTTPResponse {
  if (!(error instanceof AppError)) throw error
  const { status } = errorCodes[error.code]
  if (error.code === 'link_dead') return page(pages.deadLinkPage(locale), status)
  if (status >= 500 && error.code !== 'too_busy') throw error
  return page(again(pages.problemWords(locale, error.code, error.details?.fault)), status)
}

interface Manners {
  readonly show: (make: (tried: Tried) => string) => (event: H3Event) => Promise<HTTPResponse>
  readonly take: ReturnType<typeof createTaker>
  readonly signInPage: pages.SignInPage
}

function addSignIn(app: H3, doorway: Doorway, guard: Guard, { show, take, signInPage }: Manners) {
  app.get(
    '/sign-in',
    show((tried) => signInPage(tried, false)),
  )
  app.post(
    '/sign-in',
    take(
      (tried) => signInPage(tried, false),
      async ({ email = '', password = '', next }, caller) => {
        const opened = await signInByPassword(doorway, { email, password }, caller)
        if (opened.state === 'second_factor') return page(pages.codePage({ ...caller, next }, opened.token))
        caller.remember(opened.secret)
        return goTo(pages.toNext(next) ?? '/')
      },
    ),
  )
  app.post(
    '/sign-in/code',
    take(
      (tried, _, { token = '' }) => pages.codePage(tried, token),
      async ({ token = '', code = '', next }, caller) => {
        caller.remember(await signInByCode(doorway, { token, code }, caller))
        return goTo(pages.toNext(next) ?? '/')
      },
    ),
  )
  // Whoever the terminal gave the link follows it: there is nothing to type.
  app.get('/sign-in/:secret', async (event) => {
    const caller = guard.visitor(event)
    try {
      caller.remember(await signInByLink(doorway, secretOf(event), caller))
      return goTo('/')
    } catch (error) {
      return told(error, caller, (problem) => signInPage({ locale: caller.locale, problem }, true))
    }
  })
  app.post('/sign-out', async (event) => {
    checkSameSite(nodeRequestOf(event))
    const person = await guard.find(event)
    if (person) await endSignIn(doorway.store, person.userId, person.signInId)
    guard.visitor(event).remember(undefined)
    return goTo('/sign-in')
  })
}
