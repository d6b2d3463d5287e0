import { type Interval, union } from '../../core/spans.ts'
import { secondMs } from '../../core/time.ts'
import { isLater } from './timeline.ts'

/** Input that pauses for less is one stretch. */
export const inputJoinMs = 15 * secondMs

export interface InputStretches {
  add(at: number): void
  /**
   * What the stretches of input grew by, within time that was recorded without a break up to the end of `recorded`: ascending,
   * disjoint, never anything twice. A stretch goes on where the piece before it ended.
   */
  take(recorded: Interval): Interval[]
}

/**
 * Instants of input become stretches; a lone one is a millisecond long. An input may be told of some seconds late.
 *     input       x x  x        x x
 *     stretches   [    )        [ )     pauses of 15 s and more part them, and so do gaps
 */
export function createInputStretches(): InputStretches {
  let waiting: number[] = []
  /** The end of what was handed out. */
  let last = Number.NEGATIVE_INFINITY
  /** Recorded without a break since, up to `known`. */
  let since = Number.POSITIVE_INFINITY
  let known = Number.NEGATIVE_INFINITY

  const toPiece = (at: number): Interval => {
    const goesOn = last >= since && at - last < inputJoinMs
    const piece = { start: goesOn ? last : at, end: at + 1 }
    last = piece.end
    return piece
  }
  return {
    add: (at) => {
      waiting.push(at)
    },
    take: ({ start, end }) => {
      if (start !== known) since = start
      known = end
      // The clock was set back: what was handed out lies ahead.
      if (last > end) last = Number.NEGATIVE_INFINITY
      const ready = [...new Set(waiting)].filter((at) => at < end && at >= Math.max(since, last)).sort((a, b) => a - b)
      waiting = waiting.filter((at) => isLater(at, end))
      return union(ready.map(toPiece))
    },
  }
}
