import { minuteMs, secondMs } from './time.ts'

/** The longest wait between two tries. */
export const longestBackoffMs = 15 * minuteMs

/**
 * How long to wait after a number of failures in a row: anything up to a limit that doubles each time (full jitter), so that
 * agents that lost their server together do not come back together.
 * @param failures 1 after the first
 * @param random from 0 to 1
 * @param unitMs half the limit after the first failure
 */
export const backoffMs = (failures: number, random: number, unitMs: number = secondMs): number =>
  Math.round(random * Math.min(longestBackoffMs, unitMs * 2 ** Math.min(failures, 30)))
