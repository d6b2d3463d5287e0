import { randomInt } from 'node:crypto'
import { nextAhead } from '../../core/clock-skew.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { dayAt } from '../../core/time.ts'

import type { Batch, IngestAnswer, RefusedRow, RowTable } from '../../protocol/batches.ts'
import { deviceChange, streamChange } from '../store/changes.ts'
import { type DeviceState, goneUntil, readDeviceState } from '../store/device-state.ts'

import { isUniqueViolation } from '../store/sql.ts'
import type { Store } from '../store/store.ts'
import { findStreams, type NewStream, type Stream } from '../store/streams.ts'
import { resolveSubjects } from '../store/subjects.ts'
import { inTurn } from '../store/turns.ts'
import { gapUpsert, processHourUpsert, spanUpsert, touchedDayUpsert, type UpsertRow } from '../store/upsert.ts'
import { findErased } from './erased-rows.ts'
import { findRowsElsewhere, findUnknownStreams } from './new-streams.ts'
import type { ParsedBatch } from './parse-batch.ts'
import { createTouchedDays, findDaysOfStream } from './touched-days.ts'

/**
 * Brings the replica of a device's journal up to a batch: rows, cursor and touched days in one durable transaction. There is
 * no "duplicate": a repeat, a late or a reordered batch takes the same path and changes nothing that is newer.
 * @throws AppError `behind` if this server lost what the agent believes it has, `stream_elsewhere` if another device brought
 * one of the streams
 */
export async function applyBatch(
  store: Store,
  caller: DeviceKey,
  parsed: ParsedBatch,
  now: number,
): Promise<IngestAnswer> {
  for (let tries = 0; ; tries++) {
    try {
      return await tryBatch(store, caller, parsed, now)
    } catch (error) {
      // Somebody else took the stream ids, measured the clock, or erased something: look again.
      if (!(isUniqueViolation(error) || isConflict(error)) || tries > 20) throw error
    }
  }
}

async function tryBatch(
  store: Store,
  caller: DeviceKey,
  { batch, refused: invalid }: ParsedBatch,
  now: number,
): Promise<IngestAnswer> {
  const device = await readDeviceState(store, caller)
  const { erasedUntil, policyRev, subjectsMark } = device
  // Of a device whose person is gone nothing is taken, so no app of it is named here either.
  const subjects = erasedUntil < goneUntil ? batch.subjects : []
  const subjectIds = await resolveSubjects(store, caller.orgId, subjects, subjectsMark)
  const apply = () => applyRows(store, caller, batch, { subjectIds, refused: invalid, now, device })
  const { was, refused } = await (batch.lineage ? inTurn(store, apply) : apply()) // a lineage may bring streams
  return { was, refused: [...refused], nextUploadMs: null, policyRev, ...(erasedUntil > 0 && { erasedUntil }) }
}

/** @returns the last batch of the stream before this one, and all rows that were refused */
async function applyRows(
  store: Store,
  caller: DeviceKey,
  batch: Batch,
  given: Pick<Resolved, 'subjectIds' | 'refused' | 'now' | 'device'>,
): Promise<{ readonly was: string | null; readonly refused: readonly RefusedRow[] }> {
  const known = await findStreams(store, caller.orgId, caller.deviceId)
  refuseIfBehind(batch, known)
  const { added, elsewhere } = await findUnknownStreams(store, caller, batch, known)
  const clock = await measureClock(store, caller, batch, known, given.now)
  const aheadMs = toAheads(batch, known, clock.aheadMs)
  const held = [...given.refused, ...findRowsElsewhere(batch, elsewhere, given.refused)]
  const refused = [...held, ...findErased(batch, given.device.erasedUntil, aheadMs, held)]
  await writeBatch(store, caller, batch, { ...given, refused, known, added, clock, aheadMs })
  return { was: known.find(({ uuid }) => uuid === batch.stream)?.lastBatch ?? null, refused }
}

/** How far the clock of each of the batch's streams was ahead. */
const toAheads = (batch: Batch, known: readonly Stream[], ownMs: number): number[] =>
  batch.streams.map((uuid) =>
    uuid === batch.stream ? ownMs : (known.find((stream) => stream.uuid === uuid)?.clockAheadMs ?? 0),
  )

const isConflict = (error: unknown) => error instanceof AppError && error.code === 'conflict'

/** How far the clock of the batch's stream is ahead, and the days whose figures change because that is news. */
async function measureClock(store: Store, device: DeviceKey, batch: Batch, known: readonly Stream[], now: number) {
  const stream = known.find(({ uuid }) => uuid === batch.stream)
  const aheadMs = nextAhead(stream?.clockAheadMs, batch.sentAt - now)
  const wasAheadMs = stream?.clockAheadMs ?? 0
  const moved = stream && aheadMs !== wasAheadMs
  return { wasAheadMs, aheadMs, moved: moved ? await findDaysOfStream(store, device, stream, aheadMs) : [] }
}

function refuseIfBehind({ after }: Batch, known: readonly Stream[]): void {
  if (!after) return
  const cursor = known.find(({ uuid }) => uuid === after.stream)?.cursor ?? 0
  if (cursor >= after.upto) return
  throw new AppError('behind', 'this server has less than it acknowledged: it was restored from a backup', {
    details: { cursors: Object.fromEntries(known.map(({ uuid, cursor }) => [uuid, cursor])) },
  })
}

interface Resolved {
  readonly subjectIds: readonly number[]
  readonly known: readonly Stream[]
  readonly added: readonly NewStream[]
  readonly refused: readonly RefusedRow[]
  readonly now: number
  readonly device: DeviceState
  readonly clock: Awaited<ReturnType<typeof measureClock>>
  /** Of each of the batch's streams. */
  readonly aheadMs: readonly number[]
}

function writeBatch(store: Store, { orgId, deviceId }: DeviceKey, batch: Batch, given: Resolved): Promise<void> {
  const { hours, spans, gaps, touched } = toRows({ orgId, deviceId }, batch, given)
  const { now, added, clock, device } = given
  const cursor = [orgId, batch.stream, deviceId, clock.wasAheadMs, batch.upto, batch.batch, clock.aheadMs]
  const state = [device.erasedUntil, device.subjectsMark]
  const seen = [orgId, deviceId, ...state, now, batch.sentAt - now, batch.agent.platform, batch.agent.version]
  return store.batch((db) => [
    ...(added.length > 0 ? [db.insert(store.t.streams).values([...added])] : []),
    store.upsert(db, processHourUpsert, hours),
    store.upsert(db, spanUpsert, spans),
    store.upsert(db, gapUpsert, gaps),
    store.upsert(db, touchedDayUpsert, touched),
    { expectRows: 1, write: store.upsert(db, streamChange, [cursor]) },
    { expectRows: 1, write: store.upsert(db, deviceChange, [seen]) },
  ])
}

function toRows({ orgId, deviceId }: DeviceKey, batch: Batch, given: Resolved) {
  const { subjectIds, known, added, refused, clock, aheadMs } = given
  const streams = new Map([...known, ...added].map((stream) => [stream.uuid, stream]))
  const streamIds = batch.streams.map((uuid) => streams.get(uuid)?.id ?? 0) // rows of another device's streams are refused
  const held = new Set(refused.map(({ table, index }) => `${table} ${index}`))
  const taken = <R>(table: RowTable, rows: readonly R[]) =>
    held.size === 0 ? rows : rows.filter((_, index) => !held.has(`${table} ${index}`))
  const touched = createTouchedDays(clock.moved)
  const hours = taken('processHours', batch.processHours).map((row): UpsertRow => {
    const [stream, subject, hour] = row
    touched.addHour(hour, aheadMs[stream]!)
    return [orgId, deviceId, hour, subjectIds[subject]!, streamIds[stream]!, ...row.slice(3)]
  })
  const spans = taken('spans', batch.spans).map(([stream, source, start, end, subject, detail]): UpsertRow => {
    touched.add({ start, end }, aheadMs[stream]!)
    const subjectId = subject === null ? null : subjectIds[subject]!
    return [orgId, deviceId, source, start, streamIds[stream]!, end, subjectId, detail && JSON.stringify(detail)]
  })
  const gaps = taken('gaps', batch.gaps).map(([stream, start, end, reason]): UpsertRow => {
    touched.add({ start, end }, aheadMs[stream]!)
    return [orgId, deviceId, start, streamIds[stream]!, end, reason]
  })
  const mark = randomInt(2 ** 47)
  const days = [...touched.days].map((day): UpsertRow => [orgId, deviceId, dayAt(day, 0), mark])
  return { hours, spans, gaps, touched: days }
}
