import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  dayAt,
  dayMs,
  daysOf,
  findTransition,
  hourMs,
  hourStart,
  isZone,
  monthBounds,
  offsetAt,
  startOfDay,
  weekdayOf,
} from './time.ts'

const zones = [
  'UTC',
  'America/Sao_Paulo',
  'Europe/Lisbon',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Havana',
  'Africa/Monrovia',
  'America/St_Johns',
  'Africa/Cairo',
]
const instants = fc.integer({ min: 0, max: Date.UTC(2038, 0, 1) })

describe('offsetAt', () => {
  it('knows whole hours, quarters, seconds and summer time', () => {
    expect(offsetAt('America/Sao_Paulo', Date.UTC(2026, 9, 5))).toBe(-3 * hourMs)
    expect(offsetAt('Asia/Kathmandu', Date.UTC(2026, 9, 5))).toBe(5.75 * hourMs)
    expect(offsetAt('Africa/Monrovia', Date.UTC(1971, 0, 1))).toBe(-(44 * 60 + 30) * 1000)
    expect(offsetAt('Europe/Lisbon', Date.UTC(2026, 6, 1, 0, 0, 0, 1))).toBe(hourMs)
  })
})

describe('isZone', () => {
  it('knows names, and takes no offset for one', () => {
    for (const zone of zones) expect(isZone(zone)).toBe(true)
    for (const zone of ['+03:00', '-03', '+0300', '', 'Mars/Base', ' UTC']) expect(isZone(zone)).toBe(false)
  })
})

describe('findTransition', () => {
  it('finds the millisecond at which summer time begins', () => {
    const at = Date.UTC(2018, 10, 4, 3)
    expect(findTransition('America/Sao_Paulo', at - 9_000, at + 1_000)).toBe(at)
    expect(findTransition('UTC', 0, at)).toBeUndefined()
  })
})

describe('startOfDay', () => {
  it('begins at 01:00 where midnight is skipped, at the first of two midnights, and with the next day where a day is skipped', () => {
    expect(new Date(startOfDay('2018-11-04', 'America/Sao_Paulo')).toISOString()).toBe('2018-11-04T03:00:00.000Z')
    expect(new Date(startOfDay('2026-11-01', 'America/Havana')).toISOString()).toBe('2026-11-01T04:00:00.000Z')
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe(startOfDay('2011-12-31', 'Pacific/Apia'))
  })

  it('is the first instant of its day in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, at) => {
        const day = dayAt(at, offsetAt(zone, at))
        const start = startOfDay(day, zone)
        expect(start).toBeLessThanOrEqual(at)
        expect(dayAt(start, offsetAt(zone, start))).toBe(day)
        expect(dayAt(start - 1, offsetAt(zone, start - 1)) < day).toBe(true)
      }),
    )
  })
})

describe('monthBounds', () => {
  it('follow one another without a hole', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 800 }), (zone, months) => {
        const month = addMonths('1970-02', months)
        expect(monthBounds(month, zone).end).toBe(monthBounds(addMonths(month, 1), zone).start)
      }),
    )
  })

  it('have 31 days and an hour less where October ends in summer time', () => {
    const { start, end } = monthBounds('2018-11', 'America/Sao_Paulo')
    expect(end - start).toBe(30 * dayMs - hourMs)
  })
})

describe('days and hours', () => {
  it('count and name them', () => {
    expect(daysOf('2028-02')).toHaveLength(29)
    expect(weekdayOf('2026-11-22')).toBe(7)
    expect(addMonths('2026-12', 1)).toBe('2027-01')
    expect(hourStart(Date.UTC(2026, 0, 1, 10, 20), 5.5 * hourMs)).toBe(Date.UTC(2026, 0, 1, 9, 30))
  })
})
