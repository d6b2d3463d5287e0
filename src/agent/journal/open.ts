import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../core/errors.ts'
import { JournalMovedError } from './disk.ts'
import { steps } from './schema.ts'

export type JournalDb = Database.Database

/** A journal of a newer version is not touched. */
export const schemaVersion = steps.length

/** Written into the file's header, so that no other program's database is taken for a journal: `uaJr`. */
export const applicationId = 0x75614a72

/** How far the write-ahead log grows before its pages go to the journal itself. */
export const walLimits = { pages: 256, bytes: 1_048_576 } as const

/**
 * Opens the journal to write it, and makes it if it is not there. Commits survive the end of the process at once and a power
 * cut once `makeDurable` has run.
 * @throws AppError `io` if the file is no journal, `config` if a newer version wrote it, `cannot_create` if it cannot be made
 */
export function openJournalFile(file: string): JournalDb {
  const db = openFile(file, {})
  const version = readVersion(db, file)
  // Only an empty file takes it: pages that rows leave can then be given back without a copy of the whole file.
  if (version === 0) db.pragma('auto_vacuum = INCREMENTAL')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  // What is deleted leaves nothing behind in the file.
  db.pragma('secure_delete = ON')
  db.pragma(`wal_autocheckpoint = ${walLimits.pages}`)
  db.pragma(`journal_size_limit = ${walLimits.bytes}`)
  if (version < schemaVersion)
    db.transaction(() => {
      for (const step of steps.slice(version)) db.exec(step)
      db.pragma(`user_version = ${schemaVersion}`)
    }).immediate()
  if (db.pragma('application_id', { simple: true }) === 0) db.pragma(`application_id = ${applicationId}`)
  if (file !== ':memory:') inodes.set(db, statSync(file).ino)
  return db
}

/** Whether the file still lies where it was opened: SQLite itself does not notice when it is removed or replaced. */
export const isInPlace = (db: JournalDb): boolean =>
  !inodes.has(db) || statSync(db.name, { throwIfNoEntry: false })?.ino === inodes.get(db)

/**
 * Puts everything that was committed beyond the reach of a power cut, by a commit that waits for the disk. It must change
 * something: one that writes what is there already writes nothing, and waits for nothing.
 * @throws JournalMovedError if the file is no longer where it was opened
 */
export function makeDurable(db: JournalDb): void {
  if (!isInPlace(db)) throw new JournalMovedError(`the journal ${db.name} was removed or replaced`)
  db.pragma('synchronous = FULL')
  try {
    db.prepare("insert into counters values ('durable', 1) on conflict do update set value = value + 1").run()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}

const inodes = new WeakMap<JournalDb, number>()

/**
 * Opens the journal only to read it, beside an agent that may be writing.
 * @throws AppError `not_found` if nothing was recorded yet
 */
export function openJournalReader(file: string): JournalDb {
  if (!existsSync(file))
    throw new AppError(
      'not_found',
      `nothing was recorded yet: there is no journal at ${file}. Start \`usage-audit up\` or \`usage-audit agent\`.`,
    )
  const db = openFile(file, { readonly: true })
  if (readVersion(db, file) === 0) throw new AppError('io', `${file} is empty: the agent has not begun to write it`)
  return db
}

function openFile(file: string, options: Database.Options): JournalDb {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const db = new Database(file, { timeout: 10_000, ...options })
    if (file !== ':memory:' && !options.readonly) chmodSync(file, 0o600)
    return db
  } catch (cause) {
    throw new AppError('cannot_create', `cannot open the journal ${file}: ${(cause as Error).message}`, { cause })
  }
}

function readVersion(db: JournalDb, file: string): number {
  let version: number
  try {
    version = db.pragma('user_version', { simple: true }) as number
  } catch (cause) {
    throw new AppError(
      'io',
      `${file} is not a journal: ${(cause as Error).message}. \`usage-audit agent\` sets it aside when it starts, and keeps it.`,
      { cause },
    )
  }
  if (version > schemaVersion)
    throw new AppError('config', `${file} was written by a newer usage-audit; start that version`)
  return version
}
