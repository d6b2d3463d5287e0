import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayAt, dayMs, dayNumber, hourMs, offsetAt } from '../time.ts'
import {
  addPeriods,
  daysIn,
  daysName,
  hasEnded,
  isPeriod,
  type PeriodUnit,
  partsOf,
  periodAt,
  periodBounds,
  periodOf,
  periodsUpTo,
} from './periods.ts'

const zones = ['UTC', 'America/Sao_Paulo', 'Europe/Lisbon', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Havana']
const units: PeriodUnit[] = ['month', 'week', 'sunday-week']
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-04', days))
const anyUnit = fc.constantFrom(...units)
const iso = (at: number) => new Date(at).toISOString().slice(0, 19)

describe('a period', () => {
  it.each([
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-W44', '2026-10-26', '2026-11-01'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-W01', '2027-01-04', '2027-01-10'],
    ['2024-W01', '2024-01-01', '2024-01-07'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2025-W01', '2024-12-30', '2025-01-05'],
    ['2026-10-25', '2026-10-25', '2026-10-31'],
    ['2026-12-27', '2026-12-27', '2027-01-02'],
  ])('%s goes from %s to %s', (name, first, last) => {
    expect(partsOf(name)).toMatchObject({ first, last })
    expect(daysIn(name).at(0)).toBe(first)
    expect(daysIn(name).at(-1)).toBe(last)
  })

  it.each([
    ['2026-13', '2026-W54', '2025-W53', '2026-W00', '2026-10-26', '2026-02-31', '2026', '', '2026-w44', '2026-10-25 '],
  ])('is not named by %s', (...names) => {
    for (const name of names) {
      expect(isPeriod(name)).toBe(false)
      expect(() => daysIn(name)).toThrow(RangeError)
    }
  })

  it.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -13, '2024-12'],
    ['2026-W01', -1, '2025-W52'],
    ['2027-W01', -1, '2026-W53'],
    ['2026-W53', 1, '2027-W01'],
    ['2021-W01', -1, '2020-W53'],
    ['2027-01-03', -1, '2026-12-27'],
    ['2026-10-25', -12, '2026-08-02'],
  ])('%s %i later is %s', (name, count, other) => expect(addPeriods(name, count)).toBe(other))

  it('lists those up to it', () => {
    expect(periodsUpTo('2026-02', 3)).toEqual(['2025-12', '2026-01', '2026-02'])
    expect(periodsUpTo('2026-W01', 2)).toEqual(['2025-W52', '2026-W01'])
  })

  it('says what it is', () => {
    expect(partsOf('2026-10')).toMatchObject({ unit: 'month', year: 2026, number: 10 })
    expect(partsOf('2025-W01')).toMatchObject({ unit: 'week', year: 2025, number: 1 })
    expect(partsOf('2026-10-25')).toMatchObject({ unit: 'sunday-week', year: 2026, number: null })
  })
})

describe('days that are no period of a report', () => {
  it('have a name from the first to the last, and go on by their own length', () => {
    const name = daysName({ first: '2026-10-01', last: '2026-10-12' })
    expect(partsOf(name)).toMatchObject({ first: '2026-10-01', last: '2026-10-12', number: null })
    expect(daysIn(name)).toHaveLength(12)
    expect(addPeriods(name, -1)).toBe('2026-09-19..2026-09-30')
    expect(isPeriod(name)).toBe(false)
    for (const wrong of ['2026-10-02..2026-10-01', '2026-10-01..', '2026-10-01..2026-10-02..2026-10-03'])
      expect(() => partsOf(wrong)).toThrow(RangeError)
  })
})

describe('a period in a zone', () => {
  it.each([
    // Midnight is skipped on 4 November; clocks went back at midnight of 18 February.
    ['2018-10', 'America/Sao_Paulo', '2018-10-01T03:00:00', '2018-11-01T03:00:00'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00', '2018-11-11T02:00:00'],
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00', '2018-02-25T03:00:00'],
    ['2026-10', 'America/Sao_Paulo', '2026-10-01T03:00:00', '2026-11-01T03:00:00'],
    ['2026-W43', 'Europe/Lisbon', '2026-10-18T23:00:00', '2026-10-26T00:00:00'],
    ['2026-10', 'Europe/Lisbon', '2026-09-30T23:00:00', '2026-11-01T00:00:00'],
    ['2026-04', 'Australia/Lord_Howe', '2026-03-31T13:00:00', '2026-04-30T13:30:00'],
    ['2026-10', 'Australia/Lord_Howe', '2026-09-30T13:30:00', '2026-10-31T13:00:00'],
    // 30 December 2011 never was.
    ['2011-12', 'Pacific/Apia', '2011-12-01T10:00:00', '2011-12-31T10:00:00'],
    ['2011-W52', 'Pacific/Apia', '2011-12-26T10:00:00', '2012-01-01T10:00:00'],
    // On 1 November midnight comes twice.
    ['2026-10', 'America/Havana', '2026-10-01T04:00:00', '2026-11-01T04:00:00'],
    ['2026-11', 'America/Havana', '2026-11-01T04:00:00', '2026-12-01T05:00:00'],
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00', '2026-11-08T05:00:00'],
  ])('%s in %s', (name, zone, start, end) => {
    const bounds = periodBounds(name, zone)
    expect([iso(bounds.start), iso(bounds.end)]).toEqual([start, end])
    expect(hasEnded(name, zone, bounds.end - 1)).toBe(false)
    expect(hasEnded(name, zone, bounds.end)).toBe(true)
  })

  it('holds every instant once, and ends where the next begins', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyUnit,
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        (day, unit, zone, hour) => {
          const at = dayNumber(day) + hour * hourMs
          const period = periodAt(at, zone, unit)
          const { start, end } = periodBounds(period, zone)
          expect(start <= at && at < end).toBe(true)
          expect(periodBounds(addPeriods(period, 1), zone).start).toBe(end)
          expect(hasEnded(period, zone, at)).toBe(false)
          expect(periodAt(end, zone, unit)).toBe(addPeriods(period, 1))
          expect(daysIn(period)).toContain(dayAt(at, offsetAt(zone, at)))
        },
      ),
    )
  })
})

describe('periods', () => {
  it('hold every day once, in their order', () => {
    fc.assert(
      fc.property(anyDay, anyUnit, fc.integer({ min: -40, max: 40 }), (day, unit, count) => {
        const period = periodOf(day, unit)
        expect(daysIn(period)).toContain(day)
        expect(addPeriods(addPeriods(period, count), -count)).toBe(period)
        const between = periodsUpTo(addPeriods(period, 3), 4)
        const days = between.flatMap(daysIn)
        expect(days).toEqual(days.map((_, i) => addDays(partsOf(period).first, i)))
        expect([...between].sort()).toEqual(between)
        if (unit !== 'month') expect(days).toHaveLength(28)
        expect(dayNumber(days.at(-1)!) - dayNumber(days[0]!)).toBe((days.length - 1) * dayMs)
      }),
    )
  })
})
