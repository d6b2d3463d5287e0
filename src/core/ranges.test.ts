import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDays, holds, rangeBefore, rangeOf, samePart, toRange } from './ranges.ts'
import { addDays } from './time.ts'

describe('a stretch of the calendar', () => {
  it.each([
    ['2026-10-20', 'day', '2026-10-20', '2026-10-20', '2026-10-19'],
    ['2026-10-25', 'day', '2026-10-25', '2026-10-25', '2026-10-24'],
    ['2026-W44', 'week', '2026-10-26', '2026-11-01', '2026-W43'],
    ['2021-W01', 'week', '2021-01-04', '2021-01-10', '2020-W53'],
    ['2026-01', 'month', '2026-01-01', '2026-01-31', '2025-12'],
    ['2026', 'year', '2026-01-01', '2026-12-31', '2025'],
  ])('%s is a %s from %s to %s, after %s', (name, unit, first, last, before) => {
    expect(rangeOf(name)).toEqual({ name, unit, first, last })
    expect(rangeBefore(rangeOf(name)).name).toBe(before)
  })

  it.each(['2026-13', '2026-02-30', '2026-W54', '1066', '9999-01', '', '20', '2026-10-2', ' 2026'])(
    'is not named by "%s"',
    (name) => {
      expect(toRange(name)).toBeUndefined()
      expect(() => rangeOf(name)).toThrow(RangeError)
    },
  )

  it.each([
    ['2026-11', '2026-11-12', '2026-10-01', '2026-10-12'],
    ['2026-11', '2026-11-30', '2026-10-01', '2026-10-30'],
    ['2026-11', '2026-12-01', '2026-10-01', '2026-10-31'],
    // March has gone on for longer than February was.
    ['2026-03', '2026-03-30', '2026-02-01', '2026-02-28'],
    ['2026', '2026-03-01', '2025-01-01', '2025-03-01'],
    ['2026-W44', '2026-10-26', '2026-10-19', '2026-10-19'],
    ['2026-10-20', '2026-10-20', '2026-10-19', '2026-10-19'],
    ['2027', '2026-10-20', '2026-01-01', '2026-12-31'],
  ])('%s on %s is compared with %s to %s', (name, today, first, last) => {
    const range = rangeOf(name)
    expect(samePart(range, rangeBefore(range), today)).toEqual({ first, last })
  })

  it('follows upon the one before without a gap, and is compared with no more days than have passed', () => {
    const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1991-01-01', days))
    const anyName = anyDay.chain((day) => fc.constantFrom(day, day.slice(0, 7), day.slice(0, 4)))
    fc.assert(
      fc.property(anyName, fc.nat(366), (name, ahead) => {
        const range = rangeOf(name)
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
})
