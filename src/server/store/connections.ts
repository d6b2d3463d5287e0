import { Socket } from 'node:net'
import pg from 'pg'
import { secondMs } from '../../core/time.ts'

/** Runs one statement: on any connection, or on that of a transaction. Drizzle takes it for a client. */
export interface Statements {
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    statement: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<R>>
}

/** A few connections to one PostgreSQL. One that broke, or does not answer, is given up and another is opened. */
export interface Connections extends Statements {
  /**
   * Runs the work in one transaction on one connection. It rejects if the work does, and then nothing is written; if the
   * connection ends while it commits nobody knows.
   * @param begin the statement that begins it, with what goes with it
   */
  transaction<T>(begin: string, work: (on: Statements, begun: pg.QueryResult[]) => Promise<T>): Promise<T>
  /** Lets what runs end, for five seconds at most. */
  close(): Promise<void>
}

export interface ConnectionOptions {
  readonly most?: number
  /** After how long without an answer a statement fails and its connection is given up; 0 waits for as long as it takes. */
  readonly answerMs?: number
}

/** Of a transaction that writes, whatever the database takes for usual: what is expected of rows is read when they are locked. */
export const beginWrites = 'begin isolation level read committed read write'

/** The same for as long as it takes. */
export const beginLongWrites = `${beginWrites}; set local statement_timeout = 0`

/** To open a connection, or to be given one of those there are; less where less is waited for an answer. */
const mostConnectMs = 10 * secondMs

/** Of a computer that went without a word the system learns in minutes, though nobody asks for anything. */
const keepAliveMs = 30 * secondMs

/**
 * Connections are opened when they are needed.
 * @param url `postgres://user:password@host/database`
 */
export function openConnections(url: string, { most = 10, answerMs = 0 }: ConnectionOptions = {}): Connections {
  const sockets = new Set<Socket>()
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: Math.min(answerMs || mostConnectMs, mostConnectMs),
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    ...(answerMs > 0 && { query_timeout: answerMs }),
    stream: () => remember(new Socket(), sockets),
  })
  // That a connection ended is told to whoever uses it, by the statement that fails; without these it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    query: (statement, values) => withClient(pool, (on) => on.query(statement, values)),
    transaction: (begin, work) => withClient(pool, (on) => transact(on, begin, work)),
    close: () => closeAll(pool, sockets, Math.min(answerMs || mostCloseMs, mostCloseMs)),
  }
}

function remember(socket: Socket, sockets: Set<Socket>): Socket {
  sockets.add(socket)
  return socket.once('close', () => sockets.delete(socket))
}

async function withClient<T>(pool: pg.Pool, work: (on: Statements) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(toldAsLost)
  let isBroken = false
  const query: Statements['query'] = async (statement, values) => {
    if (isBroken) return toldAsLost(new Error('the connection to PostgreSQL is lost'))
    try {
      return (await client.query(withoutName(statement), values)) as never
    } catch (error) {
      isBroken ||= isLost(error)
      return toldAsLost(error as Error)
    }
  }
  try {
    return await work({ query })
  } finally {
    // A statement that was not answered may be under way still: its connection is closed, not used again.
    client.release(isBroken)
  }
}

/** A named statement would stay in the session, and behind PgBouncer the next transaction has another. */
const withoutName = (statement: string | pg.QueryConfig): pg.QueryConfig =>
  typeof statement === 'string' ? { text: statement } : { ...statement, name: undefined as never }

async function transact<T>(
  on: Statements,
  begin: string,
  work: (on: Statements, begun: pg.QueryResult[]) => Promise<T>,
): Promise<T> {
  // What several statements in one message gave is a list.
  const begun = (await on.query(begin)) as unknown as pg.QueryResult | pg.QueryResult[]
  try {
    const result = await work(on, [begun].flat())
    const { command } = await on.query('commit')
    if (command !== 'COMMIT') throw new Error(`PostgreSQL answered ${command} to a commit`)
    return result
  } catch (error) {
    await on.query('rollback').catch(() => {}) // of a connection that broke it is rolled back already
    throw error
  }
}

/**
 * PostgreSQL itself answers with a code and keeps the connection, unless that was its last word. One that only reads was the leader
 * before a failover, and a connection to it would stay with it for as long as there is work.
 */
const isLost = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) ||
  error.severity === 'FATAL' ||
  error.severity === 'PANIC' ||
  error.code === onlyReads

const onlyReads = '25006'

/** What the driver says of a connection has no code of its own. */
function toldAsLost(error: Error & { code?: string }): never {
  if (error.constructor === Error && error.code === undefined) error.code = 'CONNECTION_LOST'
  throw error
}

const mostCloseMs = 5 * secondMs

async function closeAll(pool: pg.Pool, sockets: ReadonlySet<Socket>, waitMs: number): Promise<void> {
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.destroy()
  }, waitMs)
  await pool.end().finally(() => clearTimeout(cut))
}
