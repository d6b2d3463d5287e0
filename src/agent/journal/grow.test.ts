import { describe, expect, it } from 'vitest'
import { usualIdleAfterMs } from '../../core/presence.ts'
import { dayMs, hourMs } from '../../core/time.ts'
import { growSpan } from './grow.ts'
import { openJournal } from './journal.ts'
import { readDay, readLog } from './read.ts'

const usual = { idleAfterMs: usualIdleAfterMs }

const midnight = Date.UTC(2026, 10, 3)
const noon = midnight - 12 * hourMs

describe('growSpan', () => {
  const last = { start: noon, end: noon + 10, saying: 'a' }

  it('growSpan › goes on with what touches and says the same', () => {
    expect(growSpan(last, { start: noon + 10, end: noon + 20 }, 'a')).toEqual([{ ...last, end: noon + 20 }])
  })

  it.each([
    ['something else', { start: noon + 10, end: noon + 20 }, 'b'],
    ['after a gap', { start: noon + 11, end: noon + 20 }, 'a'],
  ])('growSpan › begins anew for %s', (_, piece, saying) => {
    expect(growSpan(last, piece, saying)).toEqual([{ ...piece, saying }])
  })

  it('growSpan › cuts at each UTC midnight', () => {
    expect(
      growSpan(last, { start: noon + 10, end: midnight + dayMs + 1 }, 'a').map(({ start, end }) => [start, end]),
    ).toEqual([
      [noon, midnight],
      [midnight, midnight + dayMs],
      [midnight + dayMs, midnight + dayMs + 1],
    ])
  })
})

describe('openJournal', () => {
  it('openJournal › grows a span of each source, and a day is made of them', () => {
    const journal = openJournal(':memory:', noon)
    const firefox = { key: 'firefox.desktop', name: 'Firefox' }
    const clock = { zone: 'UTC', offsetMs: 0, watched: ['input', 'window'] as ('input' | 'window')[] }
    for (let i = 0; i < 6; i++) {
      const tick = { start: noon + i * 10_000, end: noon + (i + 1) * 10_000 }
      journal.write({
        hours: [],
        gaps: [],
        recorded: [{ ...tick, clock: i < 4 ? clock : { zone: 'UTC', offsetMs: 0 } }],
        spans: [
          ...(i < 3 ? [{ source: 'window' as const, app: firefox, ...tick }] : []),
          ...(i === 1 ? [{ source: 'input' as const, app: null, start: tick.start, end: tick.start + 1 }] : []),
        ],
      })
    }
    const lines = readLog(journal.db, 0, 0).map(({ source, app, start, end }) => [source, app, start, end])
    expect(lines).toEqual([
      ['input', null, noon + 10_000, noon + 10_001],
      ['window', firefox.key, noon, noon + 30_000],
      ['clock', null, noon, noon + 40_000],
      ['clock', null, noon + 40_000, noon + 60_000],
    ])
    expect(readDay(journal.db, '2026-11-02', usual)).toMatchObject({
      recordedMs: 60_000,
      watchedMs: 40_000,
      activeMs: 1,
      apps: [{ name: 'Firefox', runningMs: 0, foregroundMs: 30_000, activeMs: 1 }],
    })
    journal.close()
  })
})
