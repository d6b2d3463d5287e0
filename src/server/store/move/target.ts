import type postgres from 'postgres'
import { AppError } from '../../../core/errors.ts'
import { sumRows, type TableSum } from './checksum.ts'
import { columnList, keyOf, type MovedColumn, type MovedRow, type MovedTable, type MovedValue } from './table.ts'

type Sql = postgres.Sql | postgres.TransactionSql

/** How far a table has come. */
export interface TableProgress {
  /** The key of the last row that is there; undefined before the first. */
  readonly after: readonly MovedValue[] | undefined
  readonly rows: number
}

/** The list of what was moved exists from a move's first step to its last: while it does, no server opens the database. */
export async function isMoveUnfinished(sql: Sql): Promise<boolean> {
  const [row] = await sql`select to_regclass('drizzle.usage_audit_move') is not null as unfinished`
  return row!.unfinished
}

/** The columns of every table, by its name. */
export async function readColumns(sql: Sql): Promise<Map<string, MovedColumn[]>> {
  const rows = await sql<{ table: string; name: string; type: string }[]>`
    select table_name as table, column_name as name, data_type as type
    from information_schema.columns where table_schema = current_schema()`
  const tables = new Map<string, MovedColumn[]>()
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column])
  return tables
}

export async function isEmpty(sql: Sql, tables: readonly MovedTable[]): Promise<boolean> {
  for (const { name } of tables) if ((await sql`select 1 from ${sql(name)} limit 1`).length > 0) return false
  return true
}

/** Writes down that a move begins, of which nothing is there yet. */
export const beginMove = async (sql: Sql): Promise<void> =>
  void (await sql`create table drizzle.usage_audit_move (name text primary key, after text, rows bigint not null)`)

export const endMove = async (sql: Sql): Promise<void> => void (await sql`drop table drizzle.usage_audit_move`)

export async function readProgress(sql: Sql, { name }: MovedTable): Promise<TableProgress> {
  const [row] = await sql`select after, rows from drizzle.usage_audit_move where name = ${name}`
  if (!row) return { after: undefined, rows: 0 }
  return { after: row.after === null ? undefined : JSON.parse(row.after), rows: Number(row.rows) }
}

/**
 * Adds rows and moves the mark behind them, both or neither.
 * @throws AppError `conflict` if somebody else moved the mark, `invalid` if PostgreSQL cannot hold a row
 */
export async function addPage(client: postgres.Sql, table: MovedTable, progress: TableProgress, rows: MovedRow[]) {
  const after = keyOf(table, rows.at(-1)!)
  const values = table.columns.map(({ type }, i) => `(r->>${i})::${type}`).join(', ')
  const insert = `insert into "${table.name}" (${columnList(table.columns)})
    select ${values} from json_array_elements($1::text::json) r`
  const was = progress.after === undefined ? null : JSON.stringify(progress.after)
  await client
    .begin(async (sql) => {
      const { count } = await sql`
        insert into drizzle.usage_audit_move as known (name, after, rows)
        values (${table.name}, ${JSON.stringify(after)}, ${rows.length})
        on conflict (name) do update set after = excluded.after, rows = known.rows + excluded.rows
        where known.after is not distinct from ${was}`
      if (count !== 1) throw new AppError('conflict', 'somebody else is moving into this database at the same time')
      await sql.unsafe(insert, [JSON.stringify(rows)])
    })
    .catch((cause) => {
      // Class 22 is what a type cannot hold, as NUL within a text.
      if (!String(cause.code).startsWith('22')) throw cause
      throw new AppError('invalid', `PostgreSQL cannot hold a row of ${table.name}: ${cause.message}`, { cause })
    })
  return { after, rows: progress.rows + rows.length }
}

/** Takes a table back to where nothing of it is moved. */
export const clearTable = (client: postgres.Sql, { name }: MovedTable): Promise<unknown> =>
  client.begin(async (sql) => {
    await sql`truncate ${sql(name)}`
    await sql`update drizzle.usage_audit_move set after = null, rows = 0 where name = ${name}`
  })

/** Reads the table through once. */
export async function sumTarget(client: postgres.Sql, table: MovedTable, onRows: (rows: number) => void) {
  const summing = sumRows(table)
  await client.begin('isolation level repeatable read read only', async (sql) => {
    const query = sql.unsafe(`select ${columnList(table.columns)} from "${table.name}"`)
    await query.values().cursor(5_000, (rows) => {
      for (const row of rows) summing.add(row as unknown[])
      onRows(rows.length)
    })
  })
  return summing.end() satisfies TableSum
}
