import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../../core/devices.ts'
import { addDays, type Day, dayAt, dayNumber } from '../../../core/time.ts'
import { spanSources } from '../../../protocol/batches.ts'
import { readRemakeFrom } from '../expired.ts'
import { findAheads, isOfAhead } from '../shifts.ts'
import type { Db, Store } from '../store.ts'
import { touchedDayUpsert } from '../upsert.ts'
import { type DeviceTable, derivedBefore, factTables } from './tables.ts'

/** Rows that go in one transaction: few enough that an upload does not feel it. */
const rowsAtOnce = 500
/** No row is of this day, nor of its month. */
const afterAll: Day = '9999-12-31'

const rowsOf = ({ table }: DeviceTable, { orgId, deviceId }: DeviceKey) =>
  and(eq(table.orgId, orgId), eq(table.deviceId, deviceId))

/**
 * How many rows of each table would go.
 * @param left the first day of which something stays, by the clocks there: derived rows go by whole days and months; undefined where all go
 */
export async function countErasable(
  store: Store,
  device: DeviceKey,
  until: number,
  left: Day | undefined,
): Promise<Record<string, number>> {
  const pieces = [
    ...(await toPieces(store, device, until)),
    ...derivedBefore(store, left ?? afterAll).map((each) => ({ ...each, which: rowsOf(each, device) })),
  ]
  const counts: Record<string, number> = {}
  for (const { name, table, at, which, before } of pieces)
    counts[name] = (counts[name] ?? 0) + (await store.db.$count(table, and(which, lt(at, before))))
  return counts
}

/**
 * Removes everything that a device told of before an instant, and what was made from it: in small pieces, with everything else in
 * between. Days at the edge are marked to be made again from what is left. May be done again at any time, and goes on where it was
 * interrupted; nothing new comes in meanwhile, for rows that start before are refused once the order is noted.
 */
export async function eraseDevice(store: Store, device: DeviceKey, until: number): Promise<void> {
  for (const piece of await toPieces(store, device, until)) await removeAll(store, piece, piece.which, piece.before)
  const edge = await findEdge(store, device.orgId, until)
  for (const each of derivedBefore(store, edge)) await removeAll(store, each, rowsOf(each, device), each.before)
  await store.batch((db) => [
    // What somebody made in between, of facts that were still there.
    ...derivedBefore(store, edge).map((each) => removeWrite(db, each, device)),
    ...markWrites(store, db, device, until),
  ])
}

const removeWrite = (db: Db, each: DeviceTable & { readonly before: string }, device: DeviceKey) =>
  db.delete(each.table).where(and(rowsOf(each, device), lt(each.at, each.before)))

interface Piece extends DeviceTable {
  readonly which: SQL | undefined
  readonly before: number
}

/**
 * What devices told, in the order of their keys, so that rows are found without a look at all the rest: spans by source. Facts keep
 * the instants of the device's clock, so of each stream they go by how wrong that was: of one that was years ahead nothing would
 * go, of one that was years behind all that ever comes.
 */
async function toPieces(store: Store, device: DeviceKey, until: number): Promise<Piece[]> {
  const { spans: s } = store.t
  const aheads = await findAheads(store, device)
  return aheads.flatMap((aheadMs) =>
    factTables(store).flatMap((each) => {
      const which = and(rowsOf(each, device), isOfAhead(store, device, aheadMs, each.table.streamId))
      const piece = { ...each, which, before: until + aheadMs }
      if (each.name !== 'spans') return [piece]
      return spanSources.map((source) => ({ ...piece, which: and(which, eq(s.source, source)) }))
    }),
  )
}

/** The first day that is made again; where its facts are gone because their time was over, all that may tell of it go. */
async function findEdge(store: Store, orgId: number, until: number): Promise<Day> {
  const last = dayAt(until, 0)
  const first = addDays(last, -1)
  return dayNumber(first) < (await readRemakeFrom(store, orgId)) ? addDays(last, 1) : first
}

async function removeAll(store: Store, each: DeviceTable, which: SQL | undefined, before: number | string) {
  while (await removePiece(store, each, and(which, lt(each.at, before)))) await setImmediate()
}

/** @returns whether there may be more */
async function removePiece(store: Store, { table, at }: DeviceTable, old: SQL | undefined): Promise<boolean> {
  const [last] = await store.db
    .select({ at })
    .from(table)
    .where(old)
    .orderBy(asc(at))
    .limit(1)
    .offset(rowsAtOnce - 1)
  await store.batch((db) => [db.delete(table).where(last ? and(old, lte(at, last.at)) : old)])
  return last !== undefined
}

function markWrites({ t, upsert }: Store, db: Db, { orgId, deviceId }: DeviceKey, until: number) {
  const { personDays: p, touchedPersonDays: tp, devices: own } = t
  const last = dayAt(until, 0)
  const mark = Math.floor(until / 1_000)
  return [
    // What the person did on other devices is left, so the person's own days are made again from that.
    db
      .insert(tp)
      .select(
        db
          .select({ orgId: p.orgId, userId: p.userId, day: p.day, mark: sql<number>`${mark}`.as('mark') })
          .from(p)
          .innerJoin(own, and(eq(own.orgId, p.orgId), eq(own.userId, p.userId)))
          .where(and(eq(p.orgId, orgId), eq(own.id, deviceId), lte(p.day, last))),
      )
      .onConflictDoUpdate({ target: [tp.orgId, tp.userId, tp.day], set: { mark } }),
    // Whoever makes days of the device at this moment begins again.
    db
      .update(own)
      .set({ daysMark: sql`${own.daysMark} + 1` })
      .where(and(eq(own.orgId, orgId), eq(own.id, deviceId))),
    upsert(
      db,
      touchedDayUpsert,
      [addDays(last, -1), last, addDays(last, 1)].map((day) => [orgId, deviceId, day, mark]),
    ),
  ]
}
