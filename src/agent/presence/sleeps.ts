import { type Interval, intersect } from '../../core/spans.ts'

/** When the computer was told to sleep, as it was told: whether it did is for the clocks to say. */
export interface Sleeps {
  tell(at: number, asleep: boolean): void
  /** What of an interval was told as sleep: ascending, disjoint. */
  within(interval: Interval): Interval[]
  /** What ended before is of no use any more. */
  forget(before: number): void
}

export function createSleeps(): Sleeps {
  let sleeps: Interval[] = []
  /** Since when it is told to sleep now. */
  let since: number | undefined
  return {
    tell: (at, asleep) => {
      if (!asleep && since !== undefined) sleeps.push({ start: since, end: at })
      since = asleep ? at : undefined
    },
    within: (interval) => {
      const present = since === undefined ? [] : [{ start: since, end: interval.end }]
      return intersect([...sleeps, ...present], [interval])
    },
    forget: (before) => {
      sleeps = sleeps.filter(({ end }) => end > before)
    },
  }
}
