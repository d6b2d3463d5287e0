import { chmodSync } from 'node:fs'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { AppError } from '../../core/errors.ts'
import { sqliteColumns } from './columns.ts'
import { migrationsFolder, refuseNewerSchema } from './migrations.ts'
import { defineTables } from './schema.ts'
import { type Db, isWrite, type Store } from './store.ts'
import { type HotWrite, toSqlite } from './upsert.ts'

interface Runnable {
  run(): { changes: number } | undefined
}

/**
 * Opens and migrates a SQLite store. A commit is on disk when `batch` resolves (`synchronous=FULL`).
 * @param file a path, or `:memory:`
 * @throws AppError `config` if a newer version made the file, `io` if it is not a database
 */
export function openSqlite(file: string): Store {
  const client = openFile(file)
  const lite = drizzle(client, { casing: 'snake_case' })
  const db = lite as unknown as Db
  migrateFile(client, () => migrate(lite, { migrationsFolder: migrationsFolder('sqlite') }))
  const prepared = new Map<HotWrite, Database.Statement>()
  const statementOf = (into: HotWrite) => {
    const statement = prepared.get(into) ?? client.prepare(toSqlite(into))
    prepared.set(into, statement)
    return statement
  }
  const runAll = client.transaction((writes: ReturnType<Parameters<Store['batch']>[0]>) => {
    for (const given of writes) {
      const { write, expectRows } = isWrite(given) ? given : { write: given, expectRows: undefined }
      const changes = (write as unknown as Runnable).run()?.changes
      if (expectRows !== undefined && changes !== expectRows) throw new AppError('conflict', 'somebody else was first')
    }
  })
  return {
    dialect: 'sqlite',
    db,
    t: defineTables(sqliteColumns),
    batch: async (build) => {
      runAll.immediate(build(db))
    },
    upsert: (_, into, rows) => {
      const run = () => {
        const statement = statementOf(into)
        let changes = 0
        for (const row of rows) changes += statement.run(...row).changes
        return { changes }
      }
      return { run } as unknown as PromiseLike<unknown>
    },
    ping: async () => {
      client.prepare('select 1').get()
    },
    close: async () => {
      client.close()
    },
  }
}

function openFile(file: string): Database.Database {
  try {
    const client = new Database(file, { timeout: 10_000 })
    if (file !== ':memory:') chmodSync(file, 0o600) // what SQLite puts beside it takes the same
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = FULL')
    client.pragma('secure_delete = ON')
    return client
  } catch (error) {
    throw new AppError('io', `cannot open the database ${file}: ${(error as Error).message}`, {
      cause: error,
      at: 'server.database',
    })
  }
}

/** A table rebuild under enforced foreign keys would cascade-delete the children, so they are checked afterwards instead. */
function migrateFile(client: Database.Database, run: () => void): void {
  const known = client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get()
  const applied = known
    ? (client.prepare('select max(created_at) as at from __drizzle_migrations').get() as { at: number | null }).at
    : undefined
  refuseNewerSchema(migrationsFolder('sqlite'), applied ?? undefined)
  client.pragma('foreign_keys = OFF')
  run()
  if ((client.pragma('foreign_key_check') as unknown[]).length > 0)
    throw new Error('dangling references after migration')
  client.pragma('foreign_keys = ON')
}
