import type { z } from 'zod'
import { type SortKey, sortBy } from '../../core/list.ts'
import { includesText } from '../../core/sought.ts'
import { compareVersions } from '../../core/versions.ts'
import * as protocol from '../../protocol/fleet.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { type ListedDevice, readFleetList } from '../store/fleet-list.ts'
import { readOneDevice } from '../store/one-device.ts'
import type { Store } from '../store/store.ts'
import { getOwnDevice } from './own-device.ts'

/** An organisation's devices for whoever looks after them. @param version of the server */
export const fleetListRoutes = (store: Store, guard: Guard, version: string, now: () => number): Route[] => [
  personRoute(guard, protocol.fleet, async (asked, { orgId }) => {
    const all = await readFleetList(store, orgId, { now: now(), version })
    const found = choose(all, asked)
    const devices = found.slice(asked.offset, asked.offset + asked.limit).map(toShown)
    return { total: found.length, counts: countAll(all), versions: countVersions(all), devices }
  }),
  personRoute(guard, protocol.oneDevice, async ({ device: id }, caller) => {
    const { orgId } = await getOwnDevice(store, caller, id)
    const { device, ...rest } = await readOneDevice(store, { orgId, deviceId: id }, { now: now(), version })
    return { device: toShown(device), streams: device.streams, ...rest }
  }),
]

type Asked = z.output<typeof protocol.fleet.input>

const toShown = ({ streams: _, clockIsOff: __, ...device }: ListedDevice) => device

const needs: Readonly<Record<NonNullable<Asked['attention']>, (device: ListedDevice) => boolean>> = {
  any: ({ fault, outdated, clockIsOff }) => fault !== null || outdated || clockIsOff,
  fault: ({ fault }) => fault !== null,
  outdated: ({ outdated }) => outdated,
  clock: ({ clockIsOff }) => clockIsOff,
}

function choose(all: readonly ListedDevice[], { search, state, attention, sort, order }: Asked): ListedDevice[] {
  const fits = (device: ListedDevice) =>
    includesText([device.name, device.person, device.platform], search) &&
    (state === undefined || device.state === state) &&
    (attention === undefined || needs[attention](device))
  const { by, usual } = sorts[sort]
  return sortBy(all.filter(fits), { by, tie: ({ id }) => id, order, usual })
}

const sorts: Readonly<Record<Asked['sort'], { by: (device: ListedDevice) => SortKey; usual: 'asc' | 'desc' }>> = {
  name: { by: ({ name }) => name, usual: 'asc' },
  person: { by: ({ person }) => person, usual: 'asc' },
  // Who was silent for longest first: that is what one looks for.
  lastSeenAt: { by: ({ lastSeenAt }) => lastSeenAt, usual: 'asc' },
  coverage: { by: ({ coverage }) => coverage, usual: 'asc' },
  agentVersion: { by: ({ agentVersion }) => agentVersion && toSortable(agentVersion), usual: 'asc' },
  clockSkewMs: { by: ({ clockSkewMs }) => clockSkewMs && Math.abs(clockSkewMs), usual: 'desc' },
  createdAt: { by: ({ createdAt }) => createdAt, usual: 'desc' },
}

/** `1.10.0` after `1.9.2` also as text. */
const toSortable = (version: string) => version.replace(/\d+/g, (digits) => digits.padStart(9, '0'))

function countAll(all: readonly ListedDevice[]) {
  const number = (fits: (device: ListedDevice) => boolean) => all.filter(fits).length
  const ofState = (state: ListedDevice['state']) => number((device) => device.state === state)
  return {
    devices: all.length,
    ...{ reporting: ofState('reporting'), silent: ofState('silent') },
    ...{ never_seen: ofState('never_seen'), revoked: ofState('revoked') },
    ...{ outdated: number(needs.outdated), fault: number(needs.fault), clock: number(needs.clock) },
  }
}

function countVersions(all: readonly ListedDevice[]) {
  const counts = new Map<string | null, number>()
  for (const { agentVersion } of all) counts.set(agentVersion, (counts.get(agentVersion) ?? 0) + 1)
  return [...counts]
    .map(([version, devices]) => ({ version, devices }))
    .sort((a, b) => compareVersions(b.version ?? '', a.version ?? ''))
}
