import { getQuery, HTTPResponse } from 'h3'
import { AppError } from '../../core/errors.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { isMonth, monthAt } from '../../core/time.ts'
import type { Guard } from '../http/guard.ts'
import type { Route } from '../http/route.ts'
import { signInPage } from '../pages/account-forms.ts'
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

/** What whoever is signed in sees in the browser: the report of their own month. */
export const pageRoutes = (store: Store, guard: Guard, now: () => number): Route[] => [
  (app) => {
    app.get('/', async (event) => {
      const person = await guard.find(event)
      if (!person) return page(signInPage({ locale: guard.visitor(event).locale }, true), 401)
      const user = await getUser(store, person.userId)
      const { month = monthAt(now(), user.zone), org } = getQuery(event)
      if (typeof month !== 'string' || !isMonth(month))
        throw new AppError('invalid', 'a month is written 2026-10', { at: 'month' })
      const orgs = await findOrgsOf(store, user.id)
      const inOrg = org === undefined ? orgs[0] : orgs.find(({ orgId }) => String(orgId) === org)
      if (!inOrg) throw new AppError('not_found', 'there is nothing at this address')
      const frozen = await findPlannedFigures(store, inOrg.orgId, user.id, month)
      const report = frozen ?? (await makeReport(store, inOrg.orgId, user, month, now()))
      return new HTTPResponse(await toPage(report, toLocale(user.locale)), { headers: reportHeaders })
    })
  },
]
