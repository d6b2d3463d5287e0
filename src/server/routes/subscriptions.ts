import { AppError } from '../../core/errors.ts'
import { decideWish, isFor, type ReportKind, reportKinds } from '../../core/report/wishes.ts'
import { toLocale } from '../../core/texts/texts.ts'
import * as protocol from '../../protocol/subscriptions.ts'
import type { Doorway } from '../auth/doorway.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { countMembers } from '../store/members.ts'
import { changeReportSettings, readReportSettings } from '../store/report-settings.ts'
import { findSubscriptionsOf, subscriptionWrite, toSubscription } from '../store/subscriptions.ts'
import { findSuppressed, toFolded } from '../store/suppressed.ts'
import type { MailWay } from './mail.ts'
import { getSelf } from './opening.ts'

/** What is usual on this server. */
interface Usual {
  /** Of the settings. */
  readonly hour: number
  readonly way: MailWay['kind']
}

/** Which reports people get, and how an organisation has them made. */
export const subscriptionRoutes = ({ store, now }: Doorway, guard: Guard, usual: Usual): Route[] => [
  personRoute(guard, protocol.mySubscriptions, (_, caller) => readSubscriptions(store, caller, usual)),
  personRoute(guard, protocol.changeMySubscription, async ({ kind, ...given }, caller) => {
    const { orgId, userId, me } = caller
    if (!isFor(kind, me.role, await countMembers(store, orgId)))
      throw new AppError('forbidden', 'this kind of report is for owners and admins of organisations', { at: 'kind' })
    const key = { orgId, reader: userId, kind, about: aboutOf(kind, userId) }
    const { settled } = await settle(store, caller, kind, usual.hour)
    await store.batch((db) => [subscriptionWrite(store, db, key, named(given), settled.wanted, now())])
    return readSubscriptions(store, caller, usual)
  }),
  personRoute(guard, protocol.reportSettings, async (_, { orgId }) => toShown(await readReportSettings(store, orgId))),
  personRoute(guard, protocol.changeReportSettings, async (change, { orgId }) =>
    toShown(await changeReportSettings(store, orgId, named(change), now())),
  ),
]

/** What was not named is not there, rather than undefined. */
const named = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

const aboutOf = (kind: ReportKind, userId: string) => (kind === 'org-month' ? '' : userId)

type Settings = Awaited<ReturnType<typeof readReportSettings>>

const toShown = ({ kinds, formats, ...settings }: Settings) => ({
  ...settings,
  kinds: kinds && [...kinds],
  formats: formats && [...formats],
})

/** What somebody said of a kind, and what it comes to. */
async function settle(store: Doorway['store'], caller: MemberCaller, kind: ReportKind, usualHour: number) {
  const { user, orgId, userId } = await getSelf(store, caller)
  const about = aboutOf(kind, userId)
  const row = (await findSubscriptionsOf(store, orgId, userId)).find((one) => one.kind === kind && one.about === about)
  const own = row && toSubscription(row)
  const at = { locale: toLocale(user.locale), zone: user.zone }
  return { own, settled: decideWish(kind, own, at, await readReportSettings(store, orgId), usualHour) }
}

async function readSubscriptions(store: Doorway['store'], caller: MemberCaller, { hour: usualHour, way }: Usual) {
  const { user, orgId, role } = await getSelf(store, caller)
  const members = await countMembers(store, orgId)
  const subscriptions = []
  for (const kind of reportKinds.filter((one) => isFor(one, role, members))) {
    const { own, settled } = await settle(store, caller, kind, usualHour)
    const { wanted, hour, locale, zone, formats } = settled
    const said = { hour: own?.hour ?? null, locale: own?.locale ?? null, zone: own?.zone ?? null }
    subscriptions.push({
      ...{ kind, wanted },
      own: { ...said, formats: own?.formats ? [...own.formats] : null },
      settled: { hour, locale, zone, formats: [...formats] },
    })
  }
  const suppressed = user.email === null ? undefined : (await findSuppressed(store, orgId)).get(toFolded(user.email))
  return { address: user.email, suppressed: suppressed ?? null, way, subscriptions }
}
