import { performance } from 'node:perf_hooks'
import { minuteMs, secondMs } from '../../core/time.ts'

/** When uploaders are asked to come back; null leaves them their own pace. */
export type Pace = () => number | null

const windowMs = 10 * secondMs

/** What is asked for from which part of the most that can be done on. */
const steps = [
  { from: 0.95, waitMs: 30 * minuteMs },
  { from: 0.8, waitMs: 10 * minuteMs },
] as const

/** @param load what part of the server's time or places is taken, 0 to 1 */
export const paceFor = (load: number): number | null => steps.find(({ from }) => load >= from)?.waitMs ?? null

/**
 * Asks for a slower pace while the server was busy for ten seconds: a short rush, as of one computer that catches up, asks nobody.
 * @param crowded what part of the places for requests is taken, 0 to 1
 */
export function createPace(crowded: () => number): Pace {
  let since = performance.now()
  let before = performance.eventLoopUtilization()
  let load = 0
  return () => {
    const now = performance.now()
    if (now - since >= windowMs) {
      const here = performance.eventLoopUtilization()
      load = performance.eventLoopUtilization(here, before).utilization
      since = now
      before = here
    }
    return paceFor(Math.max(load, crowded()))
  }
}
