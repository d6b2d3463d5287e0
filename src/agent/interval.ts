import type { Interval } from '../core/spans.ts'
import { minuteMs, secondMs } from '../core/time.ts'
import type { GapEntry } from './journal/journal.ts'

/** Three clocks read at one moment, in milliseconds. */
export interface ClockReading {
  /** Epoch milliseconds; may be set. */
  readonly wall: number
  /** Never set, stands still while the computer sleeps. */
  readonly monotonic: number
  /** Since the computer was started, sleep included. */
  readonly uptime: number
}

export interface Measured {
  /** The time that was truly watched since the last sample. */
  readonly recorded: Interval
  readonly gaps: readonly GapEntry[]
}

/** Smaller differences between clocks are how they are read, not what happened. */
const noise = 2 * secondMs

/**
 * What happened between two samples. Credited is the smaller of what the wall clock and the monotonic clock say, up to now;
 * the rest of the wall's interval is a gap that says why.
 *     wall        |                              |
 *     monotonic                     |            |     the computer slept, or its clock was set forward
 *     recorded                      [            )
 *     gap         [                 )
 * @param longest an interval above this was not watched: the agent was stopped or starved
 */
export function measureInterval(before: ClockReading, now: ClockReading, sampleMs: number): Measured {
  const wall = now.wall - before.wall
  const monotonic = now.monotonic - before.monotonic
  const slept = now.uptime - before.uptime - monotonic
  const longest = Math.max(3 * sampleMs, minuteMs / 2)
  if (monotonic > longest) return nothing(before, now, wall > 0 ? 'not_running' : 'clock')
  if (wall < 0 || wall < monotonic - noise) return nothing(before, now, 'clock')
  // Instants are whole milliseconds; the monotonic clock tells fractions.
  const start = Math.max(before.wall, Math.round(now.wall - monotonic))
  const skipped = start - before.wall
  const recorded = { start: skipped > noise ? start : before.wall, end: now.wall }
  if (skipped <= noise) return { recorded, gaps: [] }
  return { recorded, gaps: [{ start: before.wall, end: start, reason: slept > skipped / 2 ? 'asleep' : 'clock' }] }
}

const nothing = (before: ClockReading, now: ClockReading, reason: GapEntry['reason']): Measured => ({
  recorded: { start: now.wall, end: now.wall },
  gaps: now.wall > before.wall ? [{ start: before.wall, end: now.wall, reason }] : [],
})
