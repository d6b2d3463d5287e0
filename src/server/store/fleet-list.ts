import { and, count, eq, isNull } from 'drizzle-orm'
import { rightWithinMs } from '../../core/clock-skew.ts'
import { dayMs } from '../../core/time.ts'
import { compareVersions } from '../../core/versions.ts'
import { combinePolicies } from '../../protocol/combined-policy.ts'
import type { PolicySettings } from '../../protocol/policy.ts'
import { type FleetDevice, readFleet } from './fleet.ts'
import { readPolicies, type StoredPolicy } from './policies.ts'
import type { Store } from './store.ts'

/** A device with all that whoever looks after a fleet asks of it. */
export interface ListedDevice extends FleetDevice {
  /** Older than the server. */
  readonly outdated: boolean
  readonly silentDays: number
  readonly clockIsOff: boolean
  readonly waitingDays: number
  readonly policy: PolicyState
  readonly erasing: number
}

export interface PolicyState extends Pick<PolicySettings, 'paused' | 'workingHours' | 'titles'> {
  readonly pausedBySelf: boolean
  readonly rules: number
  /** Null: nothing was ever asked. */
  readonly changedAt: number | null
  /** It uploaded since then, and every answer tells it. */
  readonly told: boolean | null
}

/** Every device of an organisation, or one. @param version of the server */
export async function readFleetList(
  store: Store,
  orgId: number,
  { now, version, id }: { readonly now: number; readonly version: string; readonly id?: number },
): Promise<ListedDevice[]> {
  const policies = await readPolicies(store, orgId)
  const [waiting, erasing] = [await countWaiting(store, orgId, id), await countUnconfirmed(store, orgId, id)]
  return (await readFleet(store, orgId, now, { id })).map((device) => ({
    ...device,
    outdated: device.agentVersion !== null && compareVersions(device.agentVersion, version) < 0,
    silentDays: Math.max(0, Math.floor((now - (device.lastSeenAt ?? device.createdAt)) / dayMs)),
    clockIsOff: Math.abs(device.clockSkewMs ?? 0) > rightWithinMs,
    waitingDays: waiting.get(device.id) ?? 0,
    policy: toPolicyState(policies, device),
    erasing: erasing.get(device.id) ?? 0,
  }))
}

function toPolicyState(all: readonly StoredPolicy[], { id, userId, lastSeenAt }: FleetDevice): PolicyState {
  const { paused, workingHours, titles, rules } = combinePolicies(all, { userId, deviceId: id })
  const about = { org: '', person: userId, own: userId, device: String(id) }
  const own = all.find(({ scope, about: whose }) => scope === 'own' && whose === userId)
  const changes = all.filter((each) => each.about === about[each.scope]).map(({ changedAt }) => changedAt)
  const changedAt = changes.length === 0 ? null : Math.max(...changes)
  return {
    ...{ paused, workingHours, titles, rules: rules.length, pausedBySelf: own?.settings.paused === true, changedAt },
    told: changedAt === null ? null : (lastSeenAt ?? 0) >= changedAt,
  }
}

async function countWaiting(
  { db, t: { touchedDays: n } }: Store,
  orgId: number,
  id: number | undefined,
): Promise<Map<number, number>> {
  const rows = await db
    .select({ id: n.deviceId, n: count() })
    .from(n)
    .where(and(eq(n.orgId, orgId), id === undefined ? undefined : eq(n.deviceId, id)))
    .groupBy(n.deviceId)
  return new Map(rows.map((row) => [row.id, Number(row.n)]))
}

async function countUnconfirmed(
  { db, t: { eraseOrders: e } }: Store,
  orgId: number,
  id: number | undefined,
): Promise<Map<number, number>> {
  const rows = await db
    .select({ id: e.deviceId, n: count() })
    .from(e)
    .where(and(eq(e.orgId, orgId), id === undefined ? undefined : eq(e.deviceId, id), isNull(e.confirmedAt)))
    .groupBy(e.deviceId)
  return new Map(rows.map((row) => [row.id, Number(row.n)]))
}
