import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WatchedSource } from '../../core/clocks.ts'
import { type Interval, subtract, union } from '../../core/spans.ts'
import type { SpanEntry } from '../journal/journal.ts'
import { createPresenceTracker, type PresenceTracker } from './tracker.ts'

const start = Date.UTC(2026, 10, 2, 12)
const firefoxApp = { key: 'firefox.desktop', name: 'Firefox' }
const codeApp = { key: 'code.desktop', name: 'Code' }
const firefox = { app: firefoxApp }
const code = { app: codeApp }
const at = (seconds: number) => start + seconds * 1_000
const from = (a: number, b: number) => ({ start: at(a), end: at(b) })
const of = (spans: readonly SpanEntry[], source: string) =>
  spans
    .filter((span) => span.source === source)
    .map((span) => [span.app?.name ?? null, (span.start - start) / 1_000, (span.end - start) / 1_000])

describe('createPresenceTracker', () => {
  it('createPresenceTracker › cuts at each change, and hands out the rest with the next tick', () => {
    const tracker = createPresenceTracker()
    tracker.onWatching(at(0), ['window'])
    tracker.onWindow(at(0), firefox)
    tracker.onWindow(at(4), code)
    tracker.onWindow(at(10.2), firefox)
    const { spans, watched } = tracker.take(from(0, 10))
    expect(of(spans, 'window')).toEqual([
      ['Firefox', 0, 4],
      ['Code', 4, 10],
    ])
    expect(watched).toEqual([{ ...from(0, 10), value: ['window'] }])
    expect(of(tracker.take(from(10, 20)).spans, 'window')).toEqual([
      ['Code', 10, 10.2],
      ['Firefox', 10.2, 20],
    ])
  })

  it('createPresenceTracker › joins input over short pauses, and keeps a lone one', () => {
    const tracker = createPresenceTracker()
    for (const second of [1, 3, 17, 33]) tracker.onInput(at(second))
    expect(of(tracker.take(from(0, 40)).spans, 'input')).toEqual([
      [null, 1, 17.001],
      [null, 33, 33.001],
    ])
    tracker.onInput(at(44))
    expect(of(tracker.take(from(40, 50)).spans, 'input')).toEqual([[null, 33.001, 44.001]])
  })

  it('createPresenceTracker › takes an input that is told of late, but none from a gap', () => {
    const tracker = createPresenceTracker()
    tracker.take(from(0, 10))
    tracker.onInput(at(9))
    expect(of(tracker.take(from(10, 20)).spans, 'input')).toEqual([[null, 9, 9.001]])
    tracker.onInput(at(50))
    expect(of(tracker.take(from(60, 70)).spans, 'input')).toEqual([])
  })

  it('createPresenceTracker › parts what a gap parts', () => {
    const tracker = createPresenceTracker()
    tracker.onWindow(at(0), firefox)
    tracker.onInput(at(9))
    tracker.take(from(0, 10))
    tracker.onInput(at(21))
    const { spans } = tracker.take(from(20, 30))
    expect(of(spans, 'window')).toEqual([['Firefox', 20, 30]])
    expect(of(spans, 'input')).toEqual([[null, 21, 21.001]])
  })

  it('createPresenceTracker › knows no window once the desktop is gone', () => {
    const tracker = createPresenceTracker()
    tracker.onWatching(at(0), ['input', 'window'])
    tracker.onWindow(at(1), firefox)
    tracker.onWatching(at(5), [])
    tracker.onWatching(at(7), ['input'])
    const { spans, watched } = tracker.take(from(0, 10))
    expect(of(spans, 'window')).toEqual([['Firefox', 1, 5]])
    expect(watched.map(({ value }) => value)).toEqual([['input', 'window'], [], ['input']])
  })

  it('createPresenceTracker › goes by what is told last where the clock was set back', () => {
    const tracker = createPresenceTracker()
    tracker.onWindow(at(3_600), firefox)
    tracker.onInput(at(3_600))
    expect(of(tracker.take(from(0, 10)).spans, 'window')).toEqual([])
    tracker.onWindow(at(12), code)
    expect(of(tracker.take(from(10, 20)).spans, 'window')).toEqual([
      ['Firefox', 10, 12],
      ['Code', 12, 20],
    ])
  })

  it('createPresenceTracker › keeps of a window what its judge lets through, and nothing of one that it drops', () => {
    const tracker = createPresenceTracker(({ app, title }) => ({
      dropped: title === 'bank',
      title: app === firefoxApp ? title?.toUpperCase() : undefined,
    }))
    tracker.onWatching(at(0), ['inhibit', 'window'])
    tracker.onInhibitors(at(0), [firefoxApp])
    tracker.onWindow(at(0), { app: firefoxApp, title: 'news' })
    tracker.onWindow(at(6), { app: firefoxApp, title: 'bank' })
    tracker.onWindow(at(8), { app: codeApp, title: 'notes' })
    const { spans } = tracker.take(from(0, 10))
    expect(
      spans.filter(({ source }) => source === 'window').map(({ app, start: a, detail }) => [app?.name, a, detail]),
    ).toEqual([
      ['Firefox', at(0), { title: 'NEWS' }],
      ['Code', at(8), undefined],
    ])
    expect(of(spans, 'inhibit')).toEqual([['Firefox', 0, 6]])
  })

  it('createPresenceTracker › waits for no title that changes a thousand times a second', () => {
    const tracker = createPresenceTracker(({ title }) => ({ dropped: false, title }))
    const started = performance.now()
    for (let ms = 0; ms < 100_000; ms++)
      tracker.onWindow(at(ms / 10_000), { app: firefoxApp, title: `word${'x'.repeat(ms % 50)}` })
    const { spans } = tracker.take(from(0, 10))
    expect(new Set(spans.map(({ detail }) => detail?.title)).size).toBeLessThan(4)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('createPresenceTracker › keeps spans of a source apart, within recorded time and out of gaps', () => {
    const word = fc.record({
      what: fc.constantFrom('window', 'input', 'lock', 'watching'),
      shift: fc.integer({ min: -10, max: 33 }),
      n: fc.nat(3),
    })
    const gap = fc.oneof(fc.constant(0), fc.integer({ min: -40, max: 40 }))
    const step = fc.record({ gap, length: fc.nat(30), told: fc.array(word, { maxLength: 8 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const tracker = createPresenceTracker()
        let now = at(0)
        let recorded: Interval[] = []
        let spans: SpanEntry[] = []
        for (const { gap: skipped, length, told } of steps) {
          const interval = { start: now + skipped * 1_000, end: now + (skipped + length) * 1_000 }
          for (const { what, shift, n } of told) tell(tracker, what, interval.start + shift * 1_000, n)
          const piece = tracker.take(interval)
          now = interval.end
          // A clock that was set back records the same instants twice; what was written before is of another time.
          if (skipped < 0) [recorded, spans] = [[], []]
          recorded.push(interval)
          spans.push(...piece.spans)
          expect(toLength(piece.watched)).toBe(interval.end - interval.start)
          expectApart(spans, recorded)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const sources: readonly (readonly WatchedSource[])[] = [[], ['window'], ['input', 'window'], ['lock']]

function tell(tracker: PresenceTracker, what: string, instant: number, n: number): void {
  if (what === 'window') tracker.onWindow(instant, [null, firefox, code, null][n]!)
  else if (what === 'input') tracker.onInput(instant)
  else if (what === 'lock') tracker.onLock(instant, n > 1)
  else tracker.onWatching(instant, sources[n]!)
}

const toLength = (pieces: readonly Interval[]) => pieces.reduce((sum, { start: a, end }) => sum + end - a, 0)

function expectApart(spans: readonly SpanEntry[], recorded: readonly Interval[]): void {
  for (const source of ['window', 'input', 'lock']) {
    const own = spans.filter((span) => span.source === source)
    for (const span of own) expect(span.end).toBeGreaterThan(span.start)
    for (const [i, span] of own.slice(1).entries()) expect(span.start).toBeGreaterThanOrEqual(own[i]!.end)
    expect(subtract(own, union(recorded))).toEqual([])
  }
}
