import { and, eq, inArray } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { createDevice, getDevice } from './devices.ts'
import { factTables } from './erase/tables.ts'
import {
  fillUp,
  findDays,
  findEdge,
  findPastMonths,
  marks,
  pastWrites,
  refuseCommonPast,
  takeOverMarks,
} from './moved-days.ts'
import { findPolicy, lock, refuseWhileErasing, sooner, untilUnchanged } from './moving.ts'
import { chunk } from './sql.ts'
import type { Db, Store, Write } from './store.ts'
import { findStreams } from './streams.ts'

/** What a merge or a split would move. */
export interface MovePlan {
  readonly streams: number
  /** Rows by table. */
  readonly facts: Readonly<Record<string, number>>
  /** Calendar days that are made again. */
  readonly days: number
}

/**
 * Makes two devices of one person one: all that `from` told becomes `into`'s, its tokens go on working for it, and it is gone. One
 * transaction that begins by locking `from`: of an upload that comes meanwhile all is moved, or nothing is written and the agent
 * sends it again.
 * @throws AppError `invalid` for a device and itself, or for devices of two people; `conflict` where both have days whose facts are
 * gone, which nobody can put together any more
 */
export const mergeDevices = (store: Store, orgId: number, fromId: number, intoId: number): Promise<void> =>
  untilUnchanged(() => tryToMerge(store, orgId, fromId, intoId))

async function tryToMerge(store: Store, orgId: number, fromId: number, intoId: number): Promise<() => Promise<void>> {
  const { from, into } = await getPair(store, orgId, fromId, intoId)
  await refuseWhileErasing(store, [from, into])
  const edge = await findEdge(store, orgId)
  await refuseCommonPast(store, [from, into], edge)
  const past = await findPastMonths(store, from, edge)
  const own = [...(await findDays(store, from, edge)), ...(await findDays(store, into, edge))]
  const days = fillUp(past.length > 0 ? [edge, ...own] : own)
  const { streams, deviceTokens, devices, eraseOrders, policies } = store.t
  return () =>
    store.batch((db) => [
      lock(store, db, from),
      lock(store, db, into),
      db
        .update(streams)
        .set({ deviceId: into.id })
        .where(and(eq(streams.orgId, orgId), eq(streams.deviceId, from.id))),
      ...factTables(store).map(({ table }) =>
        db
          .update(table)
          .set({ deviceId: into.id })
          .where(and(eq(table.orgId, orgId), eq(table.deviceId, from.id))),
      ),
      ...pastWrites(store, db, from, into, { edge, months: past }),
      ...marks(store, db, into, days),
      ...takeOverMarks(store, db, from, into),
      db
        .update(deviceTokens)
        .set({ deviceId: into.id })
        .where(and(eq(deviceTokens.orgId, orgId), eq(deviceTokens.deviceId, from.id))),
      db
        .update(eraseOrders)
        .set({ deviceId: into.id })
        .where(and(eq(eraseOrders.orgId, orgId), eq(eraseOrders.deviceId, from.id))),
      db
        .delete(policies)
        .where(and(eq(policies.orgId, orgId), eq(policies.scope, 'device'), eq(policies.about, String(from.id)))),
      db
        .update(devices)
        .set(sooner(from, into))
        .where(and(eq(devices.orgId, orgId), eq(devices.id, into.id))),
      { expectRows: 1, write: db.delete(devices).where(and(eq(devices.orgId, orgId), eq(devices.id, from.id))) },
    ])
}

export interface Split {
  /** Of the streams that go. */
  readonly uuids: readonly string[]
  readonly name: string
  /** The secret that the new device will show. */
  readonly token: string
  readonly now: number
}

/**
 * Makes some streams of a device a device of their own, as of a clone that went on beside it. Days whose facts are gone stay.
 * @returns the new device's id
 * @throws AppError `not_found` for a stream that is not the device's, `invalid` for all of them
 */
export const splitDevice = (store: Store, device: DeviceKey, split: Split): Promise<number> =>
  untilUnchanged(() => tryToSplit(store, device, split))

async function tryToSplit(store: Store, device: DeviceKey, { uuids, ...given }: Split): Promise<() => Promise<number>> {
  const known = await getDevice(store, device.orgId, device.deviceId)
  await refuseWhileErasing(store, [known])
  const ids = await findIds(store, device, uuids)
  const own = await findPolicy(store, device)
  const days = await findDays(store, known, await findEdge(store, device.orgId))
  const { streams, devices, policies } = store.t
  const { orgId, userId, platform, erasedUntil, subjectsMark, policyRev } = known
  const write = (db: Db, newId: number) => [
    lock(store, db, known),
    ...chunk(ids).flatMap((part) => [
      plain(
        db
          .update(streams)
          .set({ deviceId: newId })
          .where(and(eq(streams.orgId, orgId), inArray(streams.id, part))),
      ),
      ...factTables(store).map(({ table }) =>
        plain(
          db
            .update(table)
            .set({ deviceId: newId })
            .where(and(eq(table.orgId, orgId), eq(table.deviceId, device.deviceId), inArray(table.streamId, part))),
        ),
      ),
    ]),
    ...marks(store, db, known, days).map(plain),
    ...marks(store, db, { orgId, id: newId }, days).map(plain),
    plain(
      db
        .update(devices)
        .set({ erasedUntil, subjectsMark, ...(own && { policyRev }) })
        .where(and(eq(devices.orgId, orgId), eq(devices.id, newId))),
    ),
    ...(own ? [plain(db.insert(policies).values({ ...own, about: String(newId) }))] : []),
  ]
  return () => createDevice(store, { ...given, orgId, userId, platform }, write)
}

/** What a merge would move, or a split of some streams. */
export async function planMove(store: Store, device: DeviceKey, uuids?: readonly string[]): Promise<MovePlan> {
  const known = await getDevice(store, device.orgId, device.deviceId)
  const ids = uuids && (await findIds(store, device, uuids))
  const facts: Record<string, number> = {}
  for (const { name, table } of factTables(store)) {
    const ofStreams = ids && inArray(table.streamId, ids)
    const which = and(eq(table.orgId, device.orgId), eq(table.deviceId, device.deviceId), ofStreams)
    facts[name] = await store.db.$count(table, which)
  }
  const streams = ids?.length ?? (await findStreams(store, device.orgId, device.deviceId)).length
  return { streams, facts, days: (await findDays(store, known, await findEdge(store, device.orgId))).length }
}

const plain = (write: PromiseLike<unknown>): Write => ({ write })

/**
 * Two devices that may become one.
 * @throws AppError `invalid` for a device and itself, or for devices of two people; `not_found`
 */
export async function getPair(store: Store, orgId: number, fromId: number, intoId: number) {
  if (fromId === intoId) throw new AppError('invalid', 'a device cannot be merged into itself', { at: 'into' })
  const [from, into] = [await getDevice(store, orgId, fromId), await getDevice(store, orgId, intoId)]
  if (from.userId !== into.userId)
    throw new AppError('invalid', 'the two devices belong to two people, and a device is one person’s', { at: 'into' })
  return { from, into }
}

async function findIds(store: Store, { orgId, deviceId }: DeviceKey, uuids: readonly string[]): Promise<number[]> {
  const known = await findStreams(store, orgId, deviceId)
  const ids = uuids.map((uuid) => {
    const found = known.find((stream) => stream.uuid === uuid)
    if (!found) throw new AppError('not_found', `the device has no stream ${uuid}`, { at: 'streams' })
    return found.id
  })
  if (ids.length === 0) throw new AppError('invalid', 'name at least one stream', { at: 'streams' })
  if (new Set(ids).size === known.length)
    throw new AppError('invalid', 'these are all streams of the device; nothing would be left of it', { at: 'streams' })
  return [...new Set(ids)]
}
