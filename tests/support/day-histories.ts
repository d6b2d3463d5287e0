import fc from 'fast-check'
import type { Clock } from '../../src/core/clocks.ts'
import type { PresenceFacts } from '../../src/core/presence.ts'
import { cutAt, type Interval, subtract, union } from '../../src/core/spans.ts'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import type { DeviceFacts, Gap } from '../../src/core/usage.ts'
import type { Batch } from '../../src/protocol/batches.ts'

/** Some days of one device, as its rows and as the facts that they are. */
export interface DayHistory {
  readonly spans: Batch['spans']
  readonly gaps: Batch['gaps']
  readonly facts: DeviceFacts
}

const start = Date.UTC(2026, 10, 2)
const lengthMs = 4 * dayMs
const midnights = Array.from({ length: 6 }, (_, i) => start + i * dayMs)
const watched: NonNullable<Clock['watched']> = ['inhibit', 'input', 'lock', 'window']

/** Stretches of a few minutes up to many hours, most of them around the midnights of their zone; disjoint, cut at UTC midnight. */
const stretches = (offsetMs: number, longestMinutes: number, most: number) =>
  fc
    .array(
      fc.record({
        day: fc.nat(4),
        minute: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -90, max: 90 }) }, fc.nat(24 * 60)),
        minutes: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: longestMinutes })),
      }),
      { maxLength: most },
    )
    .map((list) =>
      within(
        list.map(({ day, minute, minutes }) => {
          const at = start + day * dayMs - offsetMs + minute * minuteMs
          return { start: at, end: at + minutes * minuteMs }
        }),
      ),
    )

/** Nobody types for hours without a rest of some minutes. */
const breathe = (intervals: readonly Interval[]): Interval[] =>
  intervals.flatMap(({ start: from, end }) => {
    const bursts: Interval[] = []
    for (let at = from; at < end; at += 25 * minuteMs)
      bursts.push({ start: at, end: Math.min(at + 17 * minuteMs, end) })
    return bursts
  })

const within = (intervals: readonly Interval[]): Interval[] =>
  union(intervals)
    .map((one) => ({ start: Math.max(one.start, start), end: Math.min(one.end, start + lengthMs) }))
    .filter((one) => one.end > one.start)
    .flatMap((one) => cutAt(one, midnights))

/** One device in one zone; asleep and away now and then, with work and films through its nights. */
export const dayHistory: fc.Arbitrary<DayHistory> = fc
  .constantFrom(0, -3, 5.75, 13, -9.5)
  .map((hours) => hours * hourMs)
  .chain((offsetMs) =>
    fc
      .record({
        inputs: stretches(offsetMs, 400, 12).map(breathe),
        films: stretches(offsetMs, 1_800, 3),
        locks: stretches(offsetMs, 60, 3),
        missing: stretches(offsetMs, 200, 4),
        reasons: fc.array(fc.constantFrom('asleep', 'off', 'capped', 'not_running'), { minLength: 40, maxLength: 40 }),
      })
      .map(({ inputs, films, locks, missing, reasons }) => {
        const away = missing.map((gap, i): Gap => ({ ...gap, stream: 1, reason: reasons[i % 40] as Gap['reason'] }))
        const silent = away.filter(({ reason }) => reason !== 'capped')
        const recorded = within(subtract([{ start, end: start + lengthMs }], silent))
        const app = (span: Interval) => ({ ...span, subject: 1 })
        const presence: PresenceFacts = { windows: recorded.map(app), inputs, locks, inhibits: films.map(app) }
        const clocks = recorded.map((span): Clock => ({ ...span, stream: 1, offsetMs, watched }))
        return toHistory({ hours: [], clocks, gaps: away, presence, known: knownOf(recorded, away) })
      }),
  )

const knownOf = (...lists: (readonly Interval[])[]): Interval => ({
  start: Math.min(...lists.flat().map((one) => one.start)),
  end: Math.max(...lists.flat().map((one) => one.end)),
})

function toHistory(facts: DeviceFacts): DayHistory {
  const { clocks, gaps, presence } = facts
  const told = (source: string, list: readonly Interval[], subject: number | null) =>
    list.map((one): Batch['spans'][0] => [0, source, one.start, one.end, subject, null])
  return {
    facts,
    spans: [
      ...clocks.map((one): Batch['spans'][0] => {
        const detail = { zone: 'UTC', offsetMs: one.offsetMs, watched: [...watched] }
        return [0, 'clock', one.start, one.end, null, detail]
      }),
      ...told('window', presence.windows, 0),
      ...told('inhibit', presence.inhibits, 0),
      ...told('input', presence.inputs, null),
      ...told('lock', presence.locks, null),
    ],
    gaps: gaps.map((gap): Batch['gaps'][0] => [0, gap.start, gap.end, gap.reason]),
  }
}
