import { InvalidArgumentError } from 'commander'
import { type Day, isDay } from '../core/time.ts'
import { type Address, parseAddress } from './addresses.ts'
import { parseDuration } from './durations.ts'

/** For `.option('--for <duration>', …, durationFlag)`: milliseconds from `20s`; anything else is a usage error. */
export function durationFlag(text: string): number {
  const ms = parseDuration(text)
  if (ms === undefined) throw new InvalidArgumentError('It must be a duration, as 20s, 5m, 2h or 1d.')
  return ms
}

/** For `.option('--to <address>', …, addressFlag)`: one mailbox; anything else is a usage error. */
export function addressFlag(text: string): Address {
  const address = parseAddress(text)
  if (!address) throw new InvalidArgumentError('It must be one e-mail address, as ana@example.org.')
  return address
}

/** For `.option('--limit <n>', …, countFlag)`: a whole number from 1; anything else is a usage error. */
export function countFlag(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.')
  return Number(text)
}

/** For `.option('--from <day>', …, dayFlag)`: a day of the calendar; anything else is a usage error. */
export function dayFlag(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a day of the calendar, as 2026-11-30.')
  return text
}
