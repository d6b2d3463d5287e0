import type { Price } from '../report/sections.ts'
import { type DeviceApp, daysUnused, type LastUse, lastUseOf } from '../software.ts'
import type { Day } from '../time.ts'
import { perMonth } from './price.ts'

/** A computer with an app of a licence: the one of them that was used last there. */
export interface Seat extends LastUse {
  readonly app: DeviceApp
  /** Since its last use, or since it is known of. */
  readonly days: number
}

/** @param apps those of the licence that are on one computer, at least one */
export function toSeat(apps: readonly DeviceApp[], today: Day): Seat {
  const seats = apps.map((app) => ({ app, ...lastUseOf(app), days: daysUnused(app, today) }))
  return seats.reduce((best, one) => (isUsedLater(one, best) ? one : best))
}

const isUsedLater = (one: Seat, other: Seat) =>
  one.on === null || other.on === null ? one.on !== null : one.on > other.on

export interface LicenceUse {
  readonly installed: number
  readonly used: number
  readonly unused: number
  /** Of the unused, for a month; null without a price. */
  readonly wastedMinor: number | null
}

/**
 * How a licence is used, and what is paid for nothing.
 * @param from the first day on which a use counts
 */
export function toLicenceUse(
  { seats, price }: { readonly seats: number | null; readonly price: Price | null },
  taken: readonly Seat[],
  from: Day,
): LicenceUse {
  const used = taken.filter(({ on }) => on !== null && on >= from).length
  const unused = Math.max(0, (seats ?? taken.length) - used)
  return { installed: taken.length, used, unused, wastedMinor: price && perMonth(unused, price) }
}
