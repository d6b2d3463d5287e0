import { type Interval, intersect, totalMs } from '../../core/spans.ts'
import { type Day, dayMs, dayNumber } from '../../core/time.ts'
import { type GapReason, gapReasons } from '../../core/usage.ts'
import type { ClockDetail } from '../../protocol/batches.ts'
import type { JournalDb } from './open.ts'

/** The last clock that was recorded: where the device is, and what was watched then. Undefined before the first. */
export function readLastClock(db: JournalDb): ClockDetail | undefined {
  const row = db
    .prepare<[], { detail: string }>("select detail from spans where source = 'clock' order by rev desc limit 1")
    .get()
  return row && (JSON.parse(row.detail) as ClockDetail)
}

/** A day as clocks that are so far from UTC show it. */
export const dayBounds = (day: Day, offsetMs: number): Interval => ({
  start: dayNumber(day) - offsetMs,
  end: dayNumber(day) + dayMs - offsetMs,
})

/** How long nothing was recorded within some time, by reason; only reasons that there were. */
export function readGapTotals(db: JournalDb, within: Interval): Partial<Record<GapReason, number>> {
  const read = db.prepare<[string, number, number], Interval>(
    'select start, end from gaps where reason = ? and end > ? and start < ?',
  )
  const totals = gapReasons.map(
    (reason) => [reason, totalMs(intersect(read.all(reason, within.start, within.end), [within]))] as const,
  )
  return Object.fromEntries(totals.filter(([, ms]) => ms > 0))
}
