import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intersect, totalMs } from './spans.ts'
import { hourMs, minuteMs } from './time.ts'
import { mergeWindows, type ShownWindow, toPresence, toShownGaps } from './timeline.ts'
import { toDeviceTime } from './usage.ts'

const day = { start: 0, end: 24 * hourMs }
const none = { hours: [], presence: { windows: [], inputs: [], locks: [], inhibits: [] } }

describe('windows of a day', () => {
  it('are told exactly while there are few of them, neighbours that show the same as one', () => {
    const windows: ShownWindow[] = [
      { subject: 1, start: 0, end: 10, title: 'a' },
      { subject: 1, start: 10, end: 20, title: 'a' },
      { subject: 1, start: 20, end: 30, title: 'b' },
      { subject: 2, start: 30, end: 40 },
      { subject: 2, start: 50, end: 60 },
    ]
    expect(mergeWindows(windows, 10)).toEqual([
      { subject: 1, start: 0, end: 20, title: 'a' },
      { subject: 1, start: 20, end: 30, title: 'b' },
      { subject: 2, start: 30, end: 40 },
      { subject: 2, start: 50, end: 60 },
    ])
  })

  it('are one where they are too short to be told apart, of the app that was in front for longest', () => {
    const short = [1, 2, 1, 3].map((subject, i) => ({ subject, start: i * 5, end: i * 5 + (subject === 3 ? 2 : 5) }))
    const long = { subject: 4, start: 20, end: 90 }
    const apart = [2, 3].map((subject, i) => ({ subject, start: 92 + i * 5, end: 93 + i * 5 }))
    expect(mergeWindows([...short, long, ...apart], 6)).toEqual([
      { subject: 1, start: 0, end: 17, others: 3, frontMs: 17 },
      long,
      { subject: 2, start: 92, end: 98, others: 1, frontMs: 2 },
    ])
  })

  it('are not one where nothing was in front for long between them', () => {
    const bursts = [0, 100].flatMap((start) => [1, 2].map((subject) => ({ subject, start, end: start + subject })))
    expect(mergeWindows(bursts, 3)).toEqual([
      { subject: 2, start: 0, end: 2, others: 1, frontMs: 2 },
      { subject: 2, start: 100, end: 102, others: 1, frontMs: 2 },
    ])
  })

  const anyWindows = fc
    .array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 20 * minuteMs }), fc.nat(minuteMs)), { maxLength: 400 })
    .map((all) => {
      let at = 0
      return all.map(([subject, ms, pause]): ShownWindow => {
        const start = at + pause
        at = start + ms
        return { subject, start, end: at }
      })
    })

  it('come to no more than asked for, cover all there was, and lie one after another', () => {
    fc.assert(
      fc.property(anyWindows, fc.integer({ min: 4, max: 100 }), (windows, most) => {
        const merged = mergeWindows(windows, most)
        expect(merged.length).toBeLessThanOrEqual(most + 3)
        expect(totalMs(intersect(merged, windows))).toBe(totalMs(windows))
        for (const [i, { start }] of merged.entries()) expect(start).toBeGreaterThanOrEqual(merged[i - 1]?.end ?? 0)
        const told = merged.reduce((sum, { others = 0 }) => sum + 1 + others, 0)
        const frontMs = merged.reduce((sum, one) => sum + (one.frontMs ?? one.end - one.start), 0)
        expect(frontMs).toBe(totalMs(windows))
        expect(told).toBe(mergeWindows(windows, 1e9).length)
      }),
    )
  })
})

describe('presence of a day', () => {
  const clock = { start: 9 * hourMs, end: 17 * hourMs, stream: 1, offsetMs: 0 }
  const watched = ['window', 'input', 'lock', 'inhibit'] as const
  const options = { idleAfterMs: 5 * minuteMs }
  const facts = {
    ...none,
    clocks: [{ ...clock, watched }],
    known: clock,
    gaps: [{ stream: 1, reason: 'asleep' as const, start: 17 * hourMs, end: 18 * hourMs }],
    presence: {
      ...none.presence,
      inputs: [{ start: 9 * hourMs, end: 10 * hourMs }],
      locks: [{ start: 12 * hourMs, end: 13 * hourMs }],
    },
  }

  it('is active, idle, locked and asleep, each where it was', () => {
    expect(toPresence(toDeviceTime(facts, options), facts.gaps, [day], 100)).toEqual([
      { state: 'active', start: 9 * hourMs, end: 10 * hourMs },
      { state: 'idle', start: 10 * hourMs, end: 12 * hourMs },
      { state: 'locked', start: 12 * hourMs, end: 13 * hourMs },
      { state: 'idle', start: 13 * hourMs, end: 17 * hourMs },
      { state: 'asleep', start: 17 * hourMs, end: 18 * hourMs },
    ])
  })

  it('leaves out short pauses where there are too many of them', () => {
    const inputs = Array.from({ length: 70 }, (_, i) => ({
      start: 9 * hourMs + i * 6 * minuteMs,
      end: 9 * hourMs + i * 6 * minuteMs + 1_000,
    }))
    const often = { ...facts, presence: { ...facts.presence, inputs, locks: [] } }
    const time = toDeviceTime(often, options)
    expect(toPresence(time, [], [day], 100).filter(({ state }) => state === 'active')).toHaveLength(70)
    expect(toPresence(time, [], [day], 20).filter(({ state }) => state === 'active')).toHaveLength(1)
  })
})

describe('gaps of a day', () => {
  const recorded = { start: 9 * hourMs, end: 12 * hourMs }
  const facts = {
    ...none,
    clocks: [{ ...recorded, stream: 1, offsetMs: 0 }],
    known: { start: 0, end: 14 * hourMs },
    gaps: [
      { stream: 1, reason: 'not_running' as const, start: 8 * hourMs, end: 9 * hourMs },
      { stream: 1, reason: 'asleep' as const, start: 7 * hourMs, end: 8.5 * hourMs },
    ],
  }
  const time = toDeviceTime(facts, { idleAfterMs: 1 })

  it('have one reason each, and what nobody gave a reason for is unknown', () => {
    expect(toShownGaps(facts, time, [day], 14.5 * hourMs)).toEqual([
      { reason: 'unknown', start: 0, end: 7 * hourMs },
      { reason: 'asleep', start: 7 * hourMs, end: 8.5 * hourMs },
      { reason: 'not_running', start: 8.5 * hourMs, end: 9 * hourMs },
      { reason: 'unknown', start: 12 * hourMs, end: 14 * hourMs },
    ])
  })

  it('go on after the last word of a device that is silent for longer than between two uploads', () => {
    expect(toShownGaps(facts, time, [day], 16 * hourMs).at(-1)).toEqual({
      reason: 'unknown',
      start: 12 * hourMs,
      end: 16 * hourMs,
    })
  })
})
