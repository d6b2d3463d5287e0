import { toLicenceUse } from '../../core/licences/use.ts'
import { addDays } from '../../core/time.ts'
import * as protocol from '../../protocol/licences.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { addLicence, changeLicence, findLicences, type Licence, removeLicence } from '../store/licences.ts'
import { findNames, readOrgApps } from '../store/software/org-apps.ts'
import { findSeats } from '../store/software/seats.ts'
import type { Store } from '../store/store.ts'
import { noteForAll } from './opening.ts'
import { readerOf } from './reader.ts'

/** What an organisation pays for. */
export const licenceRoutes = (store: Store, guard: Guard, now: () => number): Route[] => {
  const note = (caller: MemberCaller, change: string, { name }: Licence) =>
    noteForAll(store, caller, { what: 'licence', reason: `${change}: ${name}`, now: now() })
  const show = async (orgId: number, licence: Licence) => toShown(licence, await findNames(store, orgId, licence.apps))
  return [
    personRoute(guard, protocol.licences, async ({ days }, caller) => {
      const { orgId } = caller
      const { today } = await readerOf(store, caller, now())
      const all = await findLicences(store, orgId)
      if (all.length === 0) return { licences: [] }
      const apps = await readOrgApps(store, orgId, { now: now(), today })
      const names = new Map([...apps.subjects.values()].map(({ key, name }) => [key, name]))
      const licences = all.map((licence) => ({
        ...toShown(licence, names),
        ...toLicenceUse(licence, findSeats(apps, licence.apps), addDays(today, 1 - days)),
      }))
      return { licences }
    }),
    personRoute(guard, protocol.addLicence, async (given, caller) => {
      const licence = await addLicence(store, caller.orgId, given, now())
      await note(caller, 'added', licence)
      return show(caller.orgId, licence)
    }),
    personRoute(guard, protocol.changeLicence, async ({ id, ...rest }, caller) => {
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      const licence = await changeLicence(store, caller.orgId, id, { given, now: now() })
      await note(caller, 'changed', licence)
      return show(caller.orgId, licence)
    }),
    personRoute(guard, protocol.removeLicence, async ({ id }, caller) => {
      await note(caller, 'removed', await removeLicence(store, caller.orgId, id))
      return { done: true } as const
    }),
  ]
}

const toShown = (licence: Licence, names: ReadonlyMap<string, string>) => {
  const { id, name, apps, seats, price, renewsOn, createdAt, changedAt } = licence
  const named = apps.map((key) => ({ key, name: names.get(key) ?? null }))
  return { id, name, apps: named, seats, price, renewsOn, createdAt, changedAt }
}
