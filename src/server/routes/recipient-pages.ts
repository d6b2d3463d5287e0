import { getRouterParam, type H3Event } from 'h3'
import { isKind } from '../../core/report/wishes.ts'
import { toLocale } from '../../core/texts/texts.ts'
import type { Doorway } from '../auth/doorway.ts'
import type { Guard } from '../http/guard.ts'
import { nodeRequestOf, type Route } from '../http/route.ts'
import { checkSameSite } from '../http/same-site.ts'
import { deadLinkPage } from '../pages/account-forms.ts'
import { recipientDonePage, recipientPage } from '../pages/recipient-page.ts'
import { deadLink } from '../store/one-time.ts'
import { getOrg } from '../store/people.ts'
import { findReaderNames } from '../store/readers.ts'
import { confirmRecipient, findAsked, type Recipient } from '../store/recipients.ts'
import { forgetUnsubscribed } from '../store/suppressed.ts'
import { page, told } from './account-pages.ts'

/** Where the mail to a recipient leads: it shows a button, so that whoever only looks at links confirms nothing. */
export const recipientPageRoutes = ({ store, now }: Doorway, guard: Guard): Route[] => {
  const getAsked = async (event: H3Event) => {
    const secret = getRouterParam(event, 'secret') ?? ''
    const asked = await findAsked(store, secret, now())
    if (!asked) throw deadLink()
    return { secret, asked, locale: toLocale(asked.locale) }
  }
  /** What the mail named, by whom it named. */
  const toShared = async ({ orgId, addedBy, kind }: Recipient) => {
    const { name: organisation } = await getOrg(store, orgId)
    const names = await findReaderNames(store, orgId, [addedBy])
    return isKind(kind) ? [{ asker: names.get(addedBy) ?? organisation, organisation, report: kind }] : []
  }
  return [
    (app) => {
      app.get('/recipient/:secret', async (event) => {
        const caller = guard.visitor(event)
        try {
          const { asked, locale } = await getAsked(event)
          return page(recipientPage(locale, await toShared(asked), event.url.pathname))
        } catch (error) {
          return told(error, caller, () => deadLinkPage(caller.locale))
        }
      })
      app.post('/recipient/:secret', async (event) => {
        const caller = guard.visitor(event)
        checkSameSite(nodeRequestOf(event))
        try {
          const { secret, asked, locale } = await getAsked(event)
          await confirmRecipient(store, asked, secret, now(), (db) => [
            forgetUnsubscribed(store, db, asked.orgId, asked.address),
          ])
          return page(recipientDonePage(locale, asked.address))
        } catch (error) {
          return told(error, caller, () => deadLinkPage(caller.locale))
        }
      })
    },
  ]
}
