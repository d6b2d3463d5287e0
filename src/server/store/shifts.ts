import { type AnyColumn, and, eq, inArray, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../core/devices.ts'
import type { Interval } from '../../core/spans.ts'
import { type Prepared, prepareOnce } from './prepared.ts'
import type { Store } from './store.ts'

/**
 * Streams whose clock was wrong, by how far it was ahead. Facts keep the instants that the agent wrote; whoever makes something
 * of them reads them through `readShifted`, which gives true instants.
 */
export type Shifts = ReadonlyMap<number, readonly number[]>

const shiftsQuery = prepareOnce(({ db, t: { streams: s } }) =>
  db
    .select({ id: s.id, aheadMs: s.clockAheadMs })
    .from(s)
    .where(
      and(eq(s.orgId, sql.placeholder('orgId')), eq(s.deviceId, sql.placeholder('deviceId')), ne(s.clockAheadMs, 0)),
    )
    .prepare('read_shifts'),
)

/** The streams of a device whose instants are to be put right; usually none. */
export async function readShifts(store: Store, { orgId, deviceId }: DeviceKey): Promise<Shifts> {
  const rows = await shiftsQuery(store).execute({ orgId, deviceId })
  const shifts = new Map<number, number[]>()
  for (const { id, aheadMs } of rows) shifts.set(aheadMs, [...(shifts.get(aheadMs) ?? []), id])
  return shifts
}

/** Some of a device's streams, as a condition of a query. */
export type OfStreams = (column: AnyColumn) => SQL | undefined

const ofAll: OfStreams = () => undefined

/** A query about some streams, which nearly always are all of them: that one is prepared once. */
export function prepareOfStreams<R>(build: (store: Store, ofStreams: OfStreams) => Prepared<R>) {
  const prepared = prepareOnce((store) => build(store, ofAll))
  return (store: Store, ofStreams: OfStreams, values: Record<string, unknown>): Promise<R> =>
    (ofStreams === ofAll ? prepared(store) : build(store, ofStreams)).execute(values)
}

/**
 * Asks for what lies in a true interval, group by group of streams whose clocks were equally wrong.
 * @param read asks for the rows of some streams where their own clocks had the interval
 * @param shift the row with its instants put right, of streams whose clock was `aheadMs` ahead
 */
export async function readShifted<R>(
  shifts: Shifts,
  { start, end }: Interval,
  read: (interval: Interval, ofStreams: OfStreams) => Promise<readonly R[]>,
  shift: (row: R, aheadMs: number) => R = (row) => row,
): Promise<R[]> {
  const wrong = [...shifts.values()].flat()
  const right: OfStreams = wrong.length > 0 ? (column) => notInArray(column, wrong) : ofAll
  const rows = [...(await read({ start, end }, right))]
  for (const [aheadMs, ids] of shifts) {
    const theirs = { start: start + aheadMs, end: end + aheadMs }
    const found = await read(theirs, (column) => inArray(column, [...ids]))
    rows.push(...found.map((row) => shift(row, aheadMs)))
  }
  return rows
}

/** Puts both ends right. */
export const shiftInterval = <R extends Interval>(row: R, aheadMs: number): R => ({
  ...row,
  start: row.start - aheadMs,
  end: row.end - aheadMs,
})

/** By how much the clocks of a device's streams were ahead; 0 among them, usually alone. */
export async function findAheads({ db, t: { streams: s } }: Store, device: DeviceKey): Promise<number[]> {
  const rows = await db
    .selectDistinct({ aheadMs: s.clockAheadMs })
    .from(s)
    .where(and(eq(s.orgId, device.orgId), eq(s.deviceId, device.deviceId)))
  return [...new Set([0, ...rows.map(({ aheadMs }) => aheadMs)])]
}

/**
 * Rows of the streams whose clocks were so far ahead. They are looked up where the condition is used, for an upload may bring
 * another one meanwhile.
 */
export function isOfAhead({ db, t: { streams: s } }: Store, device: DeviceKey, aheadMs: number, streamId: AnyColumn) {
  const ofDevice = and(eq(s.orgId, device.orgId), eq(s.deviceId, device.deviceId))
  const ids = db
    .select({ id: s.id })
    .from(s)
    .where(and(ofDevice, aheadMs === 0 ? ne(s.clockAheadMs, 0) : eq(s.clockAheadMs, aheadMs)))
  return aheadMs === 0 ? notInArray(streamId, ids) : inArray(streamId, ids)
}
