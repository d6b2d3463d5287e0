import { rmSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { ErasedCounts, EraseOrder } from '../../protocol/policy.ts'
import type { Journal } from './journal.ts'
import type { JournalDb } from './open.ts'
import { listSetAsideParts } from './quarantine.ts'
import { type AgentState, readState, saveState } from './state.ts'

type Erasures = AgentState['erasures']

/** Rows that go in one transaction: few enough that a sample does not wait for them. */
const rowsAtOnce = 2_000

const nothing: ErasedCounts = { processHours: 0, spans: 0, gaps: 0, subjects: 0, files: 0 }

const tables = [
  { name: 'processHours', table: 'process_hours', at: 'hour' },
  { name: 'spans', table: 'spans', at: 'start' },
  { name: 'gaps', table: 'gaps', at: 'start' },
] as const

/** Orders that are not done, or that the server does not know to be done. */
export const readErasures = (db: JournalDb): Erasures => readState(db).erasures ?? {}

/** Takes an order on: it survives whatever happens from now on. */
export function takeOrder(journal: Journal, { id, until }: EraseOrder): void {
  const known = readErasures(journal.db)
  if (!known[id]) saveState(journal.db, { erasures: { ...known, [id]: { until, counts: nothing, done: false } } })
  journal.makeDurable()
}

/** The server knows that an order is done. */
export function dropOrder({ db }: Journal, id: string): void {
  const { [id]: _, ...rest } = readErasures(db)
  saveState(db, { erasures: rest })
}

/**
 * Carries out an order that was taken on, in small pieces, with samples in between: every row that starts before its instant goes,
 * names of apps that are left without a row, and files that were set aside. What was counted is written with what goes, so that a
 * crash at any place costs neither; called again it goes on.
 * @returns false if somebody reads the journal, so that old bytes may still lie in its log: to be called again
 */
export async function carryOut(journal: Journal, file: string, id: string): Promise<boolean> {
  const order = readErasures(journal.db)[id]
  if (!order || order.done) return true
  journal.forgetBefore(order.until)
  journal.makeDurable()
  for (const each of tables) while (erasePiece(journal.db, id, order.until, each) === rowsAtOnce) await setImmediate()
  eraseSubjects(journal, id)
  eraseFiles(journal.db, file, id)
  if (!leaveNothing(journal.db)) return false
  count(journal.db, id, {}, true)
  journal.makeDurable()
  return true
}

function erasePiece(db: JournalDb, id: string, until: number, { name, table, at }: (typeof tables)[number]): number {
  return db
    .transaction(() => {
      const { changes } = db
        .prepare(`delete from ${table} where rev in (select rev from ${table} where ${at} < ? limit ${rowsAtOnce})`)
        .run(until)
      count(db, id, { [name]: changes })
      return changes
    })
    .immediate()
}

function eraseSubjects(journal: Journal, id: string): void {
  const { db } = journal
  db.transaction(() => {
    const { changes } = db
      .prepare(
        `delete from subjects where id not in
           (select subject from process_hours union select subject from spans where subject is not null)`,
      )
      .run()
    count(db, id, { subjects: changes })
  }).immediate()
  // It remembers ids of names that are gone.
  journal.forgetBefore(0)
}

/** What could be read of a file that was set aside is in the journal; the rest cannot be told apart, so all of it goes. */
function eraseFiles(db: JournalDb, file: string, id: string): void {
  for (const part of file === ':memory:' ? [] : listSetAsideParts(file)) {
    rmSync(part, { force: true })
    count(db, id, { files: 1 })
  }
}

/** Pages of an earlier version, which did not overwrite what it deleted, are written anew, and the log is emptied. */
function leaveNothing(db: JournalDb): boolean {
  try {
    db.exec('vacuum')
  } catch {
    // No room for that now: the next round tries again.
    return false
  }
  const [{ busy }] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
  return busy === 0
}

function count(db: JournalDb, id: string, more: Partial<ErasedCounts>, done = false): void {
  const all = readErasures(db)
  const order = all[id]
  if (!order) return
  const counts = { ...order.counts }
  for (const [name, n] of Object.entries(more)) counts[name as keyof ErasedCounts] += n
  saveState(db, { erasures: { ...all, [id]: { ...order, counts, done } } })
}
