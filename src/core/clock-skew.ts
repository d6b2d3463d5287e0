import { minuteMs } from './time.ts'

/** A clock that is wrong by no more than this is right: it is not told from the time that an upload takes. */
export const rightWithinMs = 2 * minuteMs

/**
 * By how much a stream's clock is taken to be ahead of the server's, in whole minutes, negative where it is behind; 0 where it
 * is right. An upload takes time, which makes a clock look further behind than it is, never further ahead: so the furthest
 * ahead that was ever measured is nearest to the truth. It changes only by more than a minute, as days are made again then.
 * @param known what it was taken to be; undefined if this is the stream's first batch
 * @param measuredMs when the batch was sent, by the device's clock, less when it came, by the server's
 */
export function nextAhead(known: number | undefined, measuredMs: number): number {
  const ahead = Math.abs(measuredMs) <= rightWithinMs ? 0 : Math.round(measuredMs / minuteMs) * minuteMs
  return known === undefined || measuredMs - known > minuteMs ? ahead : known
}
