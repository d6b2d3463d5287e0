import { sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { AppError } from '../../core/errors.ts'
import { postgresColumns } from './columns.ts'
import { migrationsFolder, refuseNewerSchema } from './migrations.ts'
import { defineTables } from './schema.ts'
import { isWrite, type Store } from './store.ts'
import { type HotWrite, lastOfEachKey, toPostgres } from './upsert.ts'

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
    await migrateDatabase(url)
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
        : (tx as FullDb).execute(toStatement(into, JSON.stringify(lastOfEachKey(into, rows)))),
    ping: async () => {
      await client`select 1`
    },
    close: () => client.end({ timeout: 5 }),
  }
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

/** On one connection of its own, under an advisory lock that its transaction holds. */
async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  const folder = migrationsFolder('postgres')
  try {
    await client`select pg_advisory_lock(${migrationLock})`
    const [known] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`
    const [row] = known?.name ? await client`select max(created_at) as at from drizzle.__drizzle_migrations` : []
    refuseNewerSchema(folder, row?.at ? Number(row.at) : undefined)
    await migrate(drizzle(client), { migrationsFolder: folder })
  } finally {
    await client.end()
  }
}
