import { dayMs, hourMs } from '../../core/time.ts'
import type { JournalDb } from './open.ts'
import { findAcked } from './outbound.ts'

/** How long a row is kept after the server has it: long enough to refill a server that comes back from an old backup. */
const keptMs = 7 * dayMs

/** Hours are kept for `today` and `top` offline, with the clocks that put them into days and the gaps between. */
const hoursKeptMs = 396 * dayMs

/** How many rows one transaction takes away: the agent may be killed, or wanted, at any time. */
const pieceSize = 2_000

interface Expiry {
  readonly table: string
  readonly key: string
  readonly old: string
  readonly end: string
  /** Whether a row told who was there or what was in front. */
  readonly presence?: true
  readonly keptMs: number
}

const hourEnd = `hour + ${hourMs}`

const expiries: readonly Expiry[] = [
  { table: 'process_hours', key: 'stream, hour, subject', old: `${hourEnd} < ?`, end: hourEnd, keptMs: hoursKeptMs },
  {
    table: 'spans',
    key: 'stream, source, start',
    old: "source = 'clock' and end < ?",
    end: 'end',
    keptMs: hoursKeptMs,
  },
  {
    table: 'spans',
    key: 'stream, source, start',
    old: "source <> 'clock' and end < ?",
    end: 'end',
    presence: true,
    keptMs,
  },
  { table: 'gaps', key: 'stream, start', old: 'end < ?', end: 'end', keptMs: hoursKeptMs },
]

/**
 * Takes away what the server has and nobody here asks for any more.
 * @returns how many rows went
 */
export function prune(db: JournalDb, now: number): number {
  const acked = findAcked(db)?.upto ?? 0
  if (acked === 0) return 0
  let gone = 0
  for (const expiry of expiries)
    for (let piece = pieceSize; piece === pieceSize; gone += piece) piece = prunePiece(db, expiry, acked, now)
  return gone
}

function prunePiece(db: JournalDb, expiry: Expiry, acked: number, now: number): number {
  const { table, key, old, end, keptMs: kept, presence = false } = expiry
  const chosen = `select ${key} from ${table} where rev <= ? and ${old} limit ${pieceSize}`
  const remove = db.prepare<[number, number], Omit<PrunedRow, 'presence'>>(
    `delete from ${table} where (${key}) in (${chosen}) returning rev, ${end} as end`,
  )
  return db
    .transaction(() => {
      const rows = remove.all(acked, now - kept).map((row) => ({ ...row, presence }))
      notePruned(db, rows)
      return rows.length
    })
    .immediate()
}

/** A row that is gone: its rev, and the last instant it told of. */
export interface PrunedRow {
  readonly rev: number
  readonly end: number
  /** Whether it told who was there or what was in front. */
  readonly presence: boolean
}

const noteHighest = `insert into counters values (?, ?) on conflict do update set value = max(value, excluded.value)`

/** Remembers how far this journal can no longer offer again what the server had acknowledged. */
export function notePruned(db: JournalDb, rows: readonly PrunedRow[]): void {
  const note = db.prepare(noteHighest)
  const highest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b))
  if (rows.length === 0) return
  note.run('pruned', highest(rows.map(({ rev }) => rev)))
  note.run('pruned_until', highest(rows.map(({ end }) => end)))
  const told = rows.filter(({ presence }) => presence)
  if (told.length > 0) note.run('presence_pruned_until', highest(told.map(({ end }) => end)))
}

export interface Pruned {
  /** The highest acknowledged rev that was removed; zero if none was. */
  readonly rev: number
  /** The last instant that removed rows told of. */
  readonly until: number
  /** Before it nobody here can tell any more who was there and what was in front. */
  readonly presenceUntil: number
}

export function readPruned(db: JournalDb): Pruned {
  const find = db.prepare<[string], { value: number }>('select value from counters where name = ?')
  const read = (name: string) => find.get(name)?.value ?? 0
  return { rev: read('pruned'), until: read('pruned_until'), presenceUntil: read('presence_pruned_until') }
}

/** The pages that rows left go back to the disk, and the write-ahead log to nothing. */
export function giveBackPages(db: JournalDb): void {
  db.pragma('incremental_vacuum')
  db.pragma('wal_checkpoint(TRUNCATE)')
}
