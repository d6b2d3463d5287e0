import { getQuery, type H3Event, HTTPResponse } from 'h3'
import { light } from '../../core/charts/palette.ts'
import { AppError } from '../../core/errors.ts'
import { pageTextsOf } from '../../core/texts/account-pages.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { isMonth, monthAt } from '../../core/time.ts'
import type { Guard, PersonCaller } from '../http/guard.ts'
import type { Route } from '../http/route.ts'
import type { SignInPage } from '../pages/account-forms.ts'
import { toPage } from '../reports/html.ts'
import { makeReport } from '../reports/make-report.ts'
import { findPlannedFigures } from '../store/ledger.ts'
import { findOrgsOf } from '../store/members.ts'
import { getUser } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { page } from './account-pages.ts'

const reportHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

export interface PageParts {
  readonly store: Store
  readonly guard: Guard
  readonly signInPage: SignInPage
  readonly now: () => number
}

/** What whoever is signed in sees in a browser without a script: the report of their own month. */
export const pageRoutes = ({ store, guard, signInPage, now }: PageParts): Route[] => {
  const signedIn =
    (show: (event: H3Event, person: PersonCaller) => Promise<HTTPResponse>) => async (event: H3Event) => {
      const person = await guard.find(event)
      return person ? show(event, person) : page(signInPage({ locale: guard.visitor(event).locale }, true), 401)
    }
  return [
    (app) => {
      app.get(
        '/month',
        signedIn((event, { userId }) => showReport(store, event, userId, now())),
      )
    },
  ]
}

async function showReport(store: Store, event: H3Event, userId: string, now: number): Promise<HTTPResponse> {
  const user = await getUser(store, userId)
  const { month = monthAt(now, user.zone), org } = getQuery(event)
  if (typeof month !== 'string' || !isMonth(month))
    throw new AppError('invalid', 'a month is written 2026-10', { at: 'month' })
  const orgs = await findOrgsOf(store, user.id)
  const inOrg = org === undefined ? orgs[0] : orgs.find(({ orgId }) => String(orgId) === org)
  if (!inOrg) throw new AppError('not_found', 'there is nothing at this address')
  const frozen = await findPlannedFigures(store, inOrg.orgId, user.id, month)
  const report = frozen ?? (await makeReport(store, inOrg.orgId, user, month, now))
  const locale = toLocale(user.locale)
  const account = `<p style="margin:0 0 24px;text-align:center"><a href="/account" class="k2" style="color:${light.ink2}">${pageTextsOf(locale).account}</a></p>`
  const html = (await toPage(report, locale)).replace('</body>', `${account}\n</body>`)
  return new HTTPResponse(html, { headers: reportHeaders })
}
