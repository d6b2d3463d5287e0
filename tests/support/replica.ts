import Database from 'better-sqlite3'

/** A row of a journal or of its replica, in the words of both. */
export interface ReplicaRow {
  /** Its natural key; the same on both sides. */
  readonly key: string
  /** Only grows: which of two versions of a row is the younger. */
  readonly version: number
  readonly value: string
  readonly runningMs: number
  readonly cpuMs: number
  /** Why the server will never take it. */
  readonly refused: string | null
}
export type Rows = ReadonlyMap<string, ReplicaRow>

const journalRows = `
  select s.uuid || ' hour ' || r.hour || ' ' || b.key as key, samples as version, running_ms as runningMs, cpu_ms as cpuMs,
    json_array(running_ms, cpu_ms, launches, memory_kib_seconds, memory_peak_kib, samples) as value, refused
  from process_hours r join streams s on s.id = r.stream join subjects b on b.id = r.subject
  union all
  select s.uuid || ' span ' || r.source || ' ' || r.start, r."end", 0, 0, json_array(r."end", b.key, detail), refused
  from spans r join streams s on s.id = r.stream left join subjects b on b.id = r.subject
  union all
  select s.uuid || ' gap ' || r.start, r."end", 0, 0, json_array(r."end", reason), refused
  from gaps r join streams s on s.id = r.stream`

const serverRows = `
  select s.uuid || ' hour ' || r.hour || ' ' || b.key as key, samples as version, running_ms as runningMs, cpu_ms as cpuMs,
    json_array(running_ms, cpu_ms, launches, memory_kib_seconds, memory_peak_kib, samples) as value, null as refused
  from process_hours r join streams s on s.org_id = r.org_id and s.id = r.stream_id
    join subjects b on b.org_id = r.org_id and b.id = r.subject_id
  union all
  select s.uuid || ' span ' || r.source || ' ' || r.start, r."end", 0, 0, json_array(r."end", b.key, detail), null
  from spans r join streams s on s.org_id = r.org_id and s.id = r.stream_id
    left join subjects b on b.org_id = r.org_id and b.id = r.subject_id
  union all
  select s.uuid || ' gap ' || r.start, r."end", 0, 0, json_array(r."end", reason), null
  from gaps r join streams s on s.org_id = r.org_id and s.id = r.stream_id`

const read = (db: Database.Database, sql: string): Rows =>
  new Map(
    db
      .prepare<[], ReplicaRow>(sql)
      .all()
      .map((row) => [row.key, row]),
  )

/** Every row of a journal, the refused ones too. */
export const readJournalRows = (db: Database.Database): Rows => read(db, journalRows)

/** Every row that a server on SQLite has of its devices. */
export const readServerRows = (db: Database.Database): Rows => read(db, serverRows)

/** The youngest version of each row. */
export function unite(all: readonly Rows[]): Rows {
  const united = new Map<string, ReplicaRow>()
  for (const rows of all)
    for (const row of rows.values())
      if (row.version > (united.get(row.key)?.version ?? Number.NEGATIVE_INFINITY)) united.set(row.key, row)
  return united
}

export const notRefused = (rows: Rows): Rows => new Map([...rows].filter(([, row]) => row.refused === null))

export interface Sums {
  readonly rows: number
  readonly runningMs: number
  readonly cpuMs: number
}

export function sumsOf(rows: Rows): Sums {
  const sums = { rows: rows.size, runningMs: 0, cpuMs: 0 }
  for (const { runningMs, cpuMs } of rows.values()) {
    sums.runningMs += runningMs
    sums.cpuMs += cpuMs
  }
  return sums
}

export interface Differences {
  /** Rows that are missing on the server, or there in an older version. */
  readonly lost: readonly string[]
  /** Rows that the server has and the journal has not, or where it has more than the journal. */
  readonly doubled: readonly string[]
}

/** How a replica differs from its journal, a line for each row. */
export function findDifferences(journal: Rows, server: Rows): Differences {
  const lost: string[] = []
  const doubled: string[] = []
  for (const { key, value } of journal.values()) {
    const stored = server.get(key)
    if (stored?.value === value) continue
    const more = stored && stored.version >= journal.get(key)!.version
    const line = `${key}: ${value} in the journal, ${stored?.value ?? 'nothing'} on the server`
    if (more) doubled.push(line)
    else lost.push(line)
  }
  for (const { key, value } of server.values())
    if (!journal.has(key)) doubled.push(`${key}: ${value} on the server only`)
  return { lost, doubled }
}

/** Opens a database only to read it. */
export function readDatabase<T>(file: string, read: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}
