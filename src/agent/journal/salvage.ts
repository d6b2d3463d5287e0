import { dayMs } from '../../core/time.ts'
import { cutGap } from './grow.ts'
import type { JournalDb } from './open.ts'
import { type Column, columnsOf, type JournalTable, type Row, readDamaged } from './read-damaged.ts'
import { beginStream } from './streams.ts'

interface Salvaged {
  readonly rows: number
  readonly whole: boolean
}

/** In the order in which one needs the other. */
const facts = ['streams', 'subjects', 'process_hours', 'spans', 'gaps'] as const

/**
 * Brings over what can be read of a damaged journal: rows with their streams and revs, so that what the server acknowledged
 * stays acknowledged and the rest is still sent. A value that is not of its column's kind, or of a stream that is not there,
 * stays behind.
 * @param changedAt when the damaged file was last written
 */
export function salvage(file: string, db: JournalDb, { now, changedAt }: { now: number; changedAt: number }): Salvaged {
  const found = readDamaged(file, db)
  return db
    .transaction(() => {
      const copied = facts.map((table) => copy(db, table, found.rows[table]))
      const uploads = found.rows.uploads[0]
      const uploadedAt = Number.isSafeInteger(uploads?.succeeded_at) ? (uploads!.succeeded_at as number) : undefined
      if (uploadedAt !== undefined) db.prepare('update uploads set succeeded_at = ?').run(uploadedAt)
      copyCounters(db, found.rows.counters)
      const rows = copied.reduce((sum, { rows: n }) => sum + n, 0)
      const whole = found.whole && copied.every((table) => table.whole)
      if (!whole) noteLoss(db, uploadedAt, { now, changedAt })
      return { rows, whole }
    })
    .immediate()
}

function copy(db: JournalDb, table: JournalTable, rows: readonly Row[]): Salvaged {
  const columns = columnsOf(db, table)
  const names = columns.map(({ name }) => name)
  const insert = db.prepare(
    `insert or ignore into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
  )
  const streams = new Set(
    db
      .prepare<[], { id: number }>('select id from streams')
      .all()
      .map(({ id }) => id),
  )
  const subjects = new Set(
    db
      .prepare<[], { id: number }>('select id from subjects')
      .all()
      .map(({ id }) => id),
  )
  const isSound = (row: Row) =>
    columns.every((column) => fits(column, row[column.name])) &&
    (!('stream' in row) || streams.has(row.stream as number)) &&
    (row.subject == null || subjects.has(row.subject as number)) &&
    (!('rev' in row) || (row.rev as number) > 0)
  const sound = rows.filter(isSound)
  const copied = sound.reduce((sum, row) => sum + insert.run(...names.map((name) => row[name])).changes, 0)
  return { rows: copied, whole: copied === rows.length }
}

const fits = ({ type, notnull, pk }: Column, value: unknown): boolean =>
  value === null || value === undefined
    ? !notnull && !pk
    : type.toLowerCase() === 'integer'
      ? Number.isSafeInteger(value)
      : typeof value === 'string'

/** No rev is given twice, also if the counter itself was damaged. */
function copyCounters(db: JournalDb, counters: readonly Row[]): void {
  const { given } = db
    .prepare<[], { given: number }>(
      `select max(ifnull((select max(rev) from process_hours), 0), ifnull((select max(rev) from spans), 0),
         ifnull((select max(rev) from gaps), 0), ifnull((select max(acked) from streams), 0),
         ifnull((select max(predecessor_rev) from streams), 0)) as given`,
    )
    .get()!
  const find = (name: string) => {
    const value = counters.find((counter) => counter.name === name)?.value
    return Number.isSafeInteger(value) ? (value as number) : 0
  }
  const save = db.prepare('insert into counters values (?, ?) on conflict do update set value = excluded.value')
  save.run('rev', Math.max(given, find('rev')))
  save.run('pruned', Math.min(given, find('pruned')))
  save.run('pruned_until', find('pruned_until'))
  save.run('presence_pruned_until', find('presence_pruned_until'))
  save.run('erased_until', find('erased_until'))
}

/** A journal tells of no more than this: an older instant is damage too. */
const mostLostMs = 400 * dayMs

/**
 * What the server did not have yet may be gone: from the last upload to the last change. Where nothing can be read, nobody knows
 * from when, and a gap over what the server has would belie it: then only this instant says so. The gap is of a stream of its
 * own, for this run has not begun.
 */
function noteLoss(
  db: JournalDb,
  uploadedAt: number | undefined,
  { now, changedAt }: { now: number; changedAt: number },
) {
  const { rev, streams, sentUntil } = db
    .prepare<[], { rev: number; streams: number; sentUntil: number | null }>(
      `with sent as (select ifnull(max(acked), 0) as rev from streams)
       select value + 1 as rev, (select count(*) from streams) as streams, ifnull(
         (select max(spans.end) from spans, sent where spans.rev <= sent.rev),
         (select min(started_at) from streams, sent where sent.rev = 0 or acked = sent.rev)) as sentUntil
       from counters where name = 'rev'`,
    )
    .get()!
  const end = streams === 0 ? now : changedAt
  const start = Math.max(end - mostLostMs, Math.min(uploadedAt ?? sentUntil ?? end, end - 1))
  const stream = beginStream(db, rev - 1, now)
  const insert = db.prepare("insert into gaps (stream, start, end, reason, rev) values (?, ?, ?, 'lost', ?)")
  const gaps = cutGap({ start, end })
  gaps.forEach((gap, i) => {
    insert.run(stream.id, gap.start, gap.end, rev + i)
  })
  db.prepare("update counters set value = ? where name = 'rev'").run(rev + gaps.length - 1)
}
