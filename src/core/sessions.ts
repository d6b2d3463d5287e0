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
