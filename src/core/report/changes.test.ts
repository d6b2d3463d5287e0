import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourMs, minuteMs } from '../time.ts'
import { type ChangeSide, toChanges } from './changes.ts'

const aSide = fc
  .record({
    totalMs: fc.nat(31 * 24 * hourMs),
    apps: fc.array(fc.tuple(fc.nat(20), fc.nat(200 * hourMs)), { maxLength: 20 }),
    overlapMs: fc.nat(10 * hourMs),
    days: fc.nat(31),
  })
  .map(({ apps, ...side }): ChangeSide => {
    return { ...side, apps: new Map(apps.map(([id, ms]) => [`app-${id}`, { name: `App ${id}`, ms }])) }
  })
const side = (apps: Readonly<Record<string, number>>, given: Partial<ChangeSide> = {}): ChangeSide => ({
  totalMs: Object.values(apps).reduce((sum, minutes) => sum + minutes * minuteMs, 0),
  apps: new Map(Object.entries(apps).map(([name, minutes]) => [name, { name, ms: minutes * minuteMs }])),
  overlapMs: 0,
  days: 1,
  ...given,
})
const never = () => false
const compare = (before: ChangeSide, now: ChangeSide) =>
  toChanges({ of: 'active', before, now, isNew: never, isGone: never })

describe('what changed', () => {
  it('adds up to the difference, to the millisecond, by apps and by days', () => {
    fc.assert(
      fc.property(aSide, aSide, (before, now) => {
        const { from, to, lines, days } = compare(before, now)
        expect(lines.reduce((sum, { ms }) => sum + ms, from)).toBe(to)
        if (days) expect(from + days.byMoreDaysMs + days.byLongerDaysMs).toBe(to)
        expect(days === null).toBe(before.days === 0 || now.days === 0)
        expect(lines.every(({ ms }) => ms !== 0)).toBe(true)
        expect(JSON.parse(JSON.stringify(compare(before, now)))).toEqual(compare(before, now))
        const apps = lines.flatMap((line) => (line.what === 'app' ? [Math.abs(line.ms)] : []))
        expect(apps).toEqual([...apps].sort((a, b) => b - a))
        expect(apps.length).toBeLessThanOrEqual(7)
      }),
    )
  })

  it('names the largest changes, with what is new and gone, and folds the rest', () => {
    const before = side({ Old: 90, Editor: 60, Same: 5, A: 2, B: 2 })
    const now = side({ Editor: 100, New: 30, Same: 5, A: 4, B: 5, C: 7, D: 8, E: 9 })
    const { lines } = toChanges({
      ...{ of: 'active', before, now },
      isNew: (key) => key === 'New',
      isGone: (key) => key === 'Old',
    })
    expect(lines).toEqual([
      { what: 'app', key: 'Old', name: 'Old', ms: -90 * minuteMs, note: 'gone' },
      { what: 'app', key: 'Editor', name: 'Editor', ms: 40 * minuteMs },
      { what: 'app', key: 'New', name: 'New', ms: 30 * minuteMs, note: 'new' },
      ...['E', 'D', 'C'].map((name, i) => ({ what: 'app', key: name, name, ms: (9 - i) * minuteMs })),
      { what: 'others', apps: 2, ms: 5 * minuteMs },
    ])
  })

  it('shows an app rather than "1 other", and tells apart what several computers and no app did', () => {
    const now = side({ A: 1.5, B: 0.2 }, { totalMs: 4 * minuteMs, overlapMs: minuteMs })
    expect(compare(side({}), now).lines).toEqual([
      { what: 'app', key: 'A', name: 'A', ms: 90_000 },
      { what: 'app', key: 'B', name: 'B', ms: 12_000 },
      { what: 'overlap', ms: -minuteMs },
      { what: 'unattributed', ms: 5 * minuteMs - 102_000 },
    ])
  })
})
