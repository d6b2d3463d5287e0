import { backoffMs } from '../core/backoff.ts'
import { dayMs, minuteMs, secondMs } from '../core/time.ts'

/** When to upload next. Nothing is ever due at the same moment on many computers, whatever they lived through together. */
export interface UploadPace {
  /** Of a program that has just begun: maybe the whole building's computers have. */
  first(): number
  /** @param askedMs when the server asked the agent to come back, if it did */
  succeeded(askedMs: number | undefined): number
  /** @param leastMs how long to wait at least, if that is known: what `Retry-After` says */
  failed(leastMs: number | undefined): number
}

/** Who comes seldom also tries again seldom: many that tried each second would keep a server down. */
const backoffPart = 1 / 8

/** The part of a wait that is left to chance. */
const spread = 0.1

/**
 * All are milliseconds. What a server asks for is obeyed: never sooner, and a little later on each computer.
 * @param random from 0 to 1
 */
export function createUploadPace(uploadMs: number, random: () => number): UploadPace {
  let failures = 0
  return {
    first: () => Math.round(random() * (uploadMs / 2)),
    succeeded: (askedMs) => {
      failures = 0
      return askedMs === undefined
        ? within(uploadMs * (1 + spread * (2 * random() - 1)))
        : within(askedMs * (1 + spread * random()))
    },
    failed: (leastMs) => {
      failures++
      const backOffMs = backoffMs(failures, random(), Math.max(secondMs, uploadMs * backoffPart))
      return within(leastMs === undefined ? backOffMs : Math.max(backOffMs, leastMs) + random() * latestMs(leastMs))
    },
  }
}

/** Many computers may have been given the same instant. */
const latestMs = (leastMs: number) => Math.max(leastMs / 2, minuteMs / 2)

/** Whatever a server asks for: neither a hot loop nor silence, and no timer that overflows. */
const within = (ms: number) => Math.round(Math.min(Math.max(ms, secondMs), dayMs))
