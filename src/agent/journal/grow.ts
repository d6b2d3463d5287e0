import type { Interval } from '../../core/spans.ts'
import { dayMs, utcDayStart } from '../../core/time.ts'
import { batchLimits } from '../../protocol/batches.ts'

/** The last span of a source in the live stream, and what it says. */
export interface LastSpan extends Interval {
  readonly saying: string
}

/**
 * The rows that a piece of time becomes: the last one grown, if the piece touches it and says the same, then one for each UTC
 * day. A span that grew past a day would one day be refused.
 *     last   [     )
 *     piece         [          |        )
 *     rows   [                 )
 *                              [        )
 */
export function growSpan(last: LastSpan | undefined, { start, end }: Interval, saying: string): LastSpan[] {
  const goesOn = last?.end === start && last.saying === saying && utcDayStart(last.start) === utcDayStart(start)
  const rows: LastSpan[] = []
  for (let from = start; from < end; ) {
    const until = Math.min(end, utcDayStart(from) + dayMs)
    rows.push({ start: goesOn && from === start ? last!.start : from, end: until, saying })
    from = until
  }
  return rows
}

/** The rows that a gap becomes: the server takes none that is longer than its limit. */
export function cutGap({ start, end }: Interval): Interval[] {
  const rows: Interval[] = []
  for (let from = start; from < end; from += batchLimits.gapMs)
    rows.push({ start: from, end: Math.min(end, from + batchLimits.gapMs) })
  return rows
}
