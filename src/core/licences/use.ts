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

/** What is bought. */
interface Bought {
  readonly seats: number | null
  readonly price: Price | null
}

/** What follows from the computers with it, and those on which it is used: of which days that is, is the caller's. Never below none. */
export function toUnused({ seats, price }: Bought, { installed, used }: Pick<LicenceUse, 'installed' | 'used'>) {
  const unused = Math.max(0, (seats ?? installed) - used)
  return { unused, wastedMinor: price && perMonth(unused, price) }
}

/**
 * How a licence is used, and what is paid for nothing.
 * @param from the first day on which a use counts
 */
export function toLicenceUse(bought: Bought, taken: readonly Seat[], from: Day): LicenceUse {
  const used = taken.filter(({ on }) => on !== null && on >= from).length
  const computers = { installed: taken.length, used }
  return { ...computers, ...toUnused(bought, computers) }
}
