import { and, eq, max, min, sql } from 'drizzle-orm'
import { spanSources } from '../../protocol/batches.ts'
import type { PersonKey } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { exported } from './exported.ts'
import { isOfDevices } from './pages.ts'

/** What is stored of a person, told without showing it. */
export interface Stored {
  /** Rows by table, of those in which there are some; as an export has them. */
  readonly tables: Readonly<Record<string, number>>
  /** The first and the last day of which anything is told; null if nothing is. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** What agents told of: `processes`, spans by source, `titles`. */
  readonly kinds: readonly string[]
}

/** Counts all that an export of the person would have in it. */
export async function readStored(store: Store, person: PersonKey): Promise<Stored> {
  const tables: Record<string, number> = {}
  for (const [table, reader] of Object.entries(exported)) {
    if (typeof reader !== 'function') continue
    const rows = await reader.count(store, person)
    if (rows > 0) tables[table] = rows
  }
  return { tables, ...(await readBounds(store, person)), kinds: await readKinds(store, person, tables) }
}

async function readBounds(store: Store, person: PersonKey): Promise<Pick<Stored, 'firstDay' | 'lastDay'>> {
  const { days: d } = store.t
  const [row] = await store.db
    .select({ first: min(d.day), last: max(d.day) })
    .from(d)
    .where(and(eq(d.orgId, person.orgId), await isOfDevices(store, person, d.deviceId)))
  return { firstDay: row?.first ?? null, lastDay: row?.last ?? null }
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
