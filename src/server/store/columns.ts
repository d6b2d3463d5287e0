import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

/** How each dialect writes a column. The only file that knows both. */
export const postgresColumns = {
  table: pg.pgTable,
  text: () => pg.text(),
  /** Whole numbers up to 2^53: ids, counts, milliseconds, instants. */
  int: (name = '') => pg.bigint(name, { mode: 'number' }),
  json: () => pg.jsonb(),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
}
export type Columns = typeof postgresColumns

/** Typed as PostgreSQL, so that a call only one dialect has does not compile. */
export const sqliteColumns = {
  table: lite.sqliteTable,
  text: () => lite.text(),
  int: (name = '') => lite.integer(name),
  json: () => lite.text({ mode: 'json' }),
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
} as unknown as Columns
