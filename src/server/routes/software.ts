import type { z } from 'zod'
import { isAtLeast } from '../../core/access.ts'
import { toLicenceUse } from '../../core/licences/use.ts'
import { type SortKey, sortBy } from '../../core/list.ts'
import { includesText } from '../../core/sought.ts'
import { addDays } from '../../core/time.ts'
import * as protocol from '../../protocol/software.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { findLicences, type Licence } from '../store/licences.ts'
import { findSharing, type OrgApps, readOrgApps } from '../store/software/org-apps.ts'
import { type OrgSoftware, toOrgSoftware } from '../store/software/org-software.ts'
import { findSeats } from '../store/software/seats.ts'
import type { Store } from '../store/store.ts'
import { readerOf } from './reader.ts'

/** What is installed and what runs in an organisation. */
export const softwareRoutes = (store: Store, guard: Guard, now: () => number): Route[] => [
  personRoute(guard, protocol.software, async (asked, caller) => {
    const { orgId, me, userId } = caller
    const { today } = await readerOf(store, caller, now())
    const apps = await readOrgApps(store, orgId, { now: now(), today })
    const open = (await findSharing(store, orgId)).add(userId)
    const licences = isAtLeast(me.role, 'admin') ? toPaid(apps, await findLicences(store, orgId)) : new Map()
    const rows = toOrgSoftware(apps, open).map((app) => ({ ...app, licence: licences.get(app.key) ?? null }))
    const found = choose(rows, asked)
    return {
      total: found.length,
      devices: apps.devices.length,
      apps: found.slice(asked.offset, asked.offset + asked.limit),
    }
  }),
]

type Asked = z.output<typeof protocol.software.input>
type Row = OrgSoftware & { readonly licence: Paid | null }

interface Paid {
  readonly id: string
  readonly name: string
  readonly wastedMinor: number | null
  readonly currency: string | null
}

/** Of the last thirty days; by key of each app. */
function toPaid(apps: OrgApps, licences: readonly Licence[]): Map<string, Paid> {
  const from = addDays(apps.today, -29)
  return new Map(
    licences.flatMap((licence) => {
      const { wastedMinor } = toLicenceUse(licence, findSeats(apps, licence.apps), from)
      const paid = { id: licence.id, name: licence.name, wastedMinor, currency: licence.price?.currency ?? null }
      return licence.apps.map((key): [string, Paid] => [key, paid])
    }),
  )
}

function choose(rows: readonly Row[], { search, unused, shows, licence, sort, order }: Asked): Row[] {
  const fits = (row: Row) =>
    includesText([row.name, row.key], search) &&
    (unused === undefined || row.unused[`days${unused}`] > 0) &&
    (shows === undefined || (shows === 'opened') === row.opened) &&
    (licence === undefined || (licence === 'with') === (row.licence !== null))
  const usual = sort === 'name' ? 'asc' : 'desc'
  return sortBy(rows.filter(fits), {
    by: (row) => (sort === 'unused' ? row.unused[`days${unused ?? 30}`] : keys[sort](row)),
    tie: ({ name, key }) => `${name}\0${key}`,
    order,
    usual,
  })
}

/** What is withheld tells nothing by its place either. */
const told = (value: SortKey | 'withheld'): SortKey => (value === 'withheld' ? null : value)

const keys: Readonly<Record<Exclude<Asked['sort'], 'unused'>, (row: Row) => SortKey>> = {
  devices: ({ devices }) => devices,
  name: ({ name }) => name,
  people: ({ people }) => told(people),
  lastUsedOn: ({ lastUsedOn }) => told(lastUsedOn),
  wasted: ({ licence }) => licence?.wastedMinor ?? null,
}
