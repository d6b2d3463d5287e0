import { InvalidArgumentError } from 'commander'
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
