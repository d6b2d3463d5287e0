import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gte, inArray } from 'drizzle-orm'
import { type DeviceState, toDeviceState } from '../../core/devices.ts'
import { findHistoryFault, type HistoryFault } from '../../core/forks.ts'
import { dayAt, dayMs } from '../../core/time.ts'
import { type Device, findEnrolledIds } from './devices.ts'
import { findMembersOf } from './members.ts'
import { sumInt } from './sql.ts'
import type { Store } from './store.ts'
import { findHistories } from './streams.ts'

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

/** So many are named in a question; of more, the whole organisation is read. */
const fewDevices = 100

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
  const enrolled = await findEnrolledIds(store, orgId, part.id)
  const coverages = await readCoverages(store, orgId, now, part)
  const names = new Map((await findMembersOf(store, orgId)).map(({ user }) => [user.id, user.name]))
  const devices = await findPart(store, orgId, part)
  const isFew = devices.length <= fewDevices
  const histories = await findHistories(store, orgId, isFew ? devices.map(({ id }) => id) : undefined)
  const all: FleetDevice[] = []
  for (const device of devices) {
    await setImmediate() // uploads go first
    const streams = histories.get(device.id) ?? []
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

const findPart = ({ db, t: { devices: d } }: Store, orgId: number, { userId, id }: FleetPart): Promise<Device[]> =>
  db
    .select()
    .from(d)
    .where(
      and(
        eq(d.orgId, orgId),
        userId === undefined ? undefined : eq(d.userId, userId),
        id === undefined ? undefined : eq(d.id, id),
      ),
    )
    .orderBy(asc(d.id))

/**
 * What was due of the last thirty days, and recorded, by device; none of one of which nothing was due. Only of the devices that are asked
 * for: whoever looks at one reads the days of one.
 */
export async function readCoverages(
  { db, t: { days: d, devices } }: Store,
  orgId: number,
  now: number,
  { id, userId }: FleetPart = {},
): Promise<Map<number, { readonly recordedMs: number; readonly dueMs: number }>> {
  const own = db
    .select({ id: devices.id })
    .from(devices)
    .where(and(eq(devices.orgId, orgId), eq(devices.userId, userId ?? '')))
  const rows = await db
    .select({ id: d.deviceId, recordedMs: sumInt(d.recordedMs), dueMs: sumInt(d.dueMs) })
    .from(d)
    .where(
      and(
        eq(d.orgId, orgId),
        id === undefined ? undefined : eq(d.deviceId, id),
        userId === undefined ? undefined : inArray(d.deviceId, own),
        gte(d.day, dayAt(now - coverageMs, 0)),
      ),
    )
    .groupBy(d.deviceId)
  return new Map(rows.filter(({ dueMs }) => dueMs > 0).map(({ id, ...sums }) => [id, sums]))
}
