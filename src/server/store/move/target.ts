import type pg from 'pg'
import { AppError } from '../../../core/errors.ts'
import { beginLongWrites, type Connections, type Statements } from '../connections.ts'
import { sumRows, type TableSum } from './checksum.ts'
import { columnList, keyOf, type MovedColumn, type MovedRow, type MovedTable, type MovedValue } from './table.ts'

/** How far a table has come. */
export interface TableProgress {
  /** The key of the last row that is there; undefined before the first. */
  readonly after: readonly MovedValue[] | undefined
  readonly rows: number
}

/** The list of what was moved exists from a move's first step to its last: while it does, no server opens the database. */
export async function isMoveUnfinished(on: Statements): Promise<boolean> {
  const { rows } = await on.query("select to_regclass('drizzle.usage_audit_move') is not null as unfinished")
  return rows[0]!.unfinished
}

/** The columns of every table, by its name. */
export async function readColumns(on: Statements): Promise<Map<string, MovedColumn[]>> {
  const { rows } = await on.query<{ table: string; name: string; type: string }>(`
    select table_name as table, column_name as name, data_type as type
    from information_schema.columns where table_schema = current_schema()`)
  const tables = new Map<string, MovedColumn[]>()
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column])
  return tables
}

export async function isEmpty(on: Statements, tables: readonly MovedTable[]): Promise<boolean> {
  for (const { name } of tables)
    if ((await on.query(`select 1 as there from "${name}" limit 1`)).rows.length > 0) return false
  return true
}

/** Writes down that a move begins, of which nothing is there yet. */
export const beginMove = async (on: Statements): Promise<void> =>
  void (await on.query(
    'create table drizzle.usage_audit_move (name text primary key, after text, rows bigint not null)',
  ))

export const endMove = async (on: Statements): Promise<void> =>
  void (await on.query('drop table drizzle.usage_audit_move'))

export async function readProgress(on: Statements, { name }: MovedTable): Promise<TableProgress> {
  const { rows } = await on.query('select after, rows from drizzle.usage_audit_move where name = $1', [name])
  const [row] = rows
  if (!row) return { after: undefined, rows: 0 }
  return { after: row.after === null ? undefined : JSON.parse(row.after), rows: Number(row.rows) }
}

const moveMark = `
  insert into drizzle.usage_audit_move as known (name, after, rows) values ($1, $2, $3)
  on conflict (name) do update set after = excluded.after, rows = known.rows + excluded.rows
  where known.after is not distinct from $4`

/**
 * Adds rows and moves the mark behind them, both or neither.
 * @throws AppError `conflict` if somebody else moved the mark, `invalid` if PostgreSQL cannot hold a row
 */
export async function addPage(
  connections: Connections,
  table: MovedTable,
  progress: TableProgress,
  rows: readonly MovedRow[],
): Promise<TableProgress> {
  const after = keyOf(table, rows.at(-1)!)
  const values = table.columns.map(({ type }, i) => `(r->>${i})::${type}`).join(', ')
  const insert = `insert into "${table.name}" (${columnList(table.columns)})
    select ${values} from json_array_elements($1::text::json) r`
  const was = progress.after === undefined ? null : JSON.stringify(progress.after)
  await connections
    .transaction(beginLongWrites, async (on) => {
      const { rowCount } = await on.query(moveMark, [table.name, JSON.stringify(after), rows.length, was])
      if (rowCount !== 1) throw new AppError('conflict', 'somebody else is moving into this database at the same time')
      await on.query(insert, [JSON.stringify(rows)])
    })
    .catch((cause) => {
      // Class 22 is what a type cannot hold, as NUL within a text.
      if (!String(cause.code).startsWith('22')) throw cause
      throw new AppError('invalid', `PostgreSQL cannot hold a row of ${table.name}: ${cause.message}`, { cause })
    })
  return { after, rows: progress.rows + rows.length }
}

/** Takes a table back to where nothing of it is moved. */
export const clearTable = (connections: Connections, { name }: MovedTable): Promise<void> =>
  connections.transaction(beginLongWrites, async (on) => {
    await on.query(`truncate "${name}"`)
    await on.query('update drizzle.usage_audit_move set after = null, rows = 0 where name = $1', [name])
  })

const pageRows = 5_000

/** Reads the table through once. */
export async function sumTarget(
  connections: Connections,
  table: MovedTable,
  onRows: (rows: number) => void,
): Promise<TableSum> {
  const summing = sumRows(table)
  await connections.transaction(
    'begin isolation level repeatable read read only; set local statement_timeout = 0',
    async (on) => {
      await on.query(`declare everything no scroll cursor for select ${columnList(table.columns)} from "${table.name}"`)
      for (;;) {
        const page = await on.query<never>({
          text: `fetch ${pageRows} from everything`,
          rowMode: 'array',
        } as pg.QueryConfig)
        if (page.rows.length === 0) return
        for (const row of page.rows) summing.add(row)
        onRows(page.rows.length)
      }
    },
  )
  return summing.end()
}
