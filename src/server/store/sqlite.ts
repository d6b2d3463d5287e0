import { chmodSync } from 'node:fs'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { AppError } from '../../core/errors.ts'
import { holdOpen } from './care/in-use.ts'
import { finishRestore } from './care/swap.ts'
import { sqliteColumns } from './columns.ts'
import { createGroupCommit } from './group-commit.ts'
import { pendingMigrations } from './migrations.ts'
import { defineTables } from './schema.ts'
import { type Db, isWrite, type Store } from './store.ts'
import { type HotWrite, toSqlite, type UpsertRow } from './upsert.ts'
import { createWriteTurn, newTurn } from './write-turn.ts'

interface Runnable {
  run(): { changes: number } | undefined
}

/**
 * Opens and migrates a SQLite store. A commit is on disk when `batch` resolves (`synchronous=FULL`).
 * @param file a path, or `:memory:`
 * @throws AppError `config` if a newer version made the file, `io` if it is not a database
 */
export function openSqlite(file: string): Store {
  if (file === ':memory:') return openPrivately(file)
  const hold = openHold(file)
  try {
    const store = openPrivately(file)
    return { ...store, close: () => store.close().finally(() => hold.release()) }
  } catch (error) {
    hold.release()
    throw error
  }
}

/** What a crash left of a restore is ended first; then nobody replaces the file until the hold is released. */
function openHold(file: string) {
  try {
    finishRestore(file)
    return holdOpen(file)
  } catch (error) {
    throw error instanceof AppError ? error : toOpenError(file, error)
  }
}

/** The same for a file that nobody else knows of. */
export function openPrivately(file: string): Store {
  const client = openFile(file)
  migrateFile(client)
  const turn = newTurn()
  return { ...toStore(client, turn), ...(file !== ':memory:' && { again: { database: `file:${file}`, turn } }) }
}

/** Opens a file once more, in another thread of a process that has it open; the threads take turns to write. */
export const openAgainHere = (file: string, turn: SharedArrayBuffer): Store => toStore(openFile(file), turn)

function toStore(client: Database.Database, turn: SharedArrayBuffer): Store {
  const lite = drizzle(client, { casing: 'snake_case' })
  const db = lite as unknown as Db
  client.pragma('foreign_keys = ON')
  // Waiting stops everything else here: who holds the file for longer is told of instead.
  client.pragma('busy_timeout = 5000')
  const upsertRows = createUpserts(client)
  const { commit, alone, flush } = createGroupCommit(client, createWriteTurn(turn))
  return {
    dialect: 'sqlite',
    db,
    t: defineTables(sqliteColumns),
    batch: (build) => commit(() => runAll(build(db))),
    upsert: (_, into, rows) => {
      const run = () => ({ changes: upsertRows(into, rows) })
      return { run } as unknown as PromiseLike<unknown>
    },
    reclaim: () => alone(() => reclaim(client)),
    ping: async () => {
      client.prepare('select 1').get()
    },
    sizeBytes: async () =>
      Number(client.pragma('page_count', { simple: true })) * Number(client.pragma('page_size', { simple: true })),
    close: async () => {
      await flush()
      client.close()
    },
  }
}

/** So many rows a call cost an eighth less than one a call; more of them gain nothing. */
const rowsAtOnce = 50

/** The values of fifty rows one after another; `flat` takes as long for them as SQLite does. */
function valuesOf(rows: readonly UpsertRow[], from: number): UpsertRow[number][] {
  const width = rows[from]!.length
  const values = new Array<UpsertRow[number]>(rowsAtOnce * width)
  for (let row = 0; row < rowsAtOnce; row++)
    for (let column = 0; column < width; column++) values[row * width + column] = rows[from + row]![column]!
  return values
}

/** Writes rows through prepared statements: fifty a call while there are as many, then one by one. */
function createUpserts(client: Database.Database) {
  const prepared = { one: new Map<HotWrite, Database.Statement>(), many: new Map<HotWrite, Database.Statement>() }
  const statementOf = (kind: 'one' | 'many', into: HotWrite) => {
    const statement = prepared[kind].get(into) ?? client.prepare(toSqlite(into, kind === 'many' ? rowsAtOnce : 1))
    prepared[kind].set(into, statement)
    return statement
  }
  return (into: HotWrite, rows: readonly UpsertRow[]): number => {
    let changes = 0
    let at = 0
    if (!('set' in into))
      for (; at + rowsAtOnce <= rows.length; at += rowsAtOnce)
        changes += statementOf('many', into).run(valuesOf(rows, at)).changes
    for (; at < rows.length; at++) changes += statementOf('one', into).run(...rows[at]!).changes
    return changes
  }
}

const pagesAtOnce = 100

function reclaim(client: Database.Database): boolean {
  const free = () => client.pragma('freelist_count', { simple: true }) as number
  const before = free()
  if (before > 0) client.pragma(`incremental_vacuum(${pagesAtOnce})`)
  // A file of an earlier version keeps its room until `db compact`.
  const left = free()
  if (left > 0 && left < before) return true
  client.pragma('wal_checkpoint(TRUNCATE)')
  return false
}

function runAll(writes: ReturnType<Parameters<Store['batch']>[0]>): void {
  for (const given of writes) {
    const { write, expectRows } = isWrite(given) ? given : { write: given, expectRows: undefined }
    const changes = (write as unknown as Runnable).run()?.changes
    if (expectRows !== undefined && changes !== expectRows) throw new AppError('conflict', 'somebody else was first')
  }
}

function openFile(file: string): Database.Database {
  try {
    const client = new Database(file, { timeout: 30_000 })
    // Only a new file takes it; an older one is changed by `db compact`.
    client.pragma('auto_vacuum = INCREMENTAL')
    if (file !== ':memory:') chmodSync(file, 0o600) // what SQLite puts beside it takes the same
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = FULL')
    client.pragma('secure_delete = ON')
    return client
  } catch (error) {
    throw toOpenError(file, error)
  }
}

const toOpenError = (file: string, cause: unknown) =>
  new AppError('io', `cannot open the database ${file}: ${(cause as Error).message}`, { cause, at: 'server.database' })

/**
 * All pending steps in one transaction that begins by locking out everyone else: of servers that start together one migrates,
 * and the others find it done. A table rebuild under enforced foreign keys would cascade-delete the children, so they are
 * checked afterwards instead.
 */
function migrateFile(client: Database.Database): void {
  client.pragma('foreign_keys = OFF')
  client
    .transaction(() => {
      client.exec(
        'create table if not exists __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)',
      )
      const { applied } = client.prepare('select max(created_at) as applied from __drizzle_migrations').get() as {
        applied: number | null
      }
      const note = client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      for (const { statements, hash, madeAt } of pendingMigrations('sqlite', applied ?? undefined)) {
        for (const statement of statements) client.exec(statement)
        note.run(hash, madeAt)
      }
      if ((client.pragma('foreign_key_check') as unknown[]).length > 0)
        throw new Error('dangling references after migration')
    })
    .exclusive()
}
