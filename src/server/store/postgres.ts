import { sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { AppError } from '../../core/errors.ts'
import { postgresColumns } from './columns.ts'
import { pendingMigrations } from './migrations.ts'
import { isMoveUnfinished } from './move/target.ts'
import { defineTables } from './schema.ts'
import { isWrite, type Store } from './store.ts'
import { type HotWrite, toPostgres, youngestOfEachKey } from './upsert.ts'

type FullDb = PgDatabase<PgQueryResultHKT>

/** One number for everyone who migrates, so that two servers that start together take turns. */
const migrationLock = 7_316_402

/** A server that stands still in the middle of a transaction does not hold up the others for longer. */
const boundIdleness = "set local idle_in_transaction_session_timeout = '20s'"

/**
 * Opens and migrates a PostgreSQL store.
 * @param url `postgres://user:password@host/database`
 * @param moving whoever moves a store into it may open it before that is done
 * @throws AppError `unavailable` if the server cannot be reached, `config` if a newer version made the database, or a move into
 * it is not finished
 */
export async function openPostgres(url: string, { moving = false } = {}): Promise<Store> {
  // Nothing may stay in a session: behind PgBouncer the next transaction has another.
  const client = postgres(url, { onnotice: () => {}, connect_timeout: 10, prepare: false, fetch_types: false })
  try {
    await refuseAsync(client)
    await migrateDatabase(client, moving)
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
    batch: (build) => againAfterDeadlock(() => db.transaction((tx) => runAll(tx as FullDb, build(tx)))),
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

/** One after another; the bound travels with the first of them. */
async function runAll(tx: FullDb, writes: ReturnType<Parameters<Store['batch']>[0]>): Promise<void> {
  const run = async () => {
    for (const given of writes) await runWrite(given)
  }
  await Promise.all([tx.execute(sql.raw(boundIdleness)), run()])
}

const unfinishedMove =
  'a move into this database is not finished; run the same `usage-audit db move` again, it goes on where it stopped'

const mostDeadlocks = 10

/** Of two transactions that wait for each other PostgreSQL ends one, of which nothing is written: it begins again. */
async function againAfterDeadlock(run: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      return await run()
    } catch (error) {
      if (!isDeadlock(error) || tries === mostDeadlocks) throw error
    }
}

const isDeadlock = (error: unknown): boolean => {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return code === '40P01' || (cause !== undefined && isDeadlock(cause))
}

const toStatement = (into: HotWrite, json: string) => {
  const [before, after] = toPostgres(into).split('$1')
  return sql`${sql.raw(before!)}${json}${sql.raw(after!)}`
}

/** All pending steps in one transaction, under a lock that ends with it: of servers that start together one migrates. */
async function migrateDatabase(client: postgres.Sql, moving: boolean): Promise<void> {
  await client.begin(async (tx) => {
    await tx`set local lock_timeout = '60s'`
    await tx.unsafe(boundIdleness)
    await tx`select pg_advisory_xact_lock(${migrationLock})`
    await tx`create schema if not exists drizzle`
    if (!moving && (await isMoveUnfinished(tx))) throw new AppError('config', unfinishedMove, { at: 'server.database' })
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
