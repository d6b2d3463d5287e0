import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Clock, localDays } from './clocks.ts'
import { usualIdleAfterMs } from './presence.ts'
import { totalMs } from './spans.ts'
import { addDays, type Day, dayAt, dayMs, findTransition, hourMs, hourStart, minuteMs, offsetAt } from './time.ts'
import { type DayUsage, type DeviceFacts, type ProcessHour, toDayUsages } from './usage.ts'

/** Offsets of 30 and 45 minutes, summer time of half an hour, and both that moved over the date line, each losing a day. */
const zones = [
  'UTC',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Europe/Lisbon',
]
/** Around these the calendars of some of the zones do something odd. */
const moments = ['2011-12-28', '1994-12-30', '2026-04-03', '2026-10-02', '2026-10-30', '2018-11-02'].map((day) =>
  Date.parse(`${day}T00:00:00Z`),
)

interface Stay {
  readonly zone: string
  readonly hours: number
  /** Off before it. */
  readonly awayMs: number
}
const stay = fc.record({
  zone: fc.constantFrom(...zones),
  hours: fc.integer({ min: 1, max: 60 }),
  awayMs: fc.integer({ min: 0, max: 9 * hourMs }),
})

/** The clock spans that an agent writes on the way: a new one wherever the offset changes. */
function travel(start: number, stays: readonly Stay[]): Clock[] {
  const clocks: Clock[] = []
  let at = start
  for (const { zone, hours, awayMs } of stays) {
    at += awayMs
    for (const end = at + hours * hourMs; at < end; ) {
      const until = Math.min(findTransition(zone, at, end) ?? end, end)
      clocks.push({ start: at, end: until, offsetMs: offsetAt(zone, at), stream: 1 })
      at = until
    }
  }
  return clocks
}

/** One app that runs all the time, by the clock hours of the place. */
const toHours = (clocks: readonly Clock[]): ProcessHour[] =>
  clocks.flatMap(({ start, end, offsetMs }) => {
    const hours: ProcessHour[] = []
    for (let at = start; at < end; ) {
      const next = Math.min(hourStart(at, offsetMs) + hourMs, end)
      const hour = Math.max(start, hourStart(at, offsetMs))
      const rest = { launches: 0, cpuMs: 0, memoryKiBSeconds: 0, memoryPeakKiB: 0 }
      hours.push({ stream: 1, subject: 1, hour, runningMs: next - at, ...rest })
      at = next
    }
    return hours
  })

function daysOf(clocks: readonly Clock[]): Map<Day, DayUsage> {
  const known = { start: clocks[0]!.start, end: clocks.at(-1)!.end }
  const presence = { windows: [], inputs: [], locks: [], inhibits: [] }
  const facts: DeviceFacts = { hours: toHours(clocks), clocks, gaps: [], presence, known }
  const first = dayAt(known.start - dayMs, 0)
  const count = Math.ceil((known.end - known.start) / dayMs) + 4
  const days = Array.from({ length: count }, (_, i) => addDays(first, i))
  return new Map(toDayUsages(days, facts, { idleAfterMs: usualIdleAfterMs }).map((day) => [day.day, day]))
}

const history = fc
  .tuple(fc.constantFrom(...moments), fc.array(stay, { minLength: 1, maxLength: 6 }))
  .map(([start, stays]) => travel(start, stays))
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

describe('a device that travels', () => {
  it('keeps every recorded instant in exactly one local day, and every hour', () => {
    fc.assert(
      fc.property(history, (clocks) => {
        const days = daysOf(clocks)
        expect(sum([...days.values()].map(({ recordedMs }) => recordedMs))).toBe(totalMs(clocks))
        const known = clocks.at(-1)!.end - clocks[0]!.start
        expect(sum([...days.values()].map(({ dueMs }) => dueMs))).toBe(known)
        const running = [...days.values()].flatMap(({ apps }) => apps.map(({ runningMs }) => runningMs))
        expect(sum(running)).toBe(totalMs(clocks))
        for (const { recordedMs, apps, unrecorded, dueMs } of days.values()) {
          expect(recordedMs + sum(Object.values(unrecorded))).toBe(dueMs)
          expect(sum(apps.map(({ runningMs }) => runningMs))).toBe(recordedMs)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('has pieces of days that follow one another without overlap, each with the day its clock showed', () => {
    fc.assert(
      fc.property(history, (clocks) => {
        const days = localDays(clocks)
        for (const { start, end, offsetMs } of clocks) {
          const pieces = days.split({ start, end })
          expect([start, ...pieces.map((piece) => piece.end)]).toEqual([...pieces.map((piece) => piece.start), end])
          const shown = pieces.flatMap((piece) => [dayAt(piece.start, offsetMs), dayAt(piece.end - 1, offsetMs)])
          expect(shown).toEqual(pieces.flatMap(({ day }) => [day, day]))
          expect(pieces.map((piece) => days.dayOf(piece.start))).toEqual(pieces.map(({ day }) => day))
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['Pacific/Apia', '2011-12-30', '2011-12-29', '2011-12-31'],
    ['Pacific/Kiritimati', '1994-12-31', '1994-12-30', '1995-01-01'],
  ])('has no day that %s skipped', (zone, skipped, before, after) => {
    const start = Date.parse(`${before}T00:00:00Z`) - dayMs
    const days = daysOf(travel(start, [{ zone, hours: 96, awayMs: 0 }]))
    expect(days.get(skipped)?.recordedMs).toBe(0)
    expect(days.get(before)?.recordedMs).toBe(dayMs)
    expect(days.get(after)?.recordedMs).toBe(dayMs)
  })

  it('has days of 23.5 and 24.5 hours on Lord Howe', () => {
    const lengths = (day: string) => {
      const start = Date.parse(`${day}T00:00:00Z`) - 2 * dayMs
      return daysOf(travel(start, [{ zone: 'Australia/Lord_Howe', hours: 96, awayMs: 0 }])).get(day)?.recordedMs
    }
    expect(lengths('2026-10-04')).toBe(23.5 * hourMs)
    expect(lengths('2026-04-05')).toBe(24 * hourMs + 30 * minuteMs)
  })
})
