import type { z } from 'zod'
import { may } from '../../core/access.ts'
import type { ofPerson } from '../../protocol/of-person.ts'
import * as protocol from '../../protocol/usage.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { readApp } from '../screens/app.ts'
import { readApps } from '../screens/apps.ts'
import type { Asked } from '../screens/asked.ts'
import { readCalendar } from '../screens/calendar.ts'
import { readComparison } from '../screens/compare.ts'
import { readDay } from '../screens/day.ts'
import type { Live } from '../screens/live.ts'
import { readOverview } from '../screens/overview.ts'
import { search } from '../screens/search.ts'
import type { AccessKind } from '../store/access-log.ts'
import type { Member } from '../store/members.ts'
import type { Store } from '../store/store.ts'
import { getAllowed, getSelf, noteLooking } from './opening.ts'

export interface UsageParts {
  readonly store: Store
  readonly guard: Guard
  readonly live: Live
  readonly now: () => number
}

/** What the screens of a person's figures read: their own, and another's for who may see them. */
export const usageRoutes = (parts: UsageParts): Route[] => {
  const { store, guard, live, now } = parts
  return [
    ...both(parts, protocol.overviewOf, 'report', ({ period }, asked) => readOverview(store, asked, period)),
    ...both(parts, protocol.calendarOf, 'report', ({ from, to }, asked) => readCalendar(store, asked, from, to)),
    ...both(parts, protocol.dayOf, 'day', (input, asked) => readDay(store, asked, input)),
    ...both(parts, protocol.appOf, 'app', ({ app, period }, asked) => readApp(store, asked, app, period)),
    ...both(parts, protocol.appsOf, 'report', (input, asked) => readApps(store, asked, input)),
    ...both(parts, protocol.compareOf, 'report', (input, asked) => readComparison(store, asked, input)),
    personRoute(guard, protocol.searchMine, async ({ q }, caller) => ({
      found: await search(store, await getSelf(store, caller), q, now()),
    })),
    personRoute(guard, protocol.myLive, async (_, caller) => live.open(await getSelf(store, caller), caller.signInId)),
  ]
}

type Pair<I extends z.ZodRawShape, O extends z.ZodType> = ReturnType<typeof ofPerson<I, O>>

/** Binds one reader to both endpoints of a pair; whoever reads another's says why, and is noted first. */
function both<I extends z.ZodRawShape, O extends z.ZodType>(
  { store, guard, now }: UsageParts,
  { mine, theirs }: Pair<I, O>,
  what: AccessKind,
  read: (input: z.output<z.ZodObject<I>>, asked: Asked) => Promise<z.output<O>>,
): Route[] {
  const toAsked = ({ me }: MemberCaller, about: Member): Asked => ({
    ...{ orgId: about.orgId, user: about.user, now: now() },
    // Managers see what apps somebody uses, and not what is in them.
    seesTitles: may(me, 'export_data', about),
  })
  return [
    personRoute(guard, mine, async (input, caller) =>
      read(input as z.output<z.ZodObject<I>>, toAsked(caller, await getSelf(store, caller))),
    ),
    personRoute(guard, theirs, async (given, caller) => {
      const { member, reason, ...input } = given as { readonly member: string; readonly reason: string }
      const about = await getAllowed(store, caller, member, 'see_detail')
      await noteLooking(store, caller, member, { what, reason, now: now() })
      return read(input as z.output<z.ZodObject<I>>, toAsked(caller, about))
    }),
  ]
}
