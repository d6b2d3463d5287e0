import type { Interval } from '../../core/spans.ts'
import type { RefusedRow } from '../../protocol/batches.ts'
import type { Journal } from './journal.ts'
import type { JournalDb } from './open.ts'
import { keyColumns, type Outbound, tableNames } from './outbound.ts'
import { readPruned } from './prune.ts'

/** Marks rows that the server will never take: they are not offered again, also when they grow, and are shown. */
export function markRefused(db: JournalDb, { keys }: Outbound, refused: readonly RefusedRow[]): void {
  for (const { table, index, code } of refused) {
    const key = keys[table][index]
    if (!key) continue
    const where = keyColumns[table].map((column) => `${column} = ?`).join(' and ')
    db.prepare(`update ${tableNames[table]} set refused = ? where ${where}`).run(code, ...key)
  }
}

/** The server has everything up to this batch. */
export function acknowledge({ db }: Journal, outbound: Outbound, refused: readonly RefusedRow[]): void {
  const { stream, upto } = outbound.batch
  db.transaction(() => {
    markRefused(db, outbound, refused)
    db.prepare('update streams set acked = ? where uuid = ?').run(upto, stream)
  }).immediate()
}

/**
 * The server has less than it acknowledged: it was restored from a backup. Goes on from the last thing that it still has, in a
 * new stream, so that everything above is offered again and no cursor ever means two things.
 */
export function rewind(journal: Journal, cursors: Readonly<Record<string, number>>, now: number): void {
  const { db } = journal
  const acked = db
    .prepare<[], { uuid: string; acked: number }>('select uuid, acked from streams where acked is not null')
    .all()
    .map(({ uuid, acked: upto }) => ({ uuid, upto: Math.min(upto, cursors[uuid] ?? 0) }))
  const best = acked.reduce((most, one) => (one.upto > most.upto ? one : most), { uuid: '', upto: 0 })
  db.transaction(() => {
    db.prepare('update streams set acked = null').run()
    if (best.upto > 0) db.prepare('update streams set acked = ? where uuid = ?').run(best.upto, best.uuid)
  }).immediate()
  journal.openStream(now)
  if (best.upto < readPruned(db).rev)
    journal.write({ hours: [], recorded: [], gaps: [{ ...lostAbove(db, best.upto, now), reason: 'lost' }] })
}

/** From the last that the server still has, as far as this journal knows, to the last that was removed from here. */
function lostAbove(db: JournalDb, upto: number, now: number): Interval {
  const { had, first } = db
    .prepare<[number, number], { had: number | null; first: number }>(
      `select max((select max(end) from spans where rev <= ?), (select max(hour) from process_hours where rev <= ?)) as had,
         (select min(started_at) from streams) as first`,
    )
    .get(upto, upto)!
  const start = Math.min(had ?? first, now - 1)
  return { start, end: Math.max(start + 1, Math.min(readPruned(db).until, now)) }
}

/**
 * Somebody else writes this stream: the machine was copied with its memory. What is written stays theirs and ours; from here
 * on this process has a stream of its own, and the gap tells the server.
 */
export function leaveStream(journal: Journal, now: number): void {
  journal.openStream(now)
  journal.write({ hours: [], recorded: [], gaps: [{ start: now, end: now + 1, reason: 'conflict' }] })
}
