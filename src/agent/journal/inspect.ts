import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { applicationId, type JournalDb, schemaVersion } from './open.ts'
import { readSchema, schemaOfVersion } from './schema.ts'

/** What is wrong with a file that lies where the journal should: nothing in it, another program's database, or damage. */
export type Fault = 'empty' | 'foreign' | 'damaged'

/** Every table that a journal of any version has. */
export const journalTables = ['streams', 'subjects', 'process_hours', 'spans', 'gaps', 'uploads', 'counters'] as const

/**
 * Reads the whole file, changing nothing: some 10 ms a megabyte, once at each start.
 * @returns undefined if it can be gone on with, also if it is not there yet
 */
export function findFault(file: string): Fault | undefined {
  const size = sizeOf(file)
  // A write-ahead log alone holds rows that SQLite would throw away.
  if (size === undefined) return sizeOf(`${file}-wal`) ? 'damaged' : undefined
  if (size === 0) return 'empty'
  try {
    const db = new Database(file, { readonly: true, timeout: 10_000 })
    try {
      return findFaultInside(db)
    } finally {
      db.close()
    }
  } catch {
    return 'damaged'
  }
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size

function findFaultInside(db: JournalDb): Fault | undefined {
  const id = db.pragma('application_id', { simple: true }) as number
  const version = db.pragma('user_version', { simple: true }) as number
  const tables = db
    .prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'")
    .all()
    .map(({ name }) => name)
  const complete = journalTables.every((table) => tables.includes(table))
  // Journals were not marked at first.
  if (id !== applicationId && !(id === 0 && (complete || tables.length === 0))) return 'foreign'
  if (version > schemaVersion || (version === 0 && tables.length === 0)) return undefined
  if (!complete || db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return 'damaged'
  // A byte that changed in the name of a column leaves a sound file that nobody can write to.
  if (readSchema(db) !== schemaOfVersion(version)) return 'damaged'
  return hasSoundCounter(db) ? undefined : 'damaged'
}

/** A counter below a rev that was given already would give it again: such rows would never be uploaded. */
function hasSoundCounter(db: JournalDb): boolean {
  const { rev, given } = db
    .prepare<[], { rev: number | null; given: number }>(
      `select (select value from counters where name = 'rev') as rev, max(
         ifnull((select max(rev) from process_hours), 0), ifnull((select max(rev) from spans), 0),
         ifnull((select max(rev) from gaps), 0), ifnull((select max(acked) from streams), 0)) as given`,
    )
    .get()!
  return Number.isSafeInteger(rev) && rev! >= given
}
