import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Tables } from './schema.ts'
import type { HotWrite, UpsertRow } from './upsert.ts'

/** The builders both dialects share. Typed as PostgreSQL, run on SQLite by default. */
export type Db = Pick<
  PgDatabase<PgQueryResultHKT>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count'
>

/** An insert, update or delete that has not run yet; `expectRows` rolls the batch back if it changes another number of rows. */
export interface Write {
  readonly write: PromiseLike<unknown>
  readonly expectRows?: number
}

/** How another thread of this process opens the same database; it can be sent there. */
export interface OpenAgain {
  readonly database: string
  /** Of a SQLite file: whose turn it is to write. */
  readonly turn?: SharedArrayBuffer
}

export interface Store {
  readonly dialect: 'sqlite' | 'postgres'
  readonly db: Db
  readonly t: Tables
  /** Undefined if nobody else can open it, as in memory. */
  readonly again?: OpenAgain
  /**
   * Runs the writes in order in one durable transaction: all happen or none. The only multi-statement write there is.
   * @throws AppError `conflict` if a write changed another number of rows than it expected
   */
  batch(build: (db: Db) => readonly (Write | PromiseLike<unknown>)[]): Promise<void>
  /** Many rows by key through a prepared statement, to be run inside `batch` with its `db`. */
  upsert(db: Db, into: HotWrite, rows: readonly UpsertRow[]): PromiseLike<unknown>
  /**
   * Gives a little of the room that deletions left back to the system, and keeps nothing of them in logs; PostgreSQL does so by
   * itself. @returns whether there is more to do
   */
  reclaim(): Promise<boolean>
  /** Answers if the database does. */
  ping(): Promise<void>
  /** What the database takes on disk, without its write-ahead log. */
  sizeBytes(): Promise<number>
  close(): Promise<void>
}

export const isWrite = (given: Write | PromiseLike<unknown>): given is Write => 'write' in given
