import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gte, inArray } from 'drizzle-orm'
import { type DeviceState, toDeviceState } from '../../core/devices.ts'
import { findHistoryFault, type HistoryFault } from '../../core/forks.ts'
import type { Days } from '../../core/ranges.ts'
import { dayAt, dayMs } from '../../core/time.ts'
import { type Device, findEnrolledIds } from './devices.ts'
import { findMembersOf } from './members.ts'
import { readListedSilence } from './silence.ts'
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
  /** Of the last thirty days. */
  readonly recordedMs: number
  readonly dueMs: number
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
  const sums = await readStoredSums(store, orgId, now, part)
  const names = new Map((await findMembersOf(store, orgId)).map(({ user }) => [user.id, user.name]))
  const devices = await findPart(store, orgId, part)
  const isFew = devices.length <= fewDevices
  const histories = await findHistories(store, orgId, isFew ? devices.map(({ id }) => id) : undefined)
  const all: FleetDevice[] = []
  for (const device of devices) {
    await setImmediate() // uploads go first
    const { recordedMs, dueMs } = await addSilent(store, device, sums.get(device.id), now)
    const streams = histories.get(device.id) ?? []
    all.push({
      ...toShown(device),
      person: names.get(device.userId) ?? null,
      state: toDeviceState({ ...device, enrolled: enrolled.has(device.id) }, now, silentAfterMs),
      fault: findHistoryFault(streams) ?? null,
      streams: streams.map(({ uuid, predecessor }) => ({ uuid, predecessor })),
      ...{ recordedMs, dueMs, coverage: dueMs > 0 ? recordedMs / dueMs : null },
    })
  }
  return all
}

const toShown = ({ id, name, userId, platform, agentVersion, createdAt, lastSeenAt, clockSkewMs }: Device) => ({
  ...{ id, name, userId, platform, agentVersion },
  ...{ createdAt, lastSeenAt, clockSkewMs },
})

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

/** The days that coverage is told of. @param now epoch milliseconds */
export const coverageDays = (now: number): Days => ({ first: dayAt(now - coverageMs, 0), last: dayAt(now + dayMs, 0) })

interface Sums {
  readonly recordedMs: number
  readonly dueMs: number
}

/** What a computer does not tell after its last word is due, here as in every report. */
async function addSilent(store: Store, device: Device, stored: Sums | undefined, now: number): Promise<Sums> {
  const { recordedMs, dueMs } = stored ?? { recordedMs: 0, dueMs: 0 }
  const key = { orgId: device.orgId, deviceId: device.id }
  const silence = await readListedSilence(store, key, device.lastSeenAt, coverageDays(now), now)
  const silent = (silence?.days ?? []).map((day) => day.dueMs)
  return { recordedMs, dueMs: silent.reduce((sum, ms) => sum + ms, dueMs) }
}

/** By device, as days were made. Only of the devices that are asked for: whoever looks at one reads the days of one. */
export async function readStoredSums(
  { db, t: { days: d, devices } }: Store,
  orgId: number,
  now: number,
  { id, userId }: FleetPart = {},
): Promise<Map<number, Sums>> {
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
        gte(d.day, coverageDays(now).first),
      ),
    )
    .groupBy(d.deviceId)
  return new Map(rows.map(({ id, ...sums }) => [id, sums]))
}
