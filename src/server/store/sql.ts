import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/** `sum` as a number: PostgreSQL sends the sum of a bigint as text, SQLite as a number. */
export const sumInt = (column: AnyColumn): SQL<number> => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number)

/** A sum of what is known, and null where nothing is. */
export const sumKnown = (column: AnyColumn): SQL<number | null> =>
  sql<number | null>`sum(${column})`.mapWith((value) => (value === null ? null : Number(value)))

/** Splits rows so that one insert stays under SQLite's 32,766 bound parameters. */
export const chunk = <T>(items: readonly T[], size = 500): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

/** True for the error of either driver that says a unique key is taken. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: unknown }
  if (code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return true
  return cause !== undefined && cause !== error && isUniqueViolation(cause)
}
