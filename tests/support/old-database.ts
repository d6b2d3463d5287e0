import { join } from 'node:path'
import Database from 'better-sqlite3'
import { pendingMigrations } from '../../src/server/store/migrations.ts'
import { openPostgres } from '../../src/server/store/postgres.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { inDatabase } from './in-database.ts'
import { newFolder } from './program.ts'
import { createDatabase } from './stores.ts'

type OpenOld = (steps: number, rows: readonly string[]) => Promise<Store>

const firstSteps = (dialect: 'sqlite' | 'postgres', steps: number) =>
  pendingMigrations(dialect, undefined).slice(0, steps)

/** A database as an earlier version left it, after so many steps and with rows of its own, opened by this one. */
export const openOld: Readonly<Record<'sqlite' | 'postgres', OpenOld>> = {
  sqlite: async (steps, rows) => {
    const file = join(newFolder(), 'old.db')
    const client = new Database(file)
    client.exec('create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)')
    for (const { statements, hash, madeAt } of firstSteps('sqlite', steps)) {
      for (const statement of statements) client.exec(statement)
      client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(hash, madeAt)
    }
    for (const statement of rows) client.exec(statement)
    client.close()
    return openSqlite(file)
  },
  postgres: async (steps, rows) => {
    const url = await createDatabase()
    await inDatabase(url, async (ask) => {
      await ask('create schema drizzle')
      await ask(
        'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
      )
      for (const { statements, hash, madeAt } of firstSteps('postgres', steps)) {
        for (const statement of statements) await ask(statement)
        await ask('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [hash, madeAt])
      }
      for (const statement of rows) await ask(statement)
    })
    return openPostgres(url)
  },
}
