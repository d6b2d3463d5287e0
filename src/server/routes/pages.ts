import { getCookie, getQuery, getRouterParam, type H3, HTTPResponse } from 'h3'
import { AppError } from '../../core/errors.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { isMonth, monthAt } from '../../core/time.ts'
import type { LocalSignIns } from '../auth/local-sign-in.ts'
import { toPage } from '../reports/html.ts'
import { makeReport } from '../reports/make-report.ts'
import { toSignedOutPage } from '../reports/signed-out-page.ts'
import { findPlannedFigures } from '../store/ledger.ts'
import { findOwner, personalOrg } from '../store/people.ts'
import type { Store } from '../store/store.ts'

const cookieName = 'usage_audit'

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

/** What this computer's own user sees in the browser: the report of a month, once the terminal's link signed them in. */
export const pageRoutes = (store: Store, signIns: LocalSignIns, now: () => number) => [
  (app: H3) => {
    app.get('/sign-in/:secret', (event) => {
      const signIn = signIns.redeem(getRouterParam(event, 'secret') ?? '', now())
      const cookie = `${cookieName}=${signIn}; HttpOnly; SameSite=Strict; Path=/`
      if (signIn === undefined) return signedOut()
      return new HTTPResponse('', { status: 303, headers: { location: '/', 'set-cookie': cookie } })
    })
    app.get('/', async (event) => {
      if (!signIns.isSignedIn(getCookie(event, cookieName))) return signedOut()
      const owner = await findOwner(store, personalOrg)
      if (!owner) throw new AppError('not_found', 'nobody is set up here yet')
      const period = getQuery(event).month ?? monthAt(now(), owner.zone)
      if (typeof period !== 'string' || !isMonth(period))
        throw new AppError('invalid', 'a month is written 2026-10', { at: 'month' })
      const frozen = await findPlannedFigures(store, personalOrg, owner.id, period)
      const report = frozen ?? (await makeReport(store, personalOrg, owner, period, now()))
      return new HTTPResponse(await toPage(report, toLocale(owner.locale)), { headers: pageHeaders })
    })
  },
]

const signedOut = () => new HTTPResponse(toSignedOutPage(), { status: 401, headers: pageHeaders })
