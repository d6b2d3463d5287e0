import type { Day } from '../time.ts'
import type { SessionFigures } from './sections.ts'

/** Sessions that began on a day. Null is unknown. */
export interface DaySessions {
  readonly day: Day
  readonly sessions: number | null
  readonly sessionMs: number | null
  readonly longestSessionMs: number | null
  readonly longestSessionAt: number | null
}

/** Null where sessions are known of no day. The longest is known only where that of each day with sessions is. */
export function toSessionFigures(days: readonly DaySessions[]): SessionFigures | null {
  const known = days.filter(({ sessions }) => sessions !== null)
  if (known.length === 0) return null
  const begun = known.filter(({ sessions }) => sessions! > 0)
  let longest: SessionFigures['longest'] = null
  for (const { day, longestSessionMs: ms, longestSessionAt: at } of begun)
    if (ms !== null && at !== null && (!longest || ms > longest.ms)) longest = { ms, at, day }
  return {
    count: known.reduce((sum, { sessions }) => sum + sessions!, 0),
    totalMs: known.reduce((sum, { sessionMs }) => sum + (sessionMs ?? 0), 0),
    longest: begun.every(({ longestSessionMs }) => longestSessionMs !== null) ? longest : null,
  }
}
