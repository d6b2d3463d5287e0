import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intersect, subtract, totalMs } from './spans.ts'
import { dayMs, hourMs, minuteMs } from './time.ts'
import { findWithinHours, isWithinHours, parseWeeklyHours } from './weekly-hours.ts'

const hoursOf = (text: string) => parseWeeklyHours(text)!

describe('parseWeeklyHours', () => {
  it.each([
    ['mo 08:00-18:00', [{ weekday: 1, from: 480, to: 1080 }]],
    ['SA,SU 9:30-24:00', [6, 7].map((weekday) => ({ weekday, from: 570, to: 1440 }))],
    ['su-mo 22:00-06:00', [7, 1].map((weekday) => ({ weekday, from: 1320, to: 1800 }))],
    [
      ' mo 08:00-12:00, 13:00 - 18:00 ; fr 09:00-10:00',
      [
        { weekday: 1, from: 480, to: 720 },
        { weekday: 1, from: 780, to: 1080 },
        { weekday: 5, from: 540, to: 600 },
      ],
    ],
  ])('parseWeeklyHours › %s', (text, hours) => {
    expect(parseWeeklyHours(text)).toEqual(hours)
  })

  it.each([
    '',
    'mo',
    '08:00-18:00',
    'seg 08:00-18:00',
    'mo-fr-su 08:00-09:00',
    'mo 8-18',
    'mo 08:60-09:00',
    'mo 24:00-01:00',
    'mo 09:00-25:00',
    'mo 09:00-09:00',
    'mo 08:00-18:00;',
    'mo 08:00-18:00,',
  ])('parseWeeklyHours › refuses %j', (text) => {
    expect(parseWeeklyHours(text)).toBeUndefined()
  })
})

describe('isWithinHours', () => {
  it.each([
    // Monday 2 November 2026, 08:00 in São Paulo is 11:00 UTC.
    ['mo-fr 08:00-18:00', 'America/Sao_Paulo', '2026-11-02T11:00:00Z', true],
    ['mo-fr 08:00-18:00', 'America/Sao_Paulo', '2026-11-02T10:59:59.999Z', false],
    ['mo-fr 08:00-18:00', 'America/Sao_Paulo', '2026-11-02T21:00:00Z', false],
    ['mo-fr 08:00-18:00', 'Asia/Kathmandu', '2026-11-02T02:15:00Z', true],
    ['mo-fr 08:00-18:00', 'UTC', '2026-11-01T12:00:00Z', false],
    ['fr 22:00-06:00', 'UTC', '2026-11-07T05:59:00Z', true],
    ['fr 22:00-06:00', 'UTC', '2026-11-07T06:00:00Z', false],
    ['su 22:00-06:00', 'UTC', '2026-11-02T01:00:00Z', true],
  ])('isWithinHours › %s in %s at %s: %s', (text, zone, at, within) => {
    expect(isWithinHours(hoursOf(text), Date.parse(at), zone)).toBe(within)
  })

  it('isWithinHours › an hour that the clocks show twice counts twice, one they skip never', () => {
    const day = (text: string, start: string, ms: number) => {
      const from = Date.parse(start)
      return totalMs(findWithinHours(hoursOf(text), { start: from, end: from + ms }, 'Europe/Lisbon'))
    }
    // 25 October 2026: 02:00 becomes 01:00. 29 March 2026: 01:00 becomes 02:00.
    expect(day('su 01:00-02:00', '2026-10-24T23:00:00Z', 25 * hourMs)).toBe(2 * hourMs)
    expect(day('su 01:00-02:00', '2026-03-29T00:00:00Z', 23 * hourMs)).toBe(0)
    expect(day('su 00:30-02:30', '2026-03-29T00:00:00Z', 23 * hourMs)).toBe(hourMs)
  })
})

const zones = [
  'UTC',
  'America/Sao_Paulo',
  'Europe/Lisbon',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Nuuk',
  'Pacific/Apia',
]
const weekday = fc.constantFrom('mo', 'tu', 'we', 'th', 'fr', 'sa', 'su')
const time = fc.tuple(fc.nat(23), fc.constantFrom('00', '15', '30', '59')).map(([hour, minute]) => `${hour}:${minute}`)
const part = fc
  .record({ first: weekday, last: weekday, from: time, to: time })
  .filter(({ from, to }) => from !== to)
  .map(({ first, last, from, to }) => `${first}-${last} ${from}-${to}`)
const week = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('; '))
const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })

describe('findWithinHours', () => {
  it('findWithinHours › agrees with every minute of the clocks, in any zone, over any change of them', () => {
    fc.assert(
      fc.property(
        week,
        fc.constantFrom(...zones),
        instant,
        fc.integer({ min: 1, max: 3 * dayMs }),
        (text, zone, start, length) => {
          const hours = hoursOf(text)
          const whole = { start, end: start + length }
          const within = findWithinHours(hours, whole, zone)
          expect(subtract(within, [whole])).toEqual([])
          for (const [i, piece] of within.entries()) {
            expect(piece.end).toBeGreaterThan(piece.start)
            if (i > 0) expect(piece.start).toBeGreaterThan(within[i - 1]!.end)
          }
          for (let at = start; at < whole.end; at += 7 * minuteMs)
            expect(isWithinHours(hours, at, zone), new Date(at).toISOString()).toBe(
              intersect(within, [{ start: at, end: at + 1 }]).length === 1,
            )
        },
      ),
      { numRuns: 200 },
    )
  })
})
