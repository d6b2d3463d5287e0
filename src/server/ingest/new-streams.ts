import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { type Batch, type LineageRow, type RefusedRow, rowTables } from '../../protocol/batches.ts'
import { findDevicesOf, getDevice } from '../store/devices.ts'
import type { Store } from '../store/store.ts'
import { findStreamsByUuid, lastStreamId, type NewStream, type Stream } from '../store/streams.ts'

/** The streams of a batch that the device does not have. */
export interface UnknownStreams {
  /** To be added. */
  readonly added: readonly NewStream[]
  /** Of another device of the same person, as after a clone was split off: their rows are not this device's to bring. */
  readonly elsewhere: ReadonlySet<string>
}

/**
 * @throws AppError `stream_elsewhere` if the batch's own stream is another device's, or any of them another person's; `invalid` for
 * one that is neither known nor in the lineage
 */
export async function findUnknownStreams(
  store: Store,
  caller: DeviceKey,
  batch: Batch,
  known: readonly Stream[],
): Promise<UnknownStreams> {
  const have = new Set(known.map(({ uuid }) => uuid))
  const lineage = new Map<string, LineageRow>([[batch.stream, [batch.stream, null, null]]])
  for (const row of batch.lineage ?? []) lineage.set(row[0], row)
  const unknown = [...new Set([...lineage.keys(), ...batch.streams])].filter((uuid) => !have.has(uuid))
  const elsewhere = await findElsewhere(store, caller, batch.stream, unknown)
  for (const [i, uuid] of batch.streams.entries())
    if (!have.has(uuid) && !lineage.has(uuid) && !elsewhere.has(uuid))
      throw new AppError('invalid', `stream ${uuid} is neither known nor in the lineage`, { at: `streams[${i}]` })
  const missing = [...lineage.values()].filter(([uuid]) => !have.has(uuid) && !elsewhere.has(uuid))
  return { elsewhere, added: await toNew(store, caller, missing) }
}

async function findElsewhere(
  store: Store,
  { orgId, deviceId }: DeviceKey,
  own: string,
  uuids: readonly string[],
): Promise<Set<string>> {
  const found = await findStreamsByUuid(store, orgId, uuids)
  if (found.length === 0) return new Set()
  const { userId } = await getDevice(store, orgId, deviceId)
  const ofPerson = new Set((await findDevicesOf(store, orgId, userId)).map(({ id }) => id))
  const claimed = found.find((stream) => stream.uuid === own || !ofPerson.has(stream.deviceId))
  if (claimed)
    throw new AppError(
      'stream_elsewhere',
      `another device brought stream ${claimed.uuid} first; enrol this computer again, as a device of its own`,
      { at: 'stream' },
    )
  return new Set(found.map(({ uuid }) => uuid))
}

async function toNew(store: Store, { orgId, deviceId }: DeviceKey, missing: readonly LineageRow[]) {
  const lastId = missing.length > 0 ? await lastStreamId(store, orgId) : 0
  return missing.map(
    ([uuid, predecessor, predecessorRev], i): NewStream => ({
      ...{ orgId, id: lastId + 1 + i, uuid, deviceId, predecessor, predecessorRev },
      ...{ cursor: 0, lastBatch: null, clockAheadMs: 0 },
    }),
  )
}

/** The rows that belong to another device's streams. @param refused rows that are refused anyway */
export function findRowsElsewhere(
  batch: Batch,
  elsewhere: ReadonlySet<string>,
  refused: readonly RefusedRow[],
): RefusedRow[] {
  if (elsewhere.size === 0) return []
  const known = new Set(refused.map(({ table, index }) => `${table} ${index}`))
  return rowTables.flatMap((table) =>
    batch[table].flatMap(([stream], index) =>
      elsewhere.has(batch.streams[stream] ?? '') && !known.has(`${table} ${index}`)
        ? [{ table, index, code: 'stream_elsewhere' }]
        : [],
    ),
  )
}
