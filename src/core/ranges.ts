import {
  daysName,
  isPeriod,
  type Period,
  type PeriodParts,
  partsOf,
  periodOf,
  toPeriodParts,
  weekUnitOf,
} from './report/periods.ts'
import { addDays, type Day, dayMs, dayNumber, isDay, monthOf, weekdayOf } from './time.ts'
import type { WeekStart } from './week-start.ts'

export type RangeUnit = 'day' | 'week' | 'month' | 'year'

/** Calendar days that a screen shows, both ends included. */
export interface Days {
  readonly first: Day
  readonly last: Day
}

/**
 * A stretch of the calendar by its name: a day `2026-10-20`, a week from Monday on `2026-W44`, one from Sunday on by its first day and
 * its last, `2026-10-25..2026-10-31`, a month `2026-10`, a year `2026`.
 */
export interface Range extends Days {
  readonly name: string
  readonly unit: RangeUnit
}

/** Years that records may be of; others are a slip. */
const years = { first: 1990, last: 2199 }

/** Undefined for what names no such stretch. */
export function toRange(name: string): Range | undefined {
  const year = Number(name.slice(0, 4))
  return year >= years.first && year <= years.last ? read(name) : undefined
}

/** @throws RangeError for what names none; names from outside are to be asked with `toRange` first */
export function rangeOf(name: string): Range {
  const range = toRange(name)
  if (!range) throw new RangeError(`"${name}" names no day, week, month or year`)
  return range
}

function read(name: string): Range | undefined {
  if (/^\d{4}$/.test(name)) return { name, unit: 'year', first: `${name}-01-01`, last: `${name}-12-31` }
  const parts = toPeriodParts(name) ?? toPeriodParts(name.slice(0, 10))
  const range = parts && toPeriodRange(name, parts)
  if (range?.name === name) return range
  return isDay(name) ? { name, unit: 'day', first: name, last: name } : undefined
}

/** Of a week from Sunday on a report has the first day for its name, which here is that day alone. */
const toPeriodRange = (period: Period, parts: PeriodParts): Range => ({
  name: parts.unit === 'sunday-week' ? daysName(parts) : period,
  unit: parts.unit === 'month' ? 'month' : 'week',
  ...{ first: parts.first, last: parts.last },
})

/** The days of a report. @throws RangeError for what names no period */
export const rangeOfPeriod = (period: Period): Range => toPeriodRange(period, partsOf(period))

/** The name of a report of these days; undefined of a day and of a year, of which there are none. */
export function periodOfRange({ name, unit, first }: Range): Period | undefined {
  if (unit === 'day' || unit === 'year') return undefined
  return isPeriod(name) ? name : first
}

/** The stretch of a kind that a day lies in. */
export function rangeAround(day: Day, unit: RangeUnit, weekStart: WeekStart): Range {
  if (unit === 'week') return rangeOfPeriod(periodOf(day, weekUnitOf(weekStart)))
  return read(unit === 'day' ? day : unit === 'month' ? monthOf(day) : day.slice(0, 4))!
}

/** On which day a week begins that is shown, whatever is usual; of what is no week, what is usual. */
export const weekStartOf = ({ unit, first }: Range, usual: WeekStart): WeekStart =>
  unit !== 'week' ? usual : weekdayOf(first) === 7 ? 7 : 1

/** The stretch of the same kind that ends where this one begins. */
export const rangeBefore = (range: Range): Range =>
  rangeAround(addDays(range.first, -1), range.unit, weekStartOf(range, 1))

/** The stretch of the same kind that begins where this one ends. */
export const rangeAfter = (range: Range): Range =>
  rangeAround(addDays(range.last, 1), range.unit, weekStartOf(range, 1))

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

/** The days of a period that are like another's: where that one goes on, as many as have begun of it. Others are not cut to each other. */
export const likePart = (range: Range, other: Range, today: Day): Days =>
  range.unit === other.unit && !holds(range, today)
    ? samePart(other, range, today)
    : { first: range.first, last: range.last }

export const holds = ({ first, last }: Days, day: Day): boolean => first <= day && day <= last
