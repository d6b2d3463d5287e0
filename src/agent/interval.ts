import type { Interval } from '../core/spans.ts'
import { dayMs, minuteMs, secondMs } from '../core/time.ts'
import { batchLimits } from '../protocol/batches.ts'
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

export interface MeasureOptions {
  readonly sampleMs: number
  /** Up to here the wall clock's instants are recorded already. */
  readonly furthest: number
  /** How much of the time since the last sample the computer was told to sleep in, by the wall clock. */
  readonly toldAsleepMs?: number
}

/**
 * What happened between two samples. Credited is the smaller of what the wall clock and the monotonic clock say, up to now;
 * the rest of the wall's interval is a gap that says why. A clock that was set back shows instants again that are recorded
 * already: they are not credited twice. A clock that was wrong by far and is put right leaves no gap: what lies between is
 * nobody's time, and what comes is recorded anew.
 *     wall        |                              |
 *     monotonic                     |            |     the computer slept, or its clock was set forward
 *     recorded                      [            )
 *     gap         [                 )
 * Where a sleep was told all the way, the gap is all of it: the moments before and after are of the sleep, and how the clocks ran
 * meanwhile is the system's affair. If they ran on as ever, it did not sleep.
 */
export function measureInterval(before: ClockReading, now: ClockReading, options: MeasureOptions): Measured {
  const { sampleMs, furthest, toldAsleepMs = 0 } = options
  const wall = now.wall - before.wall
  const monotonic = now.monotonic - before.monotonic
  const slept = now.uptime - before.uptime - monotonic
  // Above this nobody watched: the agent was stopped or starved.
  const longest = Math.max(3 * sampleMs, minuteMs / 2)
  if (wall < -dayMs) return { recorded: { start: now.wall, end: now.wall }, gaps: [] }
  if (wall < 0) return nothing(now, { start: now.wall, end: before.wall, reason: 'clock' })
  const isTold = toldAsleepMs > noise && wall - toldAsleepMs <= noise
  if (isTold && (wall - monotonic > noise || monotonic > longest))
    return nothing(now, { start: before.wall, end: now.wall, reason: 'asleep' })
  if (monotonic > longest) return nothing(now, { start: before.wall, end: now.wall, reason: 'not_running' })
  // Instants are whole milliseconds; the monotonic clock tells fractions.
  const start = Math.max(before.wall, Math.round(now.wall - monotonic))
  const skipped = start - before.wall
  const recorded = beyond(furthest, { start: skipped > noise ? start : before.wall, end: now.wall })
  if (skipped <= noise) return { recorded, gaps: [] }
  const reason = slept > skipped / 2 ? 'asleep' : 'clock'
  if (reason === 'clock' && skipped > batchLimits.gapMs) return { recorded, gaps: [] }
  return { recorded, gaps: [{ start: before.wall, end: start, reason }] }
}

/** What of the interval lies beyond an instant; empty at its end if nothing does. */
const beyond = (instant: number, { start, end }: Interval): Interval => ({
  start: Math.min(end, instant - end > dayMs ? start : Math.max(start, instant)),
  end,
})

const nothing = ({ wall }: ClockReading, gap: GapEntry): Measured => ({
  recorded: { start: wall, end: wall },
  gaps: gap.end > gap.start ? [gap] : [],
})
