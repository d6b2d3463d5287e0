import { type Interval, intersect, subtract, totalMs } from './spans.ts'

/** How long nothing was recorded, by reason, each instant under one; no reason that took no time. */
export type Unrecorded = Readonly<Record<string, number>>

/** Due, not recorded, and no gap says why. */
export const unexplained = 'unknown'

/**
 * Tells the reasons of unrecorded time apart; where gaps overlap, the reason that is named first holds.
 *     unrecorded  [              )      [      )
 *     off             [      )
 *     lost                [               )
 *     →           unknown: 4, off: 7, lost: 4 + 2, unknown: 5
 */
export function toUnrecorded(
  unrecorded: readonly Interval[],
  reasons: Iterable<readonly [reason: string, gaps: readonly Interval[]]>,
): Unrecorded {
  const totals: Record<string, number> = {}
  let rest = unrecorded
  const take = (reason: string, of: readonly Interval[]) => {
    const ms = totalMs(of)
    if (ms > 0) totals[reason] = ms
  }
  for (const [reason, gaps] of reasons) {
    if (gaps.length === 0) continue
    take(reason, intersect(rest, gaps))
    rest = subtract(rest, gaps)
  }
  take(unexplained, rest)
  return totals
}

/** Sums by reason. */
export function addUnrecorded(all: readonly Unrecorded[]): Unrecorded {
  const sums: Record<string, number> = {}
  for (const one of all) for (const [reason, ms] of Object.entries(one)) sums[reason] = (sums[reason] ?? 0) + ms
  return sums
}
