import { sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { AppError } from '../../core/errors.ts'
import { postgresColumns } from './columns.ts'
import { pendingMigrations } from './migrations.ts'
import { defineTables } from './schema.ts'
import { isWrite, type Store } from './store.ts'
import { type HotWrite, toPostgres, youngestOfEachKey } from './upsert.ts'

type FullDb = PgDatabase<PgQueryResultHKT>

/** One number for everyone who migrates, so that two servers that start together take turns. */
const migrationLock = 7_316_402

/**
 * Opens and migrates a PostgreSQL store.
 * @param url `postgres://user:password@host/database`
 * @throws AppError `unavailable` if the server cannot be reached, `config` if a newer version made the database
 */
export async function openPostgres(url: string): Promise<Store> {
  const client = postgres(url, { onnotice: () => {}, connect_timeout: 10 })
  try {
    await refuseAsync(client)
    await migrateDatabase(client)
  } catch (error) {
    await client.end()
    if (error instanceof AppError) throw error
    throw new AppError('unavailable', `cannot open the PostgreSQL database: ${(error as Error).message}`, {
      cause: error,
      at: 'server.database',
    })
  }
  const db = drizzle(client, { casing: 'snake_case' }) as unknown as FullDb
  return {
    dialect: 'postgres',
    db,
    t: defineTables(postgresColumns),
    batch: (build) =>
      db.transaction(async (tx) => {
        for (const given of build(tx)) await runWrite(given)
      }),
    upsert: (tx, into, rows) =>
      rows.length === 0
        ? Promise.resolve({ count: 0 })
        : (tx as FullDb).execute(toStatement(into, JSON.stringify(youngestOfEachKey(into, rows)))),
    reclaim: async () => false,
    ping: async () => {
      await client`select 1`
    },
    sizeBytes: async () => {
      const [row] = await client`select pg_database_size(current_database()) as bytes`
      return Number(row!.bytes)
    },
    close: () => client.end({ timeout: 5 }),
  }
}

/** An upload is acknowledged when its commit has returned, so that must mean that it is on disk. */
async function refuseAsync(client: postgres.Sql): Promise<void> {
  const [row] = await client`show synchronous_commit`
  if (row!.synchronous_commit === 'off')
    throw new AppError(
      'config',
      'the PostgreSQL database has synchronous_commit = off and would forget what was acknowledged; run `alter database … set synchronous_commit = on`',
      { at: 'server.database' },
    )
}

async function runWrite(given: ReturnType<Parameters<Store['batch']>[0]>[number]): Promise<void> {
  const { write, expectRows } = isWrite(given) ? given : { write: given, expectRows: undefined }
  const result = (await write) as { count?: number }
  if (expectRows !== undefined && result.count !== expectRows) throw new AppError('conflict', 'somebody else was first')
}

const toStatement = (into: HotWrite, json: string) => {
  const [before, after] = toPostgres(into).split('$1')
  return sql`${sql.raw(before!)}${json}${sql.raw(after!)}`
}

/** All pending steps in one transaction, under a lock that ends with it: of servers that start together one migrates. */
async function migrateDatabase(client: postgres.Sql): Promise<void> {
  await client.begin(async (tx) => {
    await tx`set local lock_timeout = '60s'`
    await tx`select pg_advisory_xact_lock(${migrationLock})`
    await tx`create schema if not exists drizzle`
    await tx`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`
    const [row] = await tx`select max(created_at) as applied from drizzle.__drizzle_migrations`
    for (const { statements, hash, madeAt } of pendingMigrations(
      'postgres',
      row?.applied ? Number(row.applied) : undefined,
    )) {
      for (const statement of statements) await tx.unsafe(statement)
      await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${madeAt})`
    }
  })
}
