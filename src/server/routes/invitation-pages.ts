import { getRouterParam, type H3, type H3Event } from 'h3'
import { AppError, errorCodes } from '../../core/errors.ts'
import type { Doorway } from '../auth/doorway.ts'
import { join, joinAsNew, readInvitation } from '../auth/joining.ts'
import type { Guard, VisitorCaller } from '../http/guard.ts'
import { readForm } from '../http/read-body.ts'
import { nodeRequestOf, type Route } from '../http/route.ts'
import { checkSameSite } from '../http/same-site.ts'
import * as pages from '../pages/account-forms.ts'
import type { ShownProvider } from '../pages/provider-forms.ts'
import { goTo, page, told } from './account-pages.ts'

const formBytes = 16_000
const secretOf = (event: H3Event) => getRouterParam(event, 'secret') ?? ''

/** Somebody follows the link of an invitation, and joins. */
export const invitationPageRoutes = (doorway: Doorway, guard: Guard, providers: readonly ShownProvider[]): Route[] => [
  (app) => addInvitation(app, doorway, guard, providers),
]

function addInvitation(app: H3, doorway: Doorway, guard: Guard, providers: readonly ShownProvider[]) {
  const show = async (event: H3Event, caller: VisitorCaller, tried: pages.Tried) => {
    const { organisation, known, claimed } = await readInvitation(doorway, secretOf(event))
    const how = (await guard.find(event)) ? 'signed_in' : known ? 'known' : claimed ? 'claimed' : 'new'
    return pages.invitationPage({ ...tried, locale: caller.locale }, organisation, event.url.pathname, how, providers)
  }
  app.get('/invitation/:secret', async (event) => {
    const caller = guard.visitor(event)
    try {
      return page(await show(event, caller, caller))
    } catch (error) {
      return told(error, caller, () => pages.deadLinkPage(caller.locale))
    }
  })
  app.post('/invitation/:secret', async (event) => {
    const caller = guard.visitor(event)
    checkSameSite(nodeRequestOf(event))
    const { name = '', password = '' } = await readForm(nodeRequestOf(event), formBytes)
    const token = secretOf(event)
    try {
      const person = await guard.find(event)
      if (person) await join(doorway, token, person.userId)
      else caller.remember(await joinAsNew(doorway, { token, name, password, locale: caller.locale }, caller))
      return goTo('/')
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'link_dead')
        return told(error, caller, () => pages.deadLinkPage(caller.locale))
      const problem = pages.problemWords(caller.locale, error.code, error.details?.fault)
      return page(await show(event, caller, { locale: caller.locale, problem, name }), errorCodes[error.code].status)
    }
  })
}
