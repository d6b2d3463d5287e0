import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '../../../core/errors.ts'
import { openSqlite } from '../sqlite.ts'
import { sumRows, type TableSum } from './checksum.ts'
import { columnList, type MovedRow, type MovedTable, type MovedValue } from './table.ts'

/** A column of a SQLite table; `pk` is its place in the key from 1, or 0. */
export interface SourceColumn {
  readonly name: string
  readonly pk: number
}

/** A SQLite store that nobody else can open while it is read. */
export interface MoveSource {
  /** Every table but what concerns only this database, with its columns. */
  readonly tables: ReadonlyMap<string, readonly SourceColumn[]>
  count(table: MovedTable): number
  /** The rows after a key, in the key's order; from the first on without one. */
  readPage(table: MovedTable, after: readonly MovedValue[] | undefined, limit: number): MovedRow[]
  sum(table: MovedTable): TableSum
  close(): void
}

/** Migrations have a list of their own in each database, and a lease lasts minutes. */
const left: ReadonlySet<string> = new Set(['__drizzle_migrations', 'leases'])

/**
 * Opens and migrates the file, and keeps everybody else out of it.
 * @throws AppError `config` if there is no such file, `too_busy` if somebody has it open
 */
export async function openSource(file: string): Promise<MoveSource> {
  if (!existsSync(file)) throw new AppError('config', `there is no database ${file} to move`, { at: 'server.database' })
  openAlone(file).close()
  await openSqlite(file).close()
  const client = openAlone(file)
  return {
    tables: readTables(client),
    count: ({ name }) => client.prepare<[], { n: number }>(`select count(*) as n from "${name}"`).get()!.n,
    readPage: (table, after, limit) => readPage(client, table, after, limit),
    sum: (table) => {
      const summing = sumRows(table)
      const rows = client
        .prepare(`select ${columnList(table.columns)} from "${table.name}"`)
        .raw()
        .iterate()
      for (const row of rows) summing.add(row as unknown[])
      return summing.end()
    },
    close: () => void client.close(),
  }
}

/** An exclusive lock is given only when no other connection is open, idle or not, and lasts until the file is closed. */
function openAlone(file: string): Database.Database {
  const client = new Database(file, { fileMustExist: true, timeout: 2_000 })
  try {
    client.pragma('locking_mode = EXCLUSIVE')
    client.exec('begin exclusive; commit')
    return client
  } catch (cause) {
    client.close()
    if (!String((cause as { code?: string }).code).startsWith('SQLITE_BUSY'))
      throw new AppError('io', `cannot read the database ${file}: ${(cause as Error).message}`, { cause })
    throw new AppError('too_busy', `another program has ${file} open; stop the server that uses it, then move`, {
      cause,
      at: 'server.database',
    })
  }
}

function readTables(client: Database.Database): Map<string, readonly SourceColumn[]> {
  const names = client
    .prepare<[], { name: string }>("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .all()
    .map(({ name }) => name)
    .filter((name) => !left.has(name))
  return new Map(names.sort().map((name) => [name, client.pragma(`table_info("${name}")`) as SourceColumn[]]))
}

function readPage(
  client: Database.Database,
  { name, columns, keyLength }: MovedTable,
  after: readonly MovedValue[] | undefined,
  limit: number,
): MovedRow[] {
  const key = columnList(columns.slice(0, keyLength))
  const beyond = after ? `where (${key}) > (${after.map(() => '?').join(', ')})` : ''
  return client
    .prepare(`select ${columnList(columns)} from "${name}" ${beyond} order by ${key} limit ${limit}`)
    .raw()
    .all(...(after ?? [])) as MovedRow[]
}
