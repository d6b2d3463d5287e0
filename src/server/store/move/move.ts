import { AppError } from '../../../core/errors.ts'
import { beginLongWrites, type Connections, openConnections } from '../connections.ts'
import { openPostgres } from '../postgres.ts'
import type { TableSum } from './checksum.ts'
import { type MoveSource, openSource } from './source.ts'
import type { MovedTable } from './table.ts'
import {
  addPage,
  beginMove,
  clearTable,
  endMove,
  isEmpty,
  isMoveUnfinished,
  readColumns,
  readProgress,
  sumTarget,
} from './target.ts'

export interface MoveProgress {
  readonly step: 'copy' | 'compare'
  readonly table: string
  /** Of all tables together. */
  readonly rows: number
  readonly total: number
}

export interface Moved {
  /** `moved`; `resumed` if an earlier call had begun; `same` if all of it was there already. */
  readonly outcome: 'moved' | 'resumed' | 'same'
  readonly tables: readonly ({ readonly table: string } & TableSum)[]
}

const pageRows = 5_000

/**
 * Copies a SQLite store into an empty PostgreSQL database, compares every table by a sum over its rows, and only then lets
 * servers open it. Ended at any moment, the same call goes on where it stopped.
 * @throws AppError `conflict` if the database holds something else, `too_busy` if the file is in use
 */
export async function moveStore(file: string, url: string, tell: (progress: MoveProgress) => void): Promise<Moved> {
  const source = await openSource(file)
  try {
    await (await openPostgres(url, { moving: true })).close()
    const client = openConnections(url, { most: 1 })
    try {
      return await moveAll(source, client, tell)
    } catch (error) {
      throw error instanceof AppError ? error : toStopped(error as Error)
    } finally {
      await client.close()
    }
  } finally {
    source.close()
  }
}

const toStopped = (cause: Error) =>
  new AppError('unavailable', `the move stopped: ${cause.message}; run it again, it goes on from there`, { cause })

async function moveAll(source: MoveSource, client: Connections, tell: (progress: MoveProgress) => void) {
  const tables = await matchTables(source, client)
  const outcome = await begin(client, tables)
  const total = tables.reduce((sum, table) => sum + source.count(table), 0)
  if (outcome !== 'same')
    await copyAll(source, client, tables, (table, rows) => tell({ step: 'copy', table, rows, total }))
  let compared = 0
  const sums: Moved['tables'][number][] = []
  for (const table of tables) {
    const onRows = (rows: number) => {
      compared += rows
      tell({ step: 'compare', table: table.name, rows: compared, total })
    }
    sums.push({ table: table.name, ...(await compare(source, client, table, outcome !== 'same', onRows)) })
  }
  if (outcome !== 'same') {
    await endMove(client)
    await client.transaction(beginLongWrites, (on) => on.query('analyze'))
  }
  return { outcome, tables: sums }
}

/** The tables of the source with their columns' types in the target; both are of this version. */
async function matchTables(source: MoveSource, client: Connections): Promise<MovedTable[]> {
  const target = await readColumns(client)
  return [...source.tables].map(([name, columns]) => {
    const types = new Map(target.get(name)?.map((column) => [column.name, column.type]))
    if (types.size !== columns.length || !columns.every((column) => types.has(column.name)))
      throw new Error(`table ${name} has other columns in PostgreSQL than in SQLite`)
    const order = (pk: number) => (pk === 0 ? columns.length : pk)
    const sorted = [...columns].sort((a, b) => order(a.pk) - order(b.pk))
    return {
      name,
      columns: sorted.map((column) => ({ name: column.name, type: types.get(column.name)! })),
      keyLength: columns.filter(({ pk }) => pk > 0).length,
    }
  })
}

/** Of several who begin at once one does. A database with something in it may hold just this, moved before. */
const begin = (client: Connections, tables: readonly MovedTable[]): Promise<Moved['outcome']> =>
  client.transaction(beginLongWrites, async (on) => {
    await on.query('select pg_advisory_xact_lock(7316403)')
    if (await isMoveUnfinished(on)) return 'resumed'
    if (!(await isEmpty(on, tables))) return 'same'
    await beginMove(on)
    return 'moved'
  })

async function copyAll(
  source: MoveSource,
  client: Connections,
  tables: readonly MovedTable[],
  tell: (table: string, rows: number) => void,
): Promise<void> {
  let before = 0
  for (const table of tables) {
    const rows = await copyTable(source, client, table, (moved) => tell(table.name, before + moved))
    before += rows
  }
}

/** @returns how many of its rows are there */
async function copyTable(
  source: MoveSource,
  client: Connections,
  table: MovedTable,
  tell: (rows: number) => void,
): Promise<number> {
  let progress = await readProgress(client, table)
  for (;;) {
    tell(progress.rows)
    const page = source.readPage(table, progress.after, pageRows)
    if (page.length === 0) return progress.rows
    progress = await addPage(client, table, progress, page)
  }
}

/**
 * The sum of a table that is the same on both sides.
 * @param mend copies it once more if it is not: a server may have written the file between two calls
 */
async function compare(
  source: MoveSource,
  client: Connections,
  table: MovedTable,
  mend: boolean,
  onRows: (rows: number) => void,
): Promise<TableSum> {
  const wanted = source.sum(table)
  const isSame = ({ rows, sum }: TableSum) => rows === wanted.rows && sum === wanted.sum
  if (isSame(await sumTarget(client, table, onRows))) return wanted
  if (mend) {
    await clearTable(client, table)
    await copyTable(source, client, table, () => {})
    if (isSame(await sumTarget(client, table, () => {}))) return wanted
    throw new AppError(
      'io',
      `table ${table.name} is not the same in PostgreSQL after it was copied; nothing uses it yet`,
    )
  }
  throw new AppError(
    'conflict',
    `this PostgreSQL database holds other data already: ${table.name} differs; move into an empty database`,
  )
}
