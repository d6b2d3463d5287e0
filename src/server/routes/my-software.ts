import type { z } from 'zod'
import { sortBy } from '../../core/list.ts'
import { daysUnused, lastUseOf, unusedSpan } from '../../core/software.ts'
import { includesText } from '../../core/sought.ts'
import type { Day } from '../../core/time.ts'
import * as protocol from '../../protocol/software.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { findLicences, type Licence } from '../store/licences.ts'
import { type OrgApps, type Placed, readOrgApps } from '../store/software/org-apps.ts'
import type { Store } from '../store/store.ts'
import { getSelf } from './opening.ts'
import { readerOf } from './reader.ts'

/** What is installed and what runs on somebody's own computers. */
export const mySoftwareRoutes = (store: Store, guard: Guard, now: () => number): Route[] => [
  personRoute(guard, protocol.mySoftware, async (asked, caller) => {
    const { orgId, userId } = await getSelf(store, caller)
    const { today } = await readerOf(store, caller, now())
    const apps = await readOrgApps(store, orgId, { now: now(), today, userId })
    const found = choose(toOwn(apps, await findLicences(store, orgId)), asked)
    return { total: found.length, apps: found.slice(asked.offset, asked.offset + asked.limit) }
  }),
]

type Asked = z.output<typeof protocol.mySoftware.input>
type Own = protocol.OwnSoftwareApp

function toOwn({ placed, subjects, today }: OrgApps, licences: readonly Licence[]): Own[] {
  const byKey = new Map(licences.flatMap((licence) => licence.apps.map((key): [string, Licence] => [key, licence])))
  return [...placed].map(([subjectId, places]) => {
    const { key, name } = subjects.get(subjectId)!
    const devices = places.map((place) => toDevice(place, today)).sort((a, b) => a.days - b.days || a.id - b.id)
    const [{ days, lastUsedOn }] = devices as [(typeof devices)[0]]
    const licence = byKey.get(key)
    const paid = licence ? { name: licence.name, price: licence.price } : null
    return { key, name, devices, lastUsedOn, days, unused: unusedSpan(days), licence: paid }
  })
}

const toDevice = ({ device, app }: Placed, today: Day) => {
  const { on, frontKnown } = lastUseOf(app)
  return {
    ...{ id: device.id, name: device.name, installed: app.installed, version: app.version },
    ...{ lastUsedOn: on, frontKnown, days: daysUnused(app, today) },
  }
}

function choose(rows: readonly Own[], { search, unused, sort, order }: Asked): Own[] {
  const fits = (row: Own) =>
    includesText([row.name, row.key], search) && (unused === undefined || (row.unused ?? 0) >= unused)
  const by = (row: Own) => (sort === 'name' ? row.name : row.days)
  const usual = sort === 'name' ? 'asc' : 'desc'
  return sortBy(rows.filter(fits), { by, tie: ({ name, key }) => `${name}\0${key}`, order, usual })
}
