/** `[start, end)` in epoch milliseconds. */
export interface Interval {
  readonly start: number
  readonly end: number
}

/**
 * Joins what overlaps or touches; empty and reversed intervals vanish.
 *     [a   )  [b )        [   ) [ )
 *        [c   )       →   [     )
 * Sorted by start, disjoint.
 */
export function union(intervals: readonly Interval[]): Interval[] {
  if (isUnion(intervals)) return [...intervals]
  const sorted = intervals.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of sorted) {
    const last = joined.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}

/** Most lists are joined already, and sorting them again is what would take the time. */
const isUnion = (intervals: readonly Interval[]) =>
  intervals.every(({ start, end }, i) => end > start && (i === 0 || start > intervals[i - 1]!.end))

/** Joins what is parted by less than `pauseMs`; instants are whole milliseconds. */
export const joinPauses = (intervals: readonly Interval[], pauseMs: number): Interval[] =>
  union(intervals.map(({ start, end }) => ({ start, end: end + pauseMs - 1 }))).map(({ start, end }) => ({
    start,
    end: end - pauseMs + 1,
  }))

/** What lies in both. */
export function intersect(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const a = union(left)
  const b = union(right)
  const common: Interval[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const start = Math.max(a[i]!.start, b[j]!.start)
    const end = Math.min(a[i]!.end, b[j]!.end)
    if (end > start) common.push({ start, end })
    if (a[i]!.end < b[j]!.end) i++
    else j++
  }
  return common
}

/** What of `left` lies outside `right`. */
export function subtract(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const cuts = union(right)
  let next = 0
  return union(left).flatMap((whole) => {
    const rest: Interval[] = []
    let start = whole.start
    while (next < cuts.length && cuts[next]!.end <= start) next++
    for (let i = next; i < cuts.length && cuts[i]!.start < whole.end; i++) {
      if (cuts[i]!.start > start) rest.push({ start, end: cuts[i]!.start })
      start = Math.max(start, cuts[i]!.end)
    }
    if (start < whole.end) rest.push({ start, end: whole.end })
    return rest
  })
}

/** Length of the union. */
export const totalMs = (intervals: readonly Interval[]): number =>
  union(intervals).reduce((sum, { start, end }) => sum + end - start, 0)

/** Cuts `[start, end)` at each of the ascending instants that lie inside it. */
export function cutAt({ start, end }: Interval, instants: readonly number[]): Interval[] {
  const edges = [start, ...instants.filter((at) => at > start && at < end), end]
  return edges.slice(1).map((edge, i) => ({ start: edges[i]!, end: edge }))
}
