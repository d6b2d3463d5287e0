import { and, count, eq, inArray, max, min } from 'drizzle-orm'
import { findDevicesOf } from '../store/devices.ts'
import { dayTables, factTables, monthTables } from '../store/erase/tables.ts'
import type { PersonKey } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'

/** What is stored of one computer, told without showing it. */
export interface StoredOfDevice {
  readonly device: number
  readonly name: string
  /** The first and the last day of which anything is told; null if nothing is. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** Rows by table, of those in which there are some. */
  readonly rows: Readonly<Record<string, number>>
}

const tablesOf = (store: Store) => [...factTables(store), ...dayTables(store), ...monthTables(store)]

/** Tables of which each row is of a device. */
export const tablesOfDevices = (store: Store): ReadonlySet<string> => new Set(tablesOf(store).map(({ name }) => name))

/** Counts what each of a person's computers told, and what was made of that. */
export async function readStoredOfDevices(store: Store, { orgId, userId }: PersonKey): Promise<StoredOfDevice[]> {
  const devices = await findDevicesOf(store, orgId, userId)
  const ids = devices.map(({ id }) => id)
  const rows = new Map(ids.map((id) => [id, {} as Record<string, number>]))
  for (const { name, table } of tablesOf(store)) {
    const found = await store.db
      .select({ deviceId: table.deviceId, rows: count() })
      .from(table)
      .where(and(eq(table.orgId, orgId), inArray(table.deviceId, ids)))
      .groupBy(table.deviceId)
    for (const each of found) rows.get(each.deviceId)![name] = each.rows
  }
  const { days: d } = store.t
  const bounds = await store.db
    .select({ deviceId: d.deviceId, first: min(d.day), last: max(d.day) })
    .from(d)
    .where(and(eq(d.orgId, orgId), inArray(d.deviceId, ids)))
    .groupBy(d.deviceId)
  return devices.map(({ id, name }) => {
    const own = bounds.find(({ deviceId }) => deviceId === id)
    return { device: id, name, firstDay: own?.first ?? null, lastDay: own?.last ?? null, rows: rows.get(id)! }
  })
}
