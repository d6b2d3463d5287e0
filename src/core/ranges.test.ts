import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countDays,
  holds,
  periodOfRange,
  rangeAfter,
  rangeAround,
  rangeBefore,
  rangeOf,
  rangeOfPeriod,
  samePart,
  toRange,
  weekStartOf,
} from './ranges.ts'
import { isPeriod } from './report/periods.ts'
import { addDays, weekdayOf } from './time.ts'

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1991-01-01', days))
const anyUnit = fc.constantFrom('day', 'week', 'month', 'year')
const anyRange = fc
  .tuple(anyDay, anyUnit, fc.constantFrom(1, 7))
  .map(([day, unit, weekStart]) => rangeAround(day, unit, weekStart))

describe('a stretch of the calendar', () => {
  it.each([
    ['2026-10-20', 'day', '2026-10-20', '2026-10-20', '2026-10-19'],
    ['2026-10-25', 'day', '2026-10-25', '2026-10-25', '2026-10-24'],
    ['2026-W44', 'week', '2026-10-26', '2026-11-01', '2026-W43'],
    ['2021-W01', 'week', '2021-01-04', '2021-01-10', '2020-W53'],
    ['2026-10-25..2026-10-31', 'week', '2026-10-25', '2026-10-31', '2026-10-18..2026-10-24'],
    ['2026-12-27..2027-01-02', 'week', '2026-12-27', '2027-01-02', '2026-12-20..2026-12-26'],
    ['2026-01', 'month', '2026-01-01', '2026-01-31', '2025-12'],
    ['2026', 'year', '2026-01-01', '2026-12-31', '2025'],
    // The first that may be asked for is compared with one that may not.
    ['1990', 'year', '1990-01-01', '1990-12-31', '1989'],
  ])('%s is a %s from %s to %s, after %s', (name, unit, first, last, before) => {
    expect(rangeOf(name)).toEqual({ name, unit, first, last })
    expect(rangeBefore(rangeOf(name)).name).toBe(before)
  })

  it.each([
    ...['2026-13', '2026-02-30', '2026-W54', '1066', '9999-01', '', '20', '2026-10-2', ' 2026'],
    // From Monday on, of other days than seven, and of what are no days.
    ...[
      '2026-10-26..2026-11-01',
      '2026-10-25..2026-11-01',
      '2026-10-25..2026-10-30',
      '2026-10-25..',
      '2026-10-25..2026-W44',
    ],
    ...['2026-10-25..2026-10-31..2026-11-06', '2026-W44..2026-W45', '2026-02-29..2026-03-06'],
  ])('is not named by "%s"', (name) => {
    expect(toRange(name)).toBeUndefined()
    expect(() => rangeOf(name)).toThrow(RangeError)
  })

  it('of a week is found by the day that weeks begin on, and goes on as it began', () => {
    // A Sunday, which is the first day of one and the last of the other.
    expect(rangeAround('2026-10-25', 'week', 7).name).toBe('2026-10-25..2026-10-31')
    expect(rangeAround('2026-10-25', 'week', 1).name).toBe('2026-W43')
    expect(rangeAround('2026-10-25', 'month', 7).name).toBe('2026-10')
    expect(rangeAfter(rangeOf('2026-10-25..2026-10-31')).name).toBe('2026-11-01..2026-11-07')
    expect(rangeAfter(rangeOf('2026-W43')).name).toBe('2026-W44')
    expect(weekStartOf(rangeOf('2026-W43'), 7)).toBe(1)
    expect(weekStartOf(rangeOf('2026-10-25..2026-10-31'), 1)).toBe(7)
    // October begins on a Thursday, and March of 2026 on a Sunday.
    expect([rangeOf('2026-10'), rangeOf('2026-03'), rangeOf('2026-10-25')].map((one) => weekStartOf(one, 1))).toEqual([
      1, 1, 1,
    ])
  })

  it('has its report where there are reports of such, by the name that the report has', () => {
    expect(periodOfRange(rangeOf('2026-10-25..2026-10-31'))).toBe('2026-10-25')
    expect(periodOfRange(rangeOf('2026-W44'))).toBe('2026-W44')
    expect(periodOfRange(rangeOf('2026-10'))).toBe('2026-10')
    expect(periodOfRange(rangeOf('2026-10-25'))).toBeUndefined()
    expect(periodOfRange(rangeOf('2026'))).toBeUndefined()
    expect(rangeOfPeriod('2026-10-25').name).toBe('2026-10-25..2026-10-31')
  })

  it.each([
    ['2026-11', '2026-11-12', '2026-10-01', '2026-10-12'],
    ['2026-11', '2026-11-30', '2026-10-01', '2026-10-30'],
    ['2026-11', '2026-12-01', '2026-10-01', '2026-10-31'],
    // March has gone on for longer than February was.
    ['2026-03', '2026-03-30', '2026-02-01', '2026-02-28'],
    ['2026', '2026-03-01', '2025-01-01', '2025-03-01'],
    ['2026-W44', '2026-10-26', '2026-10-19', '2026-10-19'],
    ['2026-10-25..2026-10-31', '2026-10-26', '2026-10-18', '2026-10-19'],
    ['2026-10-20', '2026-10-20', '2026-10-19', '2026-10-19'],
    ['2027', '2026-10-20', '2026-01-01', '2026-12-31'],
  ])('%s on %s is compared with %s to %s', (name, today, first, last) => {
    const range = rangeOf(name)
    expect(samePart(range, rangeBefore(range), today)).toEqual({ first, last })
  })

  it('follows upon the one before without a gap, and is compared with no more days than have passed', () => {
    fc.assert(
      fc.property(anyRange, fc.nat(366), (range, ahead) => {
        const before = rangeBefore(range)
        expect(addDays(before.last, 1)).toBe(range.first)
        const today = addDays(range.first, ahead)
        const part = samePart(range, before, today)
        expect(holds(before, part.first) && holds(before, part.last)).toBe(true)
        if (holds(range, today)) expect(countDays(part)).toBeLessThanOrEqual(ahead + 1)
        else expect(part).toEqual({ first: before.first, last: before.last })
      }),
    )
  })

  it('is read by its name as it was made, holds the day it was made around, and leads back by its report', () => {
    fc.assert(
      fc.property(anyDay, anyUnit, fc.constantFrom(1, 7), (day, unit, weekStart) => {
        const range = rangeAround(day, unit, weekStart)
        expect(range.unit).toBe(unit)
        expect(holds(range, day)).toBe(true)
        expect(rangeOf(range.name)).toEqual(range)
        expect(rangeBefore(rangeAfter(range))).toEqual(range)
        expect(rangeAfter(rangeBefore(range))).toEqual(range)
        if (unit === 'week') {
          expect(countDays(range)).toBe(7)
          expect(weekdayOf(range.first)).toBe(weekStart)
        }
        const period = periodOfRange(range)
        if (period === undefined) expect(['day', 'year']).toContain(unit)
        else {
          expect(isPeriod(period)).toBe(true)
          expect(rangeOfPeriod(period)).toEqual(range)
        }
      }),
    )
  })
})
