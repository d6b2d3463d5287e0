import { randomUUID } from 'node:crypto'
import type { JournalDb } from './open.ts'

/** The live stream's place in the journal. */
export interface LiveStream {
  readonly id: number
  readonly uuid: string
}

/** A new stream, after the last one of this journal. */
export function beginStream(db: JournalDb, rev: number, now: number): LiveStream {
  const uuid = randomUUID()
  const before = db.prepare<[], { uuid: string }>('select uuid from streams order by id desc limit 1').get()
  const { lastInsertRowid } = db
    .prepare('insert into streams (uuid, predecessor, predecessor_rev, started_at) values (?, ?, ?, ?)')
    .run(uuid, before?.uuid ?? null, before ? rev : null, now)
  return { id: Number(lastInsertRowid), uuid }
}
