import Database from 'better-sqlite3'
import { monthBounds } from '../../src/core/time.ts'
import { crowds, period } from './crowd.ts'

/** A column store over the same hourly rows; what is asked of it is what the report's largest part is. */
export interface DuckDb {
  /** Sums of a month by app, of as many computers. */
  sum(devices: number): Promise<unknown>
  close(): void
}

interface Connection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<unknown>
  createAppender(table: string): Promise<Appender>
  closeSync(): void
}
interface Appender {
  appendBigInt(value: bigint): void
  endRow(): void
  closeSync(): void
}

const columns = ['device_id', 'hour', 'subject_id', 'running_ms', 'cpu_ms', 'memory_peak_kib'] as const

/** Undefined unless `npm install --no-save @duckdb/node-api` was typed: 100 MB that nothing but this needs. */
export async function openDuckDb(file: string): Promise<DuckDb | undefined> {
  const name = '@duckdb/node-api'
  const found = await import(name).catch(() => undefined)
  if (!found) return undefined
  const instance = await found.DuckDBInstance.create(':memory:')
  const db: Connection = await instance.connect()
  await db.run('set threads = 1')
  await db.run(`create table one (${columns.map((column) => `${column} bigint`).join(', ')})`)
  await db.run(`create table hours (${columns.map((column) => `${column} bigint`).join(', ')})`)
  const sqlite = new Database(file, { readonly: true })
  const { start, end } = monthBounds(period, 'UTC')
  const rows = sqlite
    .prepare(`select ${columns.join(', ')} from process_hours where hour >= ? and hour < ?`)
    .raw()
    .all(start, end) as number[][]
  const { most } = sqlite.prepare('select max(device_id) as most from process_hours').get() as { most: number }
  sqlite.close()
  const appender = await db.createAppender('one')
  for (const row of rows) {
    for (const value of row) appender.appendBigInt(BigInt(value))
    appender.endRow()
  }
  appender.closeSync()
  const copies = Math.ceil(crowds.at(-1)!.count / most)
  const rest = columns.slice(1).join(', ')
  await db.run(`insert into hours select device_id + i * ${most}, ${rest} from one, range(${copies}) t(i)`)
  return {
    sum: (devices) =>
      db.runAndReadAll(
        `select subject_id, sum(running_ms), sum(cpu_ms), max(memory_peak_kib) from hours where device_id <= ${devices} group by subject_id`,
      ),
    close: () => db.closeSync(),
  }
}
