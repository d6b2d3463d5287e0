import type pg from 'pg'
import { AppError } from '../../core/errors.ts'
import { beginLongWrites, type Connections } from './connections.ts'
import { pendingMigrations } from './migrations.ts'
import { isMoveUnfinished } from './move/target.ts'

/** One number for everyone who migrates, so that two servers that start together take turns. */
const migrationLock = 7_316_402

/** When the newest step that the database has was made. */
export const newestStep = 'select max(created_at) as applied from drizzle.__drizzle_migrations'

const unfinishedMove =
  'a move into this database is not finished; run the same `usage-audit db move` again, it goes on where it stopped'

/** Whoever stands still in the middle of migrating does not hold up the others for longer. */
const begin = `${beginLongWrites}; set local idle_in_transaction_session_timeout = '20s'; set local lock_timeout = '60s'`

/**
 * All pending steps in one transaction, under a lock that ends with it: of servers that start together one migrates. Servers of
 * an older version that still run wait for it, and see then that they are too old.
 * @throws AppError `config` if a newer version made the database, or a move into it is not finished
 */
export async function migratePostgres(connections: Connections, moving: boolean): Promise<void> {
  await connections.transaction(begin, async (on) => {
    await on.query('select pg_advisory_xact_lock($1)', [migrationLock])
    await on.query('create schema if not exists drizzle')
    if (!moving && (await isMoveUnfinished(on))) throw new AppError('config', unfinishedMove, { at: 'server.database' })
    await on.query(
      'create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
    )
    const applied = toTime(await on.query(newestStep))
    const pending = pendingMigrations('postgres', applied)
    if (pending.length > 0) await on.query('lock table drizzle.__drizzle_migrations in access exclusive mode')
    for (const { statements, hash, madeAt } of pending) {
      for (const statement of statements) await on.query(statement)
      await on.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [hash, madeAt])
    }
  })
}

const newestKnown = Math.max(...pendingMigrations('postgres', undefined).map(({ madeAt }) => madeAt))

/**
 * Whether this version still knows the schema, asked in every transaction: a newer server may have come beside this one.
 * @param result of `newestStep`
 * @throws AppError `store_unavailable` if it does not; another server may take it
 */
export function refuseNewer(result: pg.QueryResult): void {
  if ((toTime(result) ?? 0) <= newestKnown) return
  throw new AppError('store_unavailable', 'a newer usage-audit has changed the database; start that version here too')
}

const toTime = ({ rows }: pg.QueryResult): number | undefined =>
  rows[0]?.applied == null ? undefined : Number(rows[0].applied)
