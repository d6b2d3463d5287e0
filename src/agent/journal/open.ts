import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../core/errors.ts'
import { JournalMovedError } from './disk.ts'

export type JournalDb = Database.Database

/**
 * What an empty file needs to become a journal, step by step; one that an older version wrote takes the steps it lacks. A step
 * that was released is never edited.
 *
 * Rows carry absolute values that only grow within their stream, and the `rev` of their last change: one counter for the whole
 * journal, kept in `counters`, never counted from the rows. `refused` is why the server will never take a row.
 */
const steps: readonly string[] = [
  `
  create table counters (name text primary key, value integer not null) without rowid;
  insert into counters values ('rev', 0);
  create table streams (
    id integer primary key,
    uuid text not null unique,
    predecessor text,
    predecessor_rev integer,
    started_at integer not null,
    acked integer
  );
  create table subjects (
    id integer primary key,
    kind text not null,
    key text not null,
    name text not null,
    unique (kind, key)
  );
  create table process_hours (
    stream integer not null,
    subject integer not null,
    hour integer not null,
    running_ms integer not null,
    cpu_ms integer not null,
    launches integer not null,
    memory_kib_seconds integer not null,
    memory_peak_kib integer not null,
    samples integer not null,
    rev integer not null,
    refused text,
    primary key (stream, hour, subject)
  ) without rowid;
  create index process_hours_rev on process_hours (rev);
  create index process_hours_hour on process_hours (hour);
  create table spans (
    stream integer not null,
    source text not null,
    start integer not null,
    end integer not null,
    subject integer,
    detail text,
    rev integer not null,
    refused text,
    primary key (stream, source, start)
  ) without rowid;
  create index spans_rev on spans (rev);
  create table gaps (
    stream integer not null,
    start integer not null,
    end integer not null,
    reason text not null,
    rev integer not null,
    refused text,
    primary key (stream, start)
  ) without rowid;
  create index gaps_rev on gaps (rev);
  create table uploads (
    id integer primary key check (id = 1),
    tried_at integer,
    succeeded_at integer,
    rows integer not null,
    error text
  );
  insert into uploads values (1, null, null, 0, null);
`,
  // What recording itself costs and how it stands: for `agent status` on this computer, never uploaded.
  `
  create table meters (
    hour integer primary key,
    metered_ms integer not null,
    cpu_ms integer not null,
    memory_kib_seconds integer not null,
    memory_peak_kib integer not null,
    written_bytes integer,
    sent_bytes integer not null
  );
  create table state (name text primary key, value text not null) without rowid;
`,
]

/** A journal of a newer version is not touched. */
export const schemaVersion = steps.length

/** What a sound journal of a version says of its own tables, in order. */
export function readSchema(db: JournalDb): string {
  const rows = db.prepare<[], { said: string }>(
    "select name || ' ' || ifnull(sql, '') as said from sqlite_schema order by name",
  )
  return rows
    .all()
    .map(({ said }) => said)
    .join('\n')
}

export function schemaOfVersion(version: number): string {
  const db = new Database(':memory:')
  for (const step of steps.slice(0, version)) db.exec(step)
  const schema = readSchema(db)
  db.close()
  return schema
}

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
