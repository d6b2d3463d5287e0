/** Values in the order of `Upsert.columns`. */
export type UpsertRow = readonly (number | string | null)[]

/**
 * A hot table's "insert, or replace an older version of itself", for rows by the hundred. The query builder costs ten times
 * what these prepared statements do, so the few tables that are written on every upload go this way.
 */
export interface Upsert {
  readonly table: string
  /** Column and its PostgreSQL type; the key first. */
  readonly columns: readonly (readonly [name: string, type: 'bigint' | 'text' | 'jsonb'])[]
  /** How many of the leading columns are the key. */
  readonly keyLength: number
  /** What happens to a row that is there already; `excluded` is the new one. */
  readonly update: string
  /** The column by which the younger version of a row is told; without one the later row is. */
  readonly newer?: string
}

/** Replaces every value where `newer` grew: a late or repeated row never takes the place of a younger version of itself. */
const whenNewer = (table: string, columns: Upsert['columns'], keyLength: number, newer: string): Upsert => ({
  table,
  columns,
  keyLength,
  newer,
  update: `${columns
    .slice(keyLength)
    .map(([name]) => `"${name}" = excluded."${name}"`)
    .join(', ')} where excluded."${newer}" > ${table}."${newer}"`,
})

export const processHourUpsert = whenNewer(
  'process_hours',
  [
    ['org_id', 'bigint'],
    ['device_id', 'bigint'],
    ['hour', 'bigint'],
    ['subject_id', 'bigint'],
    ['stream_id', 'bigint'],
    ['running_ms', 'bigint'],
    ['cpu_ms', 'bigint'],
    ['launches', 'bigint'],
    ['memory_kib_seconds', 'bigint'],
    ['memory_peak_kib', 'bigint'],
    ['samples', 'bigint'],
  ],
  5,
  'samples',
)

export const spanUpsert = whenNewer(
  'spans',
  [
    ['org_id', 'bigint'],
    ['device_id', 'bigint'],
    ['source', 'text'],
    ['start', 'bigint'],
    ['stream_id', 'bigint'],
    ['end', 'bigint'],
    ['subject_id', 'bigint'],
    ['detail', 'jsonb'],
  ],
  5,
  'end',
)

export const gapUpsert = whenNewer(
  'gaps',
  [
    ['org_id', 'bigint'],
    ['device_id', 'bigint'],
    ['start', 'bigint'],
    ['stream_id', 'bigint'],
    ['end', 'bigint'],
    ['reason', 'text'],
  ],
  4,
  'end',
)

export const touchedDayUpsert: Upsert = {
  table: 'touched_days',
  columns: [
    ['org_id', 'bigint'],
    ['device_id', 'bigint'],
    ['day', 'text'],
    ['mark', 'bigint'],
  ],
  keyLength: 3,
  update: 'mark = excluded.mark, claimed_until = null',
}

/** What a day of a device was used for: a row for each app, written anew whenever the day is made. */
export const usageDayUpsert: Upsert = {
  table: 'usage_days',
  columns: [
    ['org_id', 'bigint'],
    ['device_id', 'bigint'],
    ['day', 'text'],
    ['subject_id', 'bigint'],
    ['running_ms', 'bigint'],
    ['cpu_ms', 'bigint'],
    ['launches', 'bigint'],
    ['memory_kib_seconds', 'bigint'],
    ['memory_peak_kib', 'bigint'],
    ['foreground_ms', 'bigint'],
    ['active_ms', 'bigint'],
    ['watching_ms', 'bigint'],
  ],
  keyLength: 4,
  // The day's rows are deleted first.
  update: 'running_ms = excluded.running_ms',
}

/** A hot table's "change the row that is there", told apart by a key of any columns; inserts nothing. */
export interface Change {
  readonly table: string
  /** Column and its PostgreSQL type; the key first. */
  readonly columns: Upsert['columns']
  readonly keyLength: number
  /** What happens to the row; `new` is what it is given. */
  readonly set: string
}

export type HotWrite = Upsert | Change
const names = (columns: Upsert['columns']) => columns.map(([name]) => `"${name}"`).join(', ')
const conflict = ({ columns, keyLength, update }: Upsert) =>
  `on conflict (${names(columns.slice(0, keyLength))}) do update set ${update}`

const changeFrom = ({ table, columns, keyLength, set }: Change, rows: string) =>
  `update ${table} set ${set} from (${rows}) as new where ${columns
    .slice(0, keyLength)
    .map(([name]) => `${table}."${name}" = new."${name}"`)
    .join(' and ')}`

/** @param rows how many a call takes, bound by position; a change takes one */
export function toSqlite(into: HotWrite, rows = 1): string {
  const { table, columns } = into
  if ('set' in into) return changeFrom(into, `select ${columns.map(([name]) => `? as "${name}"`).join(', ')}`)
  const values = Array(rows).fill(`(${columns.map(() => '?').join(', ')})`)
  return `insert into ${table} (${names(columns)}) values ${values.join(', ')} ${conflict(into)}`
}

/** All rows in one call: $1 is a JSON array of rows, no key twice. */
export function toPostgres(into: HotWrite): string {
  const { table, columns } = into
  const values = columns.map(([name, type], i) => `(r->>${i})::${type} as "${name}"`).join(', ')
  const rows = `select ${values} from json_array_elements($1::text::json) r`
  return 'set' in into ? changeFrom(into, rows) : `insert into ${table} (${names(columns)}) ${rows} ${conflict(into)}`
}

/** The rows with the youngest of each key: PostgreSQL refuses to write one row twice in a statement. */
export function youngestOfEachKey(into: HotWrite, rows: readonly UpsertRow[]): UpsertRow[] {
  const newer = 'newer' in into ? into.columns.findIndex(([name]) => name === into.newer) : -1
  const byKey = new Map<string, UpsertRow>()
  for (const row of rows) {
    const key = row.slice(0, into.keyLength).join('\u0000')
    const known = byKey.get(key)
    if (!known || newer < 0 || Number(row[newer]) > Number(known[newer])) byKey.set(key, row)
  }
  return [...byKey.values()]
}
