import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import { postgresColumns } from './columns.ts'
import { beginWrites, type Connections, openConnections, type Statements } from './connections.ts'
import { migratePostgres, newestStep, refuseNewer } from './migrate-postgres.ts'
import { defineTables } from './schema.ts'
import { isWrite, type Store } from './store.ts'
import { type HotWrite, toPostgres, youngestOfEachKey } from './upsert.ts'

type FullDb = PgDatabase<PgQueryResultHKT>

/** A connection that does not answer for so long is given up. */
const usualAnswerMs = 30 * secondMs

/** Nor does a server that stands still in the middle of a transaction, or whose connection fell silent, hold up others for longer. */
const mostStillMs = 20 * secondMs

export interface PostgresOptions {
  /** Whoever moves a store into it may open it before that is done. */
  readonly moving?: boolean
  readonly answerMs?: number
}

/**
 * Opens and migrates a PostgreSQL store.
 * @param url `postgres://user:password@host/database`
 * @throws AppError `unavailable` if the server cannot be reached, `config` if a newer version made the database, or a move into
 * it is not finished
 */
export async function openPostgres(
  url: string,
  { moving = false, answerMs = usualAnswerMs }: PostgresOptions = {},
): Promise<Store> {
  await prepare(url, moving)
  const connections = openConnections(url, { answerMs })
  const db = toDb(connections)
  return {
    dialect: 'postgres',
    db,
    t: defineTables(postgresColumns),
    batch: (build) => againAfterDeadlock(() => runBatch(connections, build, answerMs)),
    upsert: (tx, into, rows) =>
      rows.length === 0
        ? Promise.resolve({ rowCount: 0 })
        : (tx as FullDb).execute(toStatement(into, JSON.stringify(youngestOfEachKey(into, rows)))),
    reclaim: async () => false,
    ping: async () => {
      refuseNewer(await connections.query(newestStep))
    },
    sizeBytes: async () => {
      const { rows } = await connections.query('select pg_database_size(current_database()) as bytes')
      return Number(rows[0]!.bytes)
    },
    close: () => connections.close(),
  }
}

const toDb = (client: Statements): FullDb =>
  drizzle({ client: client as never, casing: 'snake_case' }) as unknown as FullDb

/** On a connection that waits for as long as a migration takes. */
async function prepare(url: string, moving: boolean): Promise<void> {
  let connections: Connections | undefined
  try {
    connections = openConnections(url, { most: 1 })
    await refuseAsync(connections)
    await migratePostgres(connections, moving)
  } catch (error) {
    if (error instanceof AppError) throw error
    const { message, code } = error as { message: string; code?: string }
    throw new AppError('unavailable', `cannot open the PostgreSQL database: ${message || code}`, {
      cause: error,
      at: 'server.database',
    })
  } finally {
    await connections?.close()
  }
}

/** An upload is acknowledged when its commit has returned, so that must mean that it is on disk. */
async function refuseAsync(on: Statements): Promise<void> {
  const { rows } = await on.query('show synchronous_commit')
  if (rows[0]!.synchronous_commit === 'off')
    throw new AppError(
      'config',
      'the PostgreSQL database has synchronous_commit = off and would forget what was acknowledged; run `alter database … set synchronous_commit = on`',
      { at: 'server.database' },
    )
}

/** One write after another, unless the schema is not what this version knows any more. */
const runBatch = (connections: Connections, build: Parameters<Store['batch']>[0], answerMs: number): Promise<void> =>
  connections.transaction(toBegin(answerMs), async (on, begun) => {
    refuseNewer(begun.at(-1)!)
    for (const given of build(toDb(on))) await runWrite(given)
  })

/**
 * In one message, and for this transaction only: behind PgBouncer the next one has another session. Others wait for longer than one
 * that stands still may hold them up.
 */
const toBegin = (answerMs: number): string =>
  [
    beginWrites,
    `set local idle_in_transaction_session_timeout = ${answerMs === 0 ? mostStillMs : Math.min(mostStillMs, Math.round((answerMs * 2) / 3))}`,
    `set local statement_timeout = ${answerMs}`,
    newestStep,
  ].join('; ')

async function runWrite(given: ReturnType<Parameters<Store['batch']>[0]>[number]): Promise<void> {
  const { write, expectRows } = isWrite(given) ? given : { write: given, expectRows: undefined }
  const { rowCount } = (await write) as { rowCount?: number }
  if (expectRows !== undefined && rowCount !== expectRows) throw new AppError('conflict', 'somebody else was first')
}

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
