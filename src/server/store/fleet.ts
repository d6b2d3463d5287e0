import { setImmediate } from 'node:timers/promises'
import { and, eq, gte } from 'drizzle-orm'
import { type DeviceState, toDeviceState } from '../../core/devices.ts'
import { findHistoryFault, type HistoryFault } from '../../core/forks.ts'
import { dayAt, dayMs } from '../../core/time.ts'
import { type Device, findDevices, findEnrolledIds } from './devices.ts'
import { findMembers } from './people.ts'
import { sumInt } from './sql.ts'
import type { Store } from './store.ts'
import { findStreams } from './streams.ts'

/** Without an upload for this long a device is silent. */
export const silentAfterMs = 3 * dayMs
/** How far back coverage is told of. */
export const coverageMs = 30 * dayMs

/** A device as whoever looks after them sees it. */
export interface FleetDevice {
  readonly id: number
  readonly name: string
  readonly userId: string
  /** Of its person; null for one who left. */
  readonly person: string | null
  readonly platform: string
  /** Of the agent; null for one that never uploaded, or not since this is noted. */
  readonly agentVersion: string | null
  readonly createdAt: number
  readonly lastSeenAt: number | null
  readonly clockSkewMs: number | null
  readonly state: DeviceState
  readonly fault: HistoryFault | null
  /** The runs of its agent, oldest first. */
  readonly streams: { readonly uuid: string; readonly predecessor: string | null }[]
  /** recorded ÷ due of the last thirty days; null when nothing was due. */
  readonly coverage: number | null
}

/** Which of an organisation's devices: one person's, or one. */
export interface FleetPart {
  readonly userId?: string | undefined
  readonly id?: number | undefined
}

/** An organisation's devices with how they stand. */
export async function readFleet(
  store: Store,
  orgId: number,
  now: number,
  part: FleetPart = {},
): Promise<FleetDevice[]> {
  const enrolled = await findEnrolledIds(store, orgId)
  const coverages = await readCoverages(store, orgId, now)
  const names = new Map(
    (await findMembers(store)).filter((one) => one.orgId === orgId).map(({ user }) => [user.id, user.name]),
  )
  const isAsked = (device: Device) =>
    (part.userId === undefined || device.userId === part.userId) && (part.id === undefined || device.id === part.id)
  const devices = (await findDevices(store, orgId)).filter(isAsked)
  const all: FleetDevice[] = []
  for (const device of devices) {
    await setImmediate() // uploads go first
    const streams = await findStreams(store, orgId, device.id)
    all.push({
      ...toShown(device),
      person: names.get(device.userId) ?? null,
      state: toDeviceState({ ...device, enrolled: enrolled.has(device.id) }, now, silentAfterMs),
      fault: findHistoryFault(streams) ?? null,
      streams: streams.map(({ uuid, predecessor }) => ({ uuid, predecessor })),
      coverage: toCoverage(coverages.get(device.id)),
    })
  }
  return all
}

const toShown = ({ id, name, userId, platform, agentVersion, createdAt, lastSeenAt, clockSkewMs }: Device) => ({
  ...{ id, name, userId, platform, agentVersion },
  ...{ createdAt, lastSeenAt, clockSkewMs },
})

const toCoverage = (sums: { recordedMs: number; dueMs: number } | undefined) =>
  sums ? sums.recordedMs / sums.dueMs : null

/** What was due of the last thirty days, and recorded, by device; none of one of which nothing was due. */
export async function readCoverages(
  { db, t: { days: d } }: Store,
  orgId: number,
  now: number,
): Promise<Map<number, { readonly recordedMs: number; readonly dueMs: number }>> {
  const rows = await db
    .select({ id: d.deviceId, recordedMs: sumInt(d.recordedMs), dueMs: sumInt(d.dueMs) })
    .from(d)
    .where(and(eq(d.orgId, orgId), gte(d.day, dayAt(now - coverageMs, 0))))
    .groupBy(d.deviceId)
  return new Map(rows.filter(({ dueMs }) => dueMs > 0).map(({ id, ...sums }) => [id, sums]))
}
