import {
  addDays,
  addMonths,
  type Day,
  dayAt,
  dayMs,
  dayNumber,
  isDay,
  isMonth,
  monthOf,
  offsetAt,
  startOfDay,
  weekdayOf,
} from '../time.ts'
import type { WeekStart } from '../week-start.ts'

/**
 * A stretch of whole calendar days that a report is about, by its name: a month `2026-10`, a week from Monday on `2026-W44`, or
 * one from Sunday on by its first day, `2026-10-25`.
 */
export type Period = string

export type PeriodUnit = 'month' | 'week' | 'sunday-week'

/** The kind of a week that begins so. */
export const weekUnitOf = (start: WeekStart): PeriodUnit => (start === 7 ? 'sunday-week' : 'week')

/** What a period is, for whoever writes it out. */
export interface PeriodParts {
  readonly unit: PeriodUnit
  /** Of a week from Monday on, the year that its number counts in; else the year of the first day. */
  readonly year: number
  /** 1 is January, or the first week; null of a week that has no number. */
  readonly number: number | null
  readonly first: Day
  readonly last: Day
}

const sunday = 7
const thursday = 4

/** Undefined for what names no period: a month or a week that no calendar has, a day that is no Sunday. */
export function toPeriodParts(name: string): PeriodParts | undefined {
  if (isMonth(name)) {
    const last = addDays(`${addMonths(name, 1)}-01`, -1)
    return { unit: 'month', year: toYear(name), number: Number(name.slice(5)), first: `${name}-01`, last }
  }
  const [, year, week] = /^(\d{4})-W(\d\d)$/.exec(name) ?? []
  if (year && week) {
    const first = addDays(firstMonday(Number(year)), 7 * (Number(week) - 1))
    if (isoWeekOf(first) !== name) return undefined
    return { unit: 'week', year: Number(year), number: Number(week), first, last: addDays(first, 6) }
  }
  if (!isDay(name) || weekdayOf(name) !== sunday) return undefined
  return { unit: 'sunday-week', year: toYear(name), number: null, first: name, last: addDays(name, 6) }
}

export const isPeriod = (name: string): name is Period => toPeriodParts(name) !== undefined

/**
 * The name of any days, `2026-10-01..2026-10-12`, for sums of what is no period of a report: it goes as a week of its own length, and
 * `isPeriod` says no to it.
 */
export const daysName = ({ first, last }: Pick<PeriodParts, 'first' | 'last'>): Period => `${first}..${last}`

function toDays(name: string): PeriodParts | undefined {
  const [first = '', last = '', ...rest] = name.split('..')
  if (rest.length > 0 || !isDay(first) || !isDay(last) || last < first) return undefined
  return { unit: 'sunday-week', year: toYear(first), number: null, first, last }
}

/** @throws RangeError for what is no period; names from outside are to be asked with `isPeriod` first */
export function partsOf(period: Period): PeriodParts {
  const parts = toPeriodParts(period) ?? toDays(period)
  if (!parts) throw new RangeError(`"${period}" names no period`)
  return parts
}

/** The period of a kind that a day lies in. */
export function periodOf(day: Day, unit: PeriodUnit): Period {
  if (unit === 'month') return monthOf(day)
  return unit === 'week' ? isoWeekOf(day) : addDays(day, -(weekdayOf(day) % sunday))
}

/** The period of a kind that clocks in a zone are in at an instant. */
export const periodAt = (at: number, zone: string, unit: PeriodUnit): Period =>
  periodOf(dayAt(at, offsetAt(zone, at)), unit)

/** Every day of a period, ascending. */
export function daysIn(period: Period): Day[] {
  const { first, last } = partsOf(period)
  const start = dayNumber(first)
  return Array.from({ length: (dayNumber(last) - start) / dayMs + 1 }, (_, i) => dayAt(start, i * dayMs))
}

/** So many periods later, or earlier: `2026-12`, 1 → `2027-01`; `2026-W01`, -1 → `2025-W52`. */
export function addPeriods(period: Period, count: number): Period {
  const { unit, first, last } = partsOf(period)
  if (!isPeriod(period)) {
    const days = count * ((dayNumber(last) - dayNumber(first)) / dayMs + 1)
    return daysName({ first: addDays(first, days), last: addDays(last, days) })
  }
  return unit === 'month' ? addMonths(period, count) : periodOf(addDays(first, 7 * count), unit)
}

/** The last `count` periods up to this one, ascending. */
export const periodsUpTo = (period: Period, count: number): Period[] =>
  Array.from({ length: count }, (_, i) => addPeriods(period, i + 1 - count))

/** `[start, end)` of a period in a zone. */
export function periodBounds(period: Period, zone: string): { readonly start: number; readonly end: number } {
  const { first, last } = partsOf(period)
  return { start: startOfDay(first, zone), end: startOfDay(addDays(last, 1), zone) }
}

/** Whether a period is over where clocks follow `zone`. */
export const hasEnded = (period: Period, zone: string, now: number): boolean => now >= periodBounds(period, zone).end

const toYear = (name: string) => Number(name.slice(0, 4))

/** The Monday of the week that 4 January lies in: the first of a year, which may lie in the year before. */
function firstMonday(year: number): Day {
  const fourth = `${String(year).padStart(4, '0')}-01-04`
  return addDays(fourth, 1 - weekdayOf(fourth))
}

/** A week belongs to the year that its Thursday lies in. */
function isoWeekOf(day: Day): Period {
  const year = addDays(day, thursday - weekdayOf(day)).slice(0, 4)
  const week = Math.floor((dayNumber(day) - dayNumber(firstMonday(Number(year)))) / (7 * dayMs)) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}
