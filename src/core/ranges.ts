import { periodOf, toPeriodParts } from './report/periods.ts'
import { addDays, type Day, dayMs, dayNumber, isDay } from './time.ts'

export type RangeUnit = 'day' | 'week' | 'month' | 'year'

/** Calendar days that a screen shows, both ends included. */
export interface Days {
  readonly first: Day
  readonly last: Day
}

/** A stretch of the calendar by its name: a day `2026-10-20`, a week from Monday on `2026-W44`, a month `2026-10`, a year `2026`. */
export interface Range extends Days {
  readonly name: string
  readonly unit: RangeUnit
}

/** Years that records may be of; others are a slip. */
const years = { first: 1990, last: 2199 }

/** Undefined for what names no such stretch. */
export function toRange(name: string): Range | undefined {
  const year = Number(name.slice(0, 4))
  if (!(year >= years.first && year <= years.last)) return undefined
  if (/^\d{4}$/.test(name)) return { name, unit: 'year', first: `${name}-01-01`, last: `${name}-12-31` }
  if (isDay(name)) return { name, unit: 'day', first: name, last: name }
  const parts = toPeriodParts(name)
  return parts && { name, unit: parts.unit === 'month' ? 'month' : 'week', first: parts.first, last: parts.last }
}

/** @throws RangeError for what names none; names from outside are to be asked with `toRange` first */
export function rangeOf(name: string): Range {
  const range = toRange(name)
  if (!range) throw new RangeError(`"${name}" names no day, week, month or year`)
  return range
}

/** The stretch of the same kind that ends where this one begins. */
export function rangeBefore({ unit, first }: Range): Range {
  const last = addDays(first, -1)
  if (unit === 'day') return rangeOf(last)
  if (unit === 'year') return rangeOf(last.slice(0, 4))
  return rangeOf(periodOf(last, unit))
}

export const countDays = ({ first, last }: Days): number => (dayNumber(last) - dayNumber(first)) / dayMs + 1

/**
 * What of the stretch before is to be compared with one of which today is a day: as many days from its first on as have begun of
 * this one. All of it once this one is over, and where it is shorter.
 *     this month   [1 … 12 today … 30]
 *     before       [1 … 12          31]   → 1 to 12
 */
export function samePart(range: Range, before: Range, today: Day): Days {
  const passed = countDays({ first: range.first, last: today })
  const isWhole = !holds(range, today) || passed >= countDays(before)
  return { first: before.first, last: isWhole ? before.last : addDays(before.first, passed - 1) }
}

export const holds = ({ first, last }: Days, day: Day): boolean => first <= day && day <= last
