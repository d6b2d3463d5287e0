import { openConnections } from '../../src/server/store/connections.ts'

type Row = Readonly<Record<string, unknown>>

/** Asks a database by SQL. @returns the rows */
export type Ask = <R extends Row = Row>(statement: string, values?: unknown[]) => Promise<R[]>

/** Does something in a PostgreSQL database, on one connection of its own. */
export async function inDatabase<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const connections = openConnections(url, { most: 1 })
  const ask: Ask = async (statement, values) => (await connections.query(statement, values)).rows as never
  return work(ask).finally(() => connections.close())
}
