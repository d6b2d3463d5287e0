import { hourMs, minuteMs, secondMs } from '../time.ts'

/** Steps of an axis of time, each a length that people count in. */
const steps = [
  ...[1, 2, 5, 10, 20].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 20].map((minutes) => minutes * minuteMs),
  ...[1, 2, 4, 8, 24, 48, 120, 240, 480].map((hours) => hours * hourMs),
]

/** The finest step that needs at most three labels. */
export const stepFor = (largestMs: number): number =>
  steps.find((step) => largestMs <= step * 3) ?? Math.ceil(largestMs / (72 * hourMs)) * 24 * hourMs
