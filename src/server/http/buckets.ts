import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'

export interface Rate {
  readonly perSecond: number
  /** How many may come at once after a pause. */
  readonly burst: number
}

/** Token buckets: whoever comes too often is told when to come again. */
export interface Buckets {
  /** Takes one token of a name. @throws AppError `too_many_requests` with the wait, `Retry-After` says it */
  take(name: string): void
  /** Takes more of them, for what was expensive to refuse. */
  charge(name: string, count: number): void
  /** How many names are remembered. */
  size(): number
}

interface Bucket {
  tokens: number
  at: number
}

/** Names beyond this are swept: those that are full again are forgotten, which changes nothing for them. */
const sweepAt = 10_000

/** @param now milliseconds of a clock that only goes on */
export function createBuckets(what: string, { perSecond, burst }: Rate, now: () => number): Buckets {
  const buckets = new Map<string, Bucket>()
  let sweepSize = sweepAt
  const fill = ({ tokens, at }: Bucket, instant: number) =>
    Math.min(burst, tokens + ((instant - at) / secondMs) * perSecond)
  const sweep = (instant: number) => {
    for (const [name, bucket] of buckets) if (fill(bucket, instant) >= burst) buckets.delete(name)
    sweepSize = Math.max(sweepAt, 2 * buckets.size)
  }
  return {
    size: () => buckets.size,
    charge: (name, count) => {
      const known = buckets.get(name)
      if (known) known.tokens -= count
    },
    take: (name) => {
      const instant = now()
      const known = buckets.get(name)
      const tokens = known ? fill(known, instant) : burst
      if (tokens < 1) {
        const retryAfterMs = Math.ceil(((1 - tokens) / perSecond) * secondMs)
        throw new AppError('too_many_requests', `more than ${perSecond} requests a second of ${what}; come later`, {
          retryAfterMs,
        })
      }
      if (!known && buckets.size >= sweepSize) sweep(instant)
      buckets.set(name, { tokens: tokens - 1, at: instant })
    },
  }
}
