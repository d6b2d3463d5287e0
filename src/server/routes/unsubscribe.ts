import { getRouterParam, type H3Event, type HTTPResponse } from 'h3'
import { toLocale } from '../../core/texts/texts.ts'
import type { LeaveLinks } from '../auth/leave-links.ts'
import type { Guard } from '../http/guard.ts'
import { readForm } from '../http/read-body.ts'
import { nodeRequestOf, type Route } from '../http/route.ts'
import { deadLeavePage, type LeaveState, unsubscribePage } from '../pages/unsubscribe-page.ts'
import { getOrg } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { findReader, isUnwanted, type Subject, setWanted } from '../store/wishes.ts'
import { page } from './account-pages.ts'

/**
 * Where the reader of a report leaves it, without signing in: the address in the mail is all it takes (RFC 8058). Looking changes
 * nothing, for programs look at every address in a mail; a POST is enough, from wherever it comes, for mail providers send it.
 */
export const unsubscribeRoutes = (store: Store, guard: Guard, links: LeaveLinks, now: () => number): Route[] => {
  const found = async (event: H3Event, decide: (of: Subject) => Promise<LeaveState>): Promise<HTTPResponse> => {
    const visitor = guard.visitor(event)
    const of = links.read(getRouterParam(event, 'secret') ?? '')
    const reader = of && (await findReader(store, of.orgId, of.reader))
    // Who is not here any more gets nothing, and nothing is kept of them.
    if (!of || !reader) return page(deadLeavePage(visitor.locale), 404)
    const { name: organisation } = await getOrg(store, of.orgId)
    const report = { kind: of.kind, own: of.about === of.reader, organisation }
    return page(unsubscribePage(toLocale(reader.locale), await decide(of), report))
  }
  return [
    (app) => {
      app.get('/unsubscribe/:secret', (event) =>
        found(event, async (of) => ((await isUnwanted(store, of)) ? 'left' : 'ask')),
      )
      app.post('/unsubscribe/:secret', (event) =>
        found(event, async (of) => {
          const wantsBack = (await readWish(event)) === 'back'
          await setWanted(store, of, wantsBack, now())
          return wantsBack ? 'back' : 'left'
        }),
      )
    },
  ]
}

/** A provider's form, in whichever of its two encodings, says nothing that the address does not. */
async function readWish(event: H3Event): Promise<string | undefined> {
  const request = nodeRequestOf(event)
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) return undefined
  return (await readForm(request, 1_000)).wish
}
