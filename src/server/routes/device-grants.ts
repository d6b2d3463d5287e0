import { getQuery, type H3Event } from 'h3'
import { AppError, errorCodes } from '../../core/errors.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { parseUserCode } from '../../core/user-code.ts'
import * as protocol from '../../protocol/device-grants.ts'
import { devicePagePath } from '../../protocol/enrolment.ts'
import { decideApplicant, decideOn, findApplicant } from '../auth/let-in.ts'
import { createBuckets } from '../http/buckets.ts'
import type { Guard, PersonCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import { readForm } from '../http/read-body.ts'
import { nodeRequestOf, type Route } from '../http/route.ts'
import { checkSameSite } from '../http/same-site.ts'
import type { SignInPage } from '../pages/account-forms.ts'
import { deviceCodePage, deviceDonePage, deviceProblem, deviceQuestionPage } from '../pages/device-forms.ts'
import { findWaiting, getWaitingOf } from '../store/device-grants.ts'
import { findOrgsOf } from '../store/members.ts'
import { getUser } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { page } from './account-pages.ts'

/** Somebody types one code, now and then a wrong one; nobody needs a hundred. */
const codeRate = { perSecond: 0.1, burst: 20 }
const formBytes = 4_000

/** Letting computers in: for the API, and as pages for browsers. */
export function deviceGrantRoutes(store: Store, guard: Guard, signInPage: SignInPage, now: () => number): Route[] {
  const buckets = createBuckets('one person', codeRate, () => performance.now())
  const take = (userId: string) => buckets.take(userId)
  return [
    personRoute(guard, protocol.readDeviceGrant, async ({ code }, { me }) => {
      take(me.userId)
      const { hostName, account, platform, address, createdAt, expiresAt } = await findApplicant(store, me, code, now())
      return { hostName, account, platform, address, createdAt, expiresAt }
    }),
    personRoute(guard, protocol.decideDeviceGrant, async (given, { me }) => {
      take(me.userId)
      await decideApplicant(store, me, given, now())
      return { done: true } as const
    }),
    personRoute(guard, protocol.waitingComputers, async (_, { orgId }) => ({
      waiting: (await findWaiting(store, orgId, now())).map(toShown),
    })),
    personRoute(guard, protocol.decideWaiting, async ({ id, ...decision }, { me, orgId }) => {
      await decideOn(store, me, await getWaitingOf(store, orgId, id, now()), decision, now())
      return { done: true } as const
    }),
    (app) => {
      app.get(devicePagePath, async (event) => {
        const { code } = getQuery(event)
        const person = await guard.find(event)
        if (!person) return askToSignIn(event, typeof code === 'string' ? code : '')
        return typeof code === 'string'
          ? ask(code, person)
          : page(deviceCodePage(await localeOf(person), devicePagePath))
      })
      app.post(devicePagePath, async (event) => {
        checkSameSite(nodeRequestOf(event))
        const { code = '', decision, name = '', org = '' } = await readForm(nodeRequestOf(event), formBytes)
        const person = await guard.find(event)
        if (!person) return askToSignIn(event, code)
        return decision === undefined
          ? ask(code, person)
          : decide({ code, name, letIn: decision === 'let_in' }, org, person)
      })
    },
  ]

  /** And then back here, with the code. */
  function askToSignIn(event: H3Event, typed: string) {
    const code = parseUserCode(typed)
    const next = code === undefined ? devicePagePath : `${devicePagePath}?code=${code}`
    return page(signInPage({ locale: guard.visitor(event).locale, next }, false), 401)
  }
  async function localeOf({ userId }: PersonCaller) {
    return toLocale((await getUser(store, userId)).locale)
  }
  async function ask(code: string, person: PersonCaller) {
    const locale = await localeOf(person)
    return orTold(locale, async () => {
      take(person.userId)
      const orgs = await findOrgsOf(store, person.userId)
      const computer = await firstThatMay(orgs, (me) => findApplicant(store, me, code, now()))
      return page(deviceQuestionPage({ locale, action: devicePagePath, code, computer, orgs }))
    })
  }
  async function decide(given: Parameters<typeof decideApplicant>[2], org: string, person: PersonCaller) {
    const locale = await localeOf(person)
    return orTold(locale, async () => {
      take(person.userId)
      const me = (await findOrgsOf(store, person.userId)).find(({ orgId }) => String(orgId) === org)
      if (!me) throw new AppError('not_found', 'there is no such organisation', { at: 'org' })
      const name = await decideApplicant(store, me, given, now())
      return page(deviceDonePage(locale, given.letIn ? name : undefined))
    })
  }
}

/** The hash of what it will ask for its token with tells it from others, and lets nobody ask for that. */
const toShown = ({ grant, person }: Awaited<ReturnType<typeof findWaiting>>[number]) => {
  const { hash: id, hostName, account, platform, address, createdAt, expiresAt, userId } = grant
  return { id, hostName, account, platform, address, createdAt, expiresAt, userId: userId ?? '', person }
}

/** Of several organisations the one in which the computer may be let in; else the last word of them. */
async function firstThatMay<M, R>(all: readonly M[], find: (one: M) => Promise<R>): Promise<R> {
  let problem: unknown = new AppError('not_found', 'you are in no organisation')
  for (const one of all)
    try {
      return await find(one)
    } catch (error) {
      problem = error
    }
  throw problem
}

/** Expected failures on the page where the code is typed. */
async function orTold(locale: Parameters<typeof deviceProblem>[0], work: () => Promise<ReturnType<typeof page>>) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || errorCodes[error.code].status >= 500) throw error
    return page(
      deviceCodePage(locale, devicePagePath, deviceProblem(locale, error.code)),
      errorCodes[error.code].status,
    )
  }
}
