import { InvalidArgumentError } from 'commander'
import { type Day, isDay } from '../core/time.ts'
import { parseDuration } from './durations.ts'

/** For `.option('--for <duration>', …, durationFlag(2))`: milliseconds from `20s`; less, or anything else, is a usage error. */
export const durationFlag =
  (minSeconds: number) =>
  (text: string): number => {
    const ms = parseDuration(text)
    if (ms === undefined || ms < minSeconds * 1_000)
      throw new InvalidArgumentError(`It must be a duration of ${minSeconds}s or more, as 20s, 5m or 2h.`)
    return ms
  }

/** For `.option('--limit <n>', …, countFlag)`: a whole number from 1 on; anything else is a usage error. */
export function countFlag(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return Number(text)
}

/** For `.option('--from <day>', …, dayFlag)`: a day of the calendar; anything else is a usage error. */
export function dayFlag(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a day of the calendar, as 2026-11-30.')
  return text
}
