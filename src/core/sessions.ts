import { type Interval, joinPauses } from './spans.ts'
import { dayMs, minuteMs } from './time.ts'

/** An absence of this length parts two sessions. */
export const sessionPauseMs = 15 * minuteMs

/** Nobody works longer without a quarter of an hour's rest: what goes on, as a film on a wall, counts no longer. */
export const longestSessionMs = dayMs

/**
 * Stretches of presence between two absences of 15 minutes or more. A session belongs to the day it starts in, with its whole
 * length, so one must look at what comes after that day, but only 15 minutes back.
 *     present    [   ) [  )   [ )                 [  )
 *     sessions   [              )                 [  )
 */
export const toSessions = (present: readonly Interval[]): Interval[] =>
  joinPauses(present, sessionPauseMs).map(({ start, end }) => ({ start, end: Math.min(end, start + longestSessionMs) }))

/** What is said of the sessions that began on a day. Null is unknown; of the longest also where none began. */
export interface SessionTotals {
  readonly sessions: number | null
  readonly sessionMs: number | null
  readonly longestSessionMs: number | null
  readonly longestSessionAt: number | null
}

/** Of several that are equally long the first is the longest. @param known whether anything was told of input at all */
export function toSessionTotals(begun: readonly Interval[], known: boolean): SessionTotals {
  if (!known) return { sessions: null, sessionMs: null, longestSessionMs: null, longestSessionAt: null }
  const lengthOf = ({ start, end }: Interval) => end - start
  const longest = begun.reduce<Interval | undefined>(
    (best, one) => (best && lengthOf(best) >= lengthOf(one) ? best : one),
    undefined,
  )
  return {
    sessions: begun.length,
    sessionMs: begun.reduce((sum, one) => sum + lengthOf(one), 0),
    longestSessionMs: longest ? lengthOf(longest) : null,
    longestSessionAt: longest?.start ?? null,
  }
}
