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
}

/** Replaces every value where `newer` grew: a late or repeated row never takes the place of a younger version of itself. */
const whenNewer = (table: string, columns: Upsert['columns'], keyLength: number, newer: string): Upsert => ({
  table,
  columns,
  keyLength,
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
    ['times', 'bigint'],
  ],
  keyLength: 3,
  update: 'times = touched_days.times + excluded.times',
}

const names = (columns: Upsert['columns']) => columns.map(([name]) => `"${name}"`).join(', ')
const conflict = ({ columns, keyLength, update }: Upsert) =>
  `on conflict (${names(columns.slice(0, keyLength))}) do update set ${update}`

/** One row a call, bound by position. */
export const sqliteUpsert = (into: Upsert): string =>
  `insert into ${into.table} (${names(into.columns)}) values (${into.columns.map(() => '?').join(', ')}) ${conflict(into)}`

/** All rows in one call: $1 is a JSON array of rows, no key twice. */
export const postgresUpsert = (into: Upsert): string =>
  `insert into ${into.table} (${names(into.columns)}) select ${into.columns
    .map(([, type], i) => `(r->>${i})::${type}`)
    .join(', ')} from json_array_elements($1::text::json) r ${conflict(into)}`

/** The rows with the last of each key: PostgreSQL refuses to write one row twice in a statement. */
export function lastOfEachKey({ keyLength }: Upsert, rows: readonly UpsertRow[]): UpsertRow[] {
  const byKey = new Map<string, UpsertRow>()
  for (const row of rows) byKey.set(row.slice(0, keyLength).join('\u0000'), row)
  return [...byKey.values()]
}
