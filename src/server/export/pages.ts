import { and, asc, eq, gte, inArray, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { findDevicesOf } from '../store/devices.ts'
import type { PersonKey } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import type { Reader, Row, Tables } from './row.ts'

/** A table of what belongs to devices, with the column by which it is paged. */
type OfDevices<At extends string> = PgTable & Readonly<Record<'orgId' | 'deviceId' | At, PgColumn>>

const pageSize = 2_000

/** The rows of all of a person's devices, device by device, ascending by `at`; `at` follows the device in the table's key. */
export function ofDevices<At extends string>(
  find: (t: Tables) => OfDevices<At>,
  at: At,
  more?: (t: Tables) => SQL[],
): Reader {
  const read = async function* (store: Store, { orgId, userId }: PersonKey): AsyncGenerator<readonly Row[]> {
    const table = find(store.t)
    const beyond = more ? more(store.t) : [undefined]
    for (const { id } of await findDevicesOf(store, orgId, userId))
      for (const where of beyond) {
        const ofDevice = and(eq(table.orgId, orgId), eq(table.deviceId, id), where)
        yield* inPages(at, (from, limit) =>
          store.db
            .select()
            .from(table as PgTable)
            .where(from === undefined ? ofDevice : and(ofDevice, gte(table[at], from)))
            .orderBy(asc(table[at]))
            .limit(limit),
        )
      }
  }
  const count = async (store: Store, person: PersonKey) => {
    const table = find(store.t)
    const ofPerson = await isOfDevices(store, person, table.deviceId)
    return store.db.$count(table, and(eq(table.orgId, person.orgId), ofPerson))
  }
  return Object.assign(read, { count })
}

type Value = string | number

/** A page ends before the last value of `at`, of which there may be more rows, and the next begins with it. */
async function* inPages(
  at: string,
  read: (from: Value | undefined, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let from: Value | undefined
  let limit = pageSize
  for (;;) {
    const rows = await read(from, limit)
    if (rows.length < limit) {
      if (rows.length > 0) yield rows
      return
    }
    const last = rows.at(-1)![at] as Value
    const whole = rows.filter((row) => row[at] !== last)
    if (whole.length > 0) yield whole
    limit = whole.length > 0 ? pageSize : limit * 2
    from = last
  }
}

/** Few rows, read at once. */
export function atOnce(find: (store: Store, person: PersonKey) => PromiseLike<readonly Row[]>): Reader {
  const read = async function* (store: Store, person: PersonKey): AsyncGenerator<readonly Row[]> {
    const rows = await find(store, person)
    if (rows.length > 0) yield rows
  }
  return Object.assign(read, { count: async (store: Store, person: PersonKey) => (await find(store, person)).length })
}

/** The ids of a person's devices, as a condition on a column. */
export async function isOfDevices(store: Store, { orgId, userId }: PersonKey, column: PgColumn): Promise<SQL> {
  const devices = await findDevicesOf(store, orgId, userId)
  return inArray(
    column,
    devices.map(({ id }) => id),
  )
}
