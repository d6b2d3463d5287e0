import { type Interval, totalMs } from '../../core/spans.ts'
import type { JournalDb } from './open.ts'

/** Gaps that nobody expected, each with what they take in all, of the time that this journal still tells of. */
export const missingReasons = ['disk_full', 'capped', 'lost', 'conflict'] as const
export type Missing = Readonly<Partial<Record<(typeof missingReasons)[number], number>>>

export function readMissing(db: JournalDb): Missing {
  const read = db.prepare<[string], Interval>('select start, end from gaps where reason = ?')
  const totals = missingReasons.map((reason) => [reason, totalMs(read.all(reason))] as const)
  return Object.fromEntries(totals.filter(([, ms]) => ms > 0))
}
