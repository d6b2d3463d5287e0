import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock } from './clocks.ts'
import { localDays } from './clocks.ts'
import { type PresenceFacts, usualIdleAfterMs } from './presence.ts'
import { subtract, totalMs, union } from './spans.ts'
import { addDays, dayMs, hourMs } from './time.ts'
import { type DeviceFacts, type Gap, toDayUsage } from './usage.ts'

const nothingTold: PresenceFacts = { windows: [], inputs: [], locks: [], inhibits: [] }
const toDay = (day: string, given: DeviceFacts) => toDayUsage(day, given, { idleAfterMs: usualIdleAfterMs })
const noon = Date.UTC(2026, 10, 2, 12)
const clock = (start: number, end: number, offsetMs = 0, stream = 1): Clock => ({ start, end, offsetMs, stream })
const gap = (start: number, end: number, reason: Gap['reason']): Gap => ({ start, end, reason, stream: 1 })
const facts = (given: Partial<DeviceFacts>): DeviceFacts => {
  const all = [...(given.clocks ?? []), ...(given.gaps ?? [])]
  const known = { start: Math.min(...all.map((i) => i.start)), end: Math.max(...all.map((i) => i.end)) }
  return { hours: [], clocks: [], gaps: [], presence: nothingTold, known, ...given }
}
const hour = (at: number, given = {}) => ({
  stream: 1,
  subject: 1,
  hour: at,
  runningMs: 1_000,
  cpuMs: 10,
  launches: 1,
  memoryKiBSeconds: 5,
  memoryPeakKiB: 5,
  ...given,
})

describe('toDayUsage', () => {
  it('takes off and asleep out of what is due, and nothing else', () => {
    const day = toDay(
      '2026-11-02',
      facts({
        clocks: [clock(noon, noon + hourMs), clock(noon + 3 * hourMs, noon + 4 * hourMs)],
        gaps: [
          gap(noon + hourMs, noon + 3 * hourMs, 'asleep'),
          gap(noon + 4 * hourMs, noon + 5 * hourMs, 'not_running'),
        ],
      }),
    )
    expect(day).toMatchObject({ recordedMs: 2 * hourMs, dueMs: 3 * hourMs })
  })

  it('counts what was recorded as due even where a gap says otherwise', () => {
    const day = toDay(
      '2026-11-02',
      facts({ clocks: [clock(noon, noon + hourMs)], gaps: [gap(noon - hourMs, noon + hourMs, 'off')] }),
    )
    expect(day).toMatchObject({ recordedMs: hourMs, dueMs: hourMs })
  })

  it('takes an excused gap out of what is due only where nothing was recorded', () => {
    const given = facts({
      clocks: [clock(noon, noon + 2 * hourMs)],
      gaps: [gap(noon + hourMs, noon + 3 * hourMs, 'asleep'), gap(noon + 3 * hourMs, noon + 4 * hourMs, 'not_running')],
    })
    expect(toDay('2026-11-02', given)).toMatchObject({ recordedMs: 2 * hourMs, dueMs: 3 * hourMs })
  })

  it('expects nothing outside working hours', () => {
    const given = facts({
      clocks: [clock(noon, noon + hourMs)],
      gaps: [
        gap(noon + hourMs, noon + 3 * hourMs, 'outside_hours'),
        gap(noon + 3 * hourMs, noon + 4 * hourMs, 'not_running'),
      ],
    })
    expect(toDay('2026-11-02', given)).toMatchObject({ recordedMs: hourMs, dueMs: 2 * hourMs })
  })

  it('tells no presence of time whose record is gone', () => {
    const given = facts({
      clocks: [{ ...clock(noon, noon + 3 * hourMs), watched: ['window', 'input'] }],
      gaps: [gap(noon + hourMs, noon + 2 * hourMs, 'capped')],
    })
    expect(toDay('2026-11-02', given)).toMatchObject({ watchedMs: 2 * hourMs, activeMs: 0 })
  })

  it.each(['capped', 'lost'] as const)('takes %s out of what was recorded, and not out of what is due', (reason) => {
    const day = toDay(
      '2026-11-02',
      facts({ clocks: [clock(noon, noon + 3 * hourMs)], gaps: [gap(noon + hourMs, noon + 2 * hourMs, reason)] }),
    )
    expect(day).toMatchObject({ recordedMs: 2 * hourMs, dueMs: 3 * hourMs })
  })

  it('adds hours over streams, takes the larger peak, and leaves other days out', () => {
    const day = toDay(
      '2026-11-02',
      facts({
        clocks: [clock(noon, noon + hourMs), clock(noon, noon + hourMs, 0, 2)],
        hours: [hour(noon), hour(noon, { stream: 2, memoryPeakKiB: 9 }), hour(noon + dayMs)],
      }),
    )
    expect(day.apps).toEqual([
      {
        subject: 1,
        runningMs: 2_000,
        cpuMs: 20,
        launches: 2,
        memoryKiBSeconds: 10,
        memoryPeakKiB: 9,
        foregroundMs: null,
        activeMs: null,
        watchingMs: null,
      },
    ])
  })

  it('puts an hour into the day its own stream had', () => {
    const travelled = facts({
      clocks: [clock(noon, noon + hourMs), clock(noon + hourMs, noon + 2 * hourMs, 14 * hourMs, 2)],
      hours: [hour(noon, { stream: 2 })],
    })
    expect(toDay('2026-11-02', travelled).apps).toEqual([])
    expect(toDay('2026-11-03', travelled).apps).toHaveLength(1)
  })

  it('gives every recorded instant to exactly one day, wherever the device travels', () => {
    const offsets = fc.constantFrom(-12, -9.5, -3, 0, 5.75, 14).map((h) => h * hourMs)
    const stretch = fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 20 }), offsets)
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 12 }), (list) => {
        const clocks = list.map(([start, length, offset], i) =>
          clock(noon + start * hourMs, noon + (start + length) * hourMs, offset, i),
        )
        const days = Array.from({ length: 9 }, (_, i) => toDay(addDays('2026-10-31', i), facts({ clocks })))
        expect(days.reduce((sum, day) => sum + day.recordedMs, 0)).toBe(totalMs(clocks))
        for (const day of days) expect(day.dueMs).toBeGreaterThanOrEqual(day.recordedMs)
      }),
    )
  })
})

describe('localDays › split', () => {
  it('cuts at midnight and where the offset changes', () => {
    const days = localDays([clock(noon, noon + hourMs), clock(noon + 2 * hourMs, noon + 3 * hourMs, 12 * hourMs)])
    expect(
      days.split({ start: noon, end: noon + 2 * dayMs }).map(({ day, end }) => [day, (end - noon) / hourMs]),
    ).toEqual([
      ['2026-11-02', 2],
      ['2026-11-03', 24],
      ['2026-11-04', 48],
    ])
  })
})

describe('union, subtract', () => {
  const spans = fc.array(fc.tuple(fc.nat(50), fc.nat(20)).map(([start, length]) => ({ start, end: start + length })))
  const instants = (list: readonly { start: number; end: number }[]) =>
    new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)))

  it('are the operations on sets of instants', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const [left, right] = [instants(a), instants(b)]
        expect(instants(union([...a, ...b]))).toEqual(new Set([...left, ...right].sort((x, y) => x - y)))
        expect(instants(subtract(a, b))).toEqual(new Set([...left].filter((x) => !right.has(x))))
        expect(totalMs(a)).toBe(left.size)
      }),
    )
  })
})
