import { randomInt } from 'node:crypto'
import { and, eq, gte, lt, sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { addDays, type Day, dayAt, monthOf } from '../../core/time.ts'
import { monthWrites } from './days.ts'
import type { Device } from './devices.ts'
import { dayTables, monthTables } from './erase/tables.ts'
import { readRemakeFrom } from './expired.ts'
import type { Db, Store } from './store.ts'
import { touchedDayUpsert } from './upsert.ts'

/** A device, by its key. */
type Place = Pick<Device, 'orgId' | 'id'>

/** From this day on all days can be made again from their facts. */
export const findEdge = async (store: Store, orgId: number): Promise<Day> =>
  dayAt(await readRemakeFrom(store, orgId), 0)

export async function refuseCommonPast(store: Store, devices: readonly Place[], edge: Day): Promise<void> {
  const [first, second] = await Promise.all(
    devices.map(async ({ orgId, id }) => {
      const { days: d } = store.t
      const rows = await store.db
        .select({ day: d.day })
        .from(d)
        .where(and(eq(d.orgId, orgId), eq(d.deviceId, id), lt(d.day, edge)))
      return rows.map(({ day }) => day)
    }),
  )
  const common = first!.find((day) => second!.includes(day))
  if (common === undefined) return
  throw new AppError(
    'conflict',
    `both devices have ${common}, whose facts are gone as their time was over; such days cannot be put together any more`,
  )
}

/** The days that are made again, with their neighbours: a day may lie in several days of UTC. */
export async function findDays(store: Store, { orgId, id }: Place, edge: Day): Promise<Day[]> {
  const { days: d, touchedDays: n } = store.t
  const made = await store.db
    .select({ day: d.day })
    .from(d)
    .where(and(eq(d.orgId, orgId), eq(d.deviceId, id), gte(d.day, edge)))
  const waiting = await store.db
    .select({ day: n.day })
    .from(n)
    .where(and(eq(n.orgId, orgId), eq(n.deviceId, id)))
  return [...new Set([...made, ...waiting].flatMap(({ day }) => [-1, 0, 1].map((offset) => addDays(day, offset))))]
}

/** What lies between two devices' days belongs to one device now, and should have been recorded. */
export function fillUp(days: readonly Day[]): Day[] {
  const [first, last] = [[...days].sort()[0], [...days].sort().at(-1)]
  const all: Day[] = []
  for (let day = first; day !== undefined && day <= last!; day = addDays(day, 1)) all.push(day)
  return all
}

export const marks = (store: Store, db: Db, { orgId, id }: Place, days: readonly Day[]) => [
  store.upsert(
    db,
    touchedDayUpsert,
    days.map((day) => [orgId, id, day, randomInt(2 ** 47)]),
  ),
]

/** What was marked since the days were read. */
export function takeOverMarks({ t: { touchedDays: n } }: Store, db: Db, from: Place, into: Place) {
  const ofFrom = and(eq(n.orgId, from.orgId), eq(n.deviceId, from.id))
  const rows = db
    .select({
      orgId: n.orgId,
      deviceId: sql<number>`${into.id}`.as('device_id'),
      day: n.day,
      mark: n.mark,
      claimedUntil: sql<number | null>`null`.as('claimed_until'),
    })
    .from(n)
    .where(ofFrom)
  return [
    db
      .insert(n)
      .select(rows)
      .onConflictDoUpdate({
        target: [n.orgId, n.deviceId, n.day],
        set: { mark: randomInt(2 ** 47), claimedUntil: null },
      }),
    db.delete(n).where(ofFrom),
  ]
}

export async function findPastMonths({ db, t: { days: d } }: Store, { orgId, id }: Place, edge: Day) {
  const rows = await db
    .select({ day: d.day })
    .from(d)
    .where(and(eq(d.orgId, orgId), eq(d.deviceId, id), lt(d.day, edge)))
  return [...new Set(rows.map(({ day }) => monthOf(day)))]
}

/** Days whose facts are gone go over as they are; the others go, and are made again where they belong now. */
export function pastWrites(
  store: Store,
  db: Db,
  from: Place,
  into: Place,
  { edge, months }: { readonly edge: Day; readonly months: readonly string[] },
) {
  const { orgId } = from
  const of = (table: Store['t']['spans']) => and(eq(table.orgId, orgId), eq(table.deviceId, from.id))
  return [
    ...dayTables(store).flatMap(({ table, at }) => [
      db
        .update(table)
        .set({ deviceId: into.id })
        .where(and(of(table), lt(at, edge))),
      db.delete(table).where(of(table)),
    ]),
    ...monthTables(store).map(({ table }) => db.delete(table).where(of(table))),
    ...months.flatMap((month) => monthWrites(store, db, { orgId, deviceId: into.id }, month)),
  ]
}
