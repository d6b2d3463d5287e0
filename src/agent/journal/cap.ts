import { type Interval, union } from '../../core/spans.ts'
import { hourMs } from '../../core/time.ts'
import type { Journal } from './journal.ts'
import { type JournalDb, walLimits } from './open.ts'
import { findAcked } from './outbound.ts'
import { giveBackPages, notePruned } from './prune.ts'

/** Rows of the live stream that tell of this much before now may still grow, also when the clock is set back. */
const openMs = 26 * hourMs

const pieceSize = 500

interface OldRow {
  readonly table: 'process_hours' | 'spans' | 'gaps'
  readonly rev: number
  readonly start: number
  readonly end: number
  readonly presence: 0 | 1
}

/** What goes first; the clocks and gaps, few and small, say of all the rest when it was, so they go last. */
const layers: readonly (readonly string[])[] = [
  [
    `select 'process_hours' as "table", rev, hour as start, hour + ${hourMs} as end, stream, 0 as presence from process_hours`,
    `select 'spans' as "table", rev, start, end, stream, 1 as presence from spans where source <> 'clock'`,
  ],
  [
    `select 'spans' as "table", rev, start, end, stream, 0 as presence from spans where source = 'clock'`,
    `select 'gaps' as "table", rev, start, end, stream, 0 as presence from gaps where reason <> 'capped'`,
  ],
]

/**
 * Keeps the journal's file under `capBytes`, its write-ahead log included: the rows with the lowest revs go first, never one
 * that may still grow. Where the server did not have them, a gap `capped` covers the time they told of.
 * @returns how many rows went
 */
export function keepWithinCap(journal: Journal, capBytes: number, now: number): number {
  const { db } = journal
  const limit = capBytes - 2 * walLimits.bytes
  if (pagesOf(db) * pageSize(db) <= limit) return 0
  // Some more than is needed, so that this is not the work of every minute.
  const target = Math.floor((limit * 0.95) / pageSize(db))
  let gone = 0
  for (const layer of layers)
    for (let piece = 1; piece > 0 && pagesOf(db) - freePages(db) > target; gone += piece)
      piece = dropPiece(journal, layer, now)
  giveBackPages(db)
  return gone
}

function dropPiece(journal: Journal, layer: readonly string[], now: number): number {
  const { db, stream } = journal
  const read = (rows: string) =>
    db
      .prepare<[number, number], OldRow>(
        `select * from (${rows}) where not (stream = ? and end > ?) order by rev limit ${pieceSize}`,
      )
      .all(stream.id, now - openMs)
  const rows = layer
    .flatMap(read)
    .sort((a, b) => a.rev - b.rev)
    .slice(0, pieceSize)
  const acked = findAcked(db)?.upto ?? 0
  const had = rows
    .filter(({ rev }) => rev <= acked)
    .map(({ presence, ...row }) => ({ ...row, presence: presence === 1 }))
  const lost = rows.filter(({ rev }) => rev > acked)
  db.transaction(() => {
    for (const { table, rev } of rows) db.prepare(`delete from ${table} where rev = ?`).run(rev)
    notePruned(db, had)
    const gaps = union(lost.map(toHours(now))).map((interval) => growCapped(journal, interval))
    if (gaps.length > 0) journal.write({ hours: [], recorded: [], gaps })
  }).immediate()
  return rows.length
}

/**
 * Whole hours: figures are kept by the hour, and many short rows then leave one gap. Never beyond now: a clock that was once
 * ahead must not spoil what will be recorded.
 */
const toHours =
  (now: number) =>
  ({ start, end }: OldRow): Interval => ({
    start: Math.min(Math.floor(start / hourMs) * hourMs, now - 1),
    end: Math.min(Math.ceil(end / hourMs) * hourMs, now),
  })

/** The gap that says so: what is there already grows, if it touches. */
function growCapped({ db, stream }: Journal, { start, end }: Interval) {
  const touching = db
    .prepare<[number, number, number], Interval>(
      `select start, end from gaps where stream = ? and reason = 'capped' and start <= ? and end >= ? order by start limit 1`,
    )
    .get(stream.id, start, start)
  const taken = db.prepare("select 1 from gaps where stream = ? and start = ? and reason <> 'capped'")
  let from = touching?.start ?? start
  while (taken.get(stream.id, from)) from++
  return { start: from, end, reason: 'capped' as const }
}

const pragma = (db: JournalDb, name: string) => db.pragma(name, { simple: true }) as number
const pageSize = (db: JournalDb) => pragma(db, 'page_size')
const pagesOf = (db: JournalDb) => pragma(db, 'page_count')
const freePages = (db: JournalDb) => pragma(db, 'freelist_count')
