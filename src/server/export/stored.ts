import { and, eq, sql } from 'drizzle-orm'
import { spanSources } from '../../protocol/batches.ts'
import type { PersonKey } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { exported } from './exported.ts'
import { isOfDevices } from './pages.ts'
import { readStoredOfDevices, type StoredOfDevice, tablesOfDevices } from './stored-devices.ts'

/** What is stored of a person, told without showing it. */
export interface Stored {
  /** Rows by table, of those in which there are some; as an export has them. */
  readonly tables: Readonly<Record<string, number>>
  /** The first and the last day of which anything is told; null if nothing is. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly devices: readonly StoredOfDevice[]
  /** What agents told of: `processes`, spans by source, `titles`. */
  readonly kinds: readonly string[]
}

/** Counts all that an export of the person would have in it. */
export async function readStored(store: Store, person: PersonKey): Promise<Stored> {
  const devices = await readStoredOfDevices(store, person)
  const counted = tablesOfDevices(store)
  const tables: Record<string, number> = {}
  for (const [table, reader] of Object.entries(exported)) {
    if (typeof reader !== 'function') continue
    const rows = counted.has(table)
      ? devices.reduce((sum, device) => sum + (device.rows[table] ?? 0), 0)
      : await reader.count(store, person)
    if (rows > 0) tables[table] = rows
  }
  const days = devices.flatMap(({ firstDay, lastDay }) => (firstDay && lastDay ? [firstDay, lastDay] : [])).sort()
  return {
    ...{ tables, devices, firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null },
    kinds: await readKinds(store, person, tables),
  }
}

async function readKinds(store: Store, person: PersonKey, tables: Stored['tables']): Promise<string[]> {
  const { spans: s } = store.t
  const ofPerson = and(eq(s.orgId, person.orgId), await isOfDevices(store, person, s.deviceId))
  const kinds = tables.processHours === undefined ? [] : ['processes']
  for (const source of spanSources) {
    const [row] = await store.db
      .select({ start: s.start })
      .from(s)
      .where(and(ofPerson, eq(s.source, source)))
      .limit(1)
    if (row) kinds.push(source)
  }
  const [titled] = await store.db
    .select({ start: s.start })
    .from(s)
    // In the words of the index that only rows with a title are in.
    .where(and(ofPerson, sql`${s.source} = 'window' and ${s.detail} is not null`))
    .limit(1)
  return titled ? [...kinds, 'titles'] : kinds
}
