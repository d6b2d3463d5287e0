import type { Interval } from '../../core/spans.ts'

/** A value that holds from each change on to the next, handed out in pieces of recorded time. */
export interface Timeline<T> {
  set(at: number, value: T): void
  /**
   * What held when, from one end to the other of `interval`: ascending, without holes or overlaps. What changed before it
   * holds from its start; what changed after it waits for the next, or holds from its end if the clock was set back since.
   */
  take(interval: Interval): (Interval & { readonly value: T })[]
}

/** A change comes at most this long after the end of what is being taken, unless the clock was set back meanwhile. */
export const latestMs = 5_000

/**
 *     changes    a      b   c          d
 *     taken        [           )                 →  [a   )[b  )[c  )
 */
export function createTimeline<T>(initial: T): Timeline<T> {
  let value = initial
  let changes: { readonly at: number; readonly value: T }[] = []
  return {
    set: (at, next) => {
      // Told later is truer: where the clock was set back, what it told before is of no use.
      changes = [...changes.filter((change) => change.at < at), { at, value: next }]
    },
    take: ({ start, end }) => {
      const pieces: (Interval & { value: T })[] = []
      let from = start
      for (const change of changes) {
        if (isLater(change.at, end)) continue
        const until = Math.min(Math.max(change.at, from), end)
        if (until > from) pieces.push({ start: from, end: until, value })
        from = until
        value = change.value
      }
      if (end > from) pieces.push({ start: from, end, value })
      changes = changes.filter(({ at }) => isLater(at, end))
      return pieces
    },
  }
}

/** Whether something belongs to the next piece of time: it happened just now, while this one was being written. */
export const isLater = (at: number, end: number): boolean => at >= end && at < end + latestMs
