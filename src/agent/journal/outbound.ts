import { randomUUID } from 'node:crypto'
import {
  type Batch,
  batchLimits,
  type GapRow,
  type LineageRow,
  type Position,
  type ProcessHourRow,
  type RowTable,
  type SpanRow,
  type SubjectRow,
} from '../../protocol/batches.ts'
import type { Journal } from './journal.ts'
import type { JournalDb } from './open.ts'

/** A batch, and which row of the journal each of its rows is. */
export interface Outbound {
  readonly batch: Batch
  readonly keys: Readonly<Record<RowTable, readonly RowKey[]>>
}

/** The values of a row's primary key, in the order of `keyColumns`. */
export type RowKey = readonly (string | number)[]

export const keyColumns: Readonly<Record<RowTable, readonly string[]>> = {
  processHours: ['stream', 'hour', 'subject'],
  spans: ['stream', 'source', 'start'],
  gaps: ['stream', 'start'],
}

export const tableNames: Readonly<Record<RowTable, string>> = {
  processHours: 'process_hours',
  spans: 'spans',
  gaps: 'gaps',
}

/** The program that uploads, as it names itself. */
export type Sender = Batch['agent']

/** How far the server is known to have this journal; null if it never acknowledged anything. */
export function findAcked(db: JournalDb): Position | null {
  const row = db
    .prepare<[], Position>(
      'select uuid as stream, acked as upto from streams where acked is not null order by acked desc limit 1',
    )
    .get()
  return row ?? null
}

/** Rows that wait to be uploaded. */
export function countWaiting(db: JournalDb): number {
  const upto = findAcked(db)?.upto ?? 0
  return Object.values(tableNames)
    .map((table) =>
      db
        .prepare<[number], { n: number }>(`select count(*) as n from ${table} where rev > ? and refused is null`)
        .get(upto),
    )
    .reduce((sum, row) => sum + row!.n, 0)
}

/**
 * The next batch: what changed since the last acknowledgement and was not refused, lowest rev first, of whatever stream, read
 * in one snapshot. Everything in it must be durable: call `makeDurable` just before.
 * @returns undefined if nothing waits
 */
export function buildBatch({ db, stream }: Journal, sender: Sender, now: number): Outbound | undefined {
  return db.transaction(() => {
    const after = findAcked(db)
    const all = readChanged(db, after?.upto ?? 0)
    if (all.length === 0) return undefined
    const rows = all.slice(0, batchLimits.rows)
    const upto = rows.length < all.length ? rows.at(-1)!.rev : readRev(db)
    const newest = after?.stream === stream.uuid ? 0 : batchLimits.streams - batchLimits.rows
    const others = rows.map(({ uuid }) => uuid).filter((uuid) => uuid !== stream.uuid)
    const lineage = readLineage(db, newest, others)
    const head = { v: 1 as const, batch: randomUUID(), stream: stream.uuid, after, upto, sentAt: now, agent: sender }
    return toOutbound(rows, { ...head, ...(lineage.length > 0 && { lineage }) })
  })()
}

const readRev = (db: JournalDb): number =>
  db.prepare<[], { value: number }>("select value from counters where name = 'rev'").get()!.value

/**
 * The newest streams of the journal and some others, oldest first: so that a server that never saw them, or lost them, knows
 * whose rows these are. A batch may not name them all, so those of its rows are always among them.
 */
const readLineage = (db: JournalDb, newest: number, others: readonly string[]): LineageRow[] =>
  db
    .prepare<[number, string], { uuid: string; predecessor: string | null; rev: number | null }>(
      `select uuid, predecessor, predecessor_rev as rev from streams
       where id in (select id from streams order by id desc limit ?) or uuid in (select value from json_each(?))
       order by id`,
    )
    .all(newest, JSON.stringify(others))
    .map(({ uuid, predecessor, rev }): LineageRow => [uuid, predecessor, rev])

interface ChangedRow {
  readonly table: RowTable
  readonly rev: number
  readonly uuid: string
  readonly subjectKey?: string | null
  readonly subjectName?: string
  readonly [column: string]: unknown
}

function readChanged(db: JournalDb, upto: number): ChangedRow[] {
  const read = (table: RowTable, subject: 'join' | 'none') =>
    db
      .prepare<[number, number], Omit<ChangedRow, 'table'>>(
        `select r.*, s.uuid ${subject === 'join' ? ', b.key as subjectKey, b.name as subjectName' : ''}
         from ${tableNames[table]} r join streams s on s.id = r.stream
         ${subject === 'join' ? 'left join subjects b on b.id = r.subject' : ''}
         where r.rev > ? and r.refused is null order by r.rev limit ?`,
      )
      .all(upto, batchLimits.rows + 1)
      .map((row) => ({ ...row, table }) as ChangedRow)
  return [...read('processHours', 'join'), ...read('spans', 'join'), ...read('gaps', 'none')].sort(
    (a, b) => a.rev - b.rev,
  )
}

type Head = Pick<Batch, 'v' | 'batch' | 'stream' | 'after' | 'upto' | 'sentAt' | 'agent' | 'lineage'>

function toOutbound(rows: readonly ChangedRow[], head: Head): Outbound {
  const streams = new Map<string, number>()
  const subjects = new Map<string, number>()
  const subjectRows: SubjectRow[] = []
  const streamOf = ({ uuid }: ChangedRow) => place(streams, uuid)
  const subjectOf = ({ subjectKey, subjectName }: ChangedRow) => {
    if (subjectKey == null) return null
    const index = place(subjects, subjectKey)
    subjectRows[index] ??= ['app', subjectKey, subjectName!]
    return index
  }
  const of = (table: RowTable) => rows.filter((row) => row.table === table)
  const processHours = of('processHours').map((row) => toHourRow(row, streamOf(row), subjectOf(row)!))
  const spans = of('spans').map((row) => toSpanRow(row, streamOf(row), subjectOf(row)))
  const gaps = of('gaps').map((row): GapRow => [streamOf(row), row.start, row.end, row.reason] as GapRow)
  const keysOf = (table: RowTable) =>
    of(table).map((row) => keyColumns[table].map((name) => row[name] as string | number))
  return {
    batch: { ...head, subjects: subjectRows, streams: [...streams.keys()], processHours, spans, gaps },
    keys: { processHours: keysOf('processHours'), spans: keysOf('spans'), gaps: keysOf('gaps') },
  }
}

/** The index of a value in the order of first sight. */
function place(places: Map<string, number>, value: string): number {
  const known = places.get(value)
  if (known !== undefined) return known
  places.set(value, places.size)
  return places.size - 1
}

const toHourRow = (row: ChangedRow, stream: number, subject: number) =>
  [
    stream,
    subject,
    row.hour,
    row.running_ms,
    row.cpu_ms,
    row.launches,
    row.memory_kib_seconds,
    row.memory_peak_kib,
    row.samples,
  ] as ProcessHourRow

const toSpanRow = (row: ChangedRow, stream: number, subject: number | null) =>
  [
    stream,
    row.source,
    row.start,
    row.end,
    subject,
    row.detail === null ? null : toDetail(String(row.detail)),
  ] as SpanRow

/** What a broken agent wrote must not keep the rest from being sent: an empty detail is for the server to judge. */
function toDetail(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
