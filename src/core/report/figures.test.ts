import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayMs, dayNumber, hourMs, minuteMs } from '../time.ts'
import { toGone, withHistory } from './app-history.ts'
import type { AppSums } from './app-sums.ts'
import { toGrowth } from './growth.ts'
import { toHoursOfWeek } from './hours-of-week.ts'
import { toSessionFigures } from './session-figures.ts'
import { toUnused } from './unused.ts'
import { toUsualDay } from './usual-day.ts'
import { isTooFew, withhold } from './withhold.ts'

const app = (name: string, given: Partial<AppSums> = {}): AppSums => ({
  ...{ key: name, name, runningMs: 20 * hourMs, cpuMs: hourMs, memoryKiBSeconds: 0, memoryPeakKiB: 1e9 },
  ...{ foregroundMs: hourMs, activeMs: hourMs, ...given },
})
const apps = (...all: AppSums[]) => new Map(all.map((each) => [each.key, each]))
const ofReport = (name: string, given: object = {}) => ({
  ...{ ...app(name), launches: 1, memoryMeanKiB: 0, days: 1, ...given },
})

describe('apps before', () => {
  const history = {
    ...{ period: '2026-10', periods: ['2026-08', '2026-09', '2026-10'], previousKnown: true, byActive: true },
    byPeriod: new Map([
      ['2026-09', apps(app('Editor'))],
      ['2026-10', apps(app('Editor', { activeMs: 7 }), app('New'), app('Daemon', { foregroundMs: 0, activeMs: 0 }))],
    ]),
  }
  it('are nought where it was known that they were not used, null where nothing was, and new only if somebody uses them', () => {
    const all = [ofReport('Editor'), ofReport('New'), ofReport('Daemon', { foregroundMs: 0 })]
    const [editor, fresh, daemon] = withHistory(all, { ...history, usedBefore: new Set(['Editor']) })
    expect(editor).toMatchObject({ history: [null, hourMs, 7], previous: { activeMs: hourMs } })
    expect(fresh).toMatchObject({ history: [null, 0, hourMs], previous: { activeMs: 0, cpuMs: 0 }, isNew: true })
    expect(editor).not.toHaveProperty('isNew')
    expect(daemon).not.toHaveProperty('isNew')
  })

  it('say nothing where nothing is known of before', () => {
    const first = { ...history, byPeriod: new Map([['2026-10', apps(app('New'))]]), previousKnown: false }
    expect(withHistory([ofReport('New')], { ...first, usedBefore: undefined })).toEqual([ofReport('New')])
  })

  it('do not know what was not told: not what they were, nor that they were not', () => {
    const untold = { foregroundMs: null, activeMs: null }
    const byPeriod = new Map([...history.byPeriod, ['2026-09', apps(app('Editor', untold))] as const])
    const [fresh] = withHistory([ofReport('New')], { ...history, byPeriod, usedBefore: new Set() })
    expect(fresh).toMatchObject({ previous: { activeMs: null, foregroundMs: null, cpuMs: 0 } })
    expect(fresh).not.toHaveProperty('history')
  })

  it('are gone where nobody uses them any more, though they run', () => {
    const before = apps(app('Editor'), app('Old'), app('Idle', { activeMs: 9 }), app('Daemon', { foregroundMs: 0 }))
    const now = apps(app('Editor'), app('Idle', { foregroundMs: 0 }))
    expect(toGone(before, now, new Map([['Old', 5]]))).toEqual([
      { key: 'Old', name: 'Old', activeMs: hourMs, cpuMs: hourMs, lastInFrontAt: 5 },
      { key: 'Idle', name: 'Idle', activeMs: 9, cpuMs: hourMs, lastInFrontAt: null },
    ])
  })
})

describe('growth', () => {
  const at = (name: string, memoryMiB: number, runningHours: number, cpuMs = hourMs) =>
    app(name, {
      ...{ runningMs: runningHours * hourMs, cpuMs },
      memoryKiBSeconds: memoryMiB * 1024 * runningHours * 3_600,
    })
  it('is of the app that takes more than before, where it ran long enough in both', () => {
    const before = apps(at('Short', 100, 9), at('Editor', 400, 20), at('Same', 900, 20), at('New', 1, 20))
    const now = apps(at('Short', 900, 90), at('Editor', 500, 50), at('Same', 950, 20), at('Fresh', 9_000, 50))
    expect(toGrowth(before, now, 'month').memory).toEqual({
      ...{ key: 'Editor', name: 'Editor', from: 400 * 1024, to: 500 * 1024 },
    })
    expect(toGrowth(before, now, 'week').memory).toMatchObject({ key: 'Short' })
  })

  it('of CPU time is for each hour that it ran, and null where none grew', () => {
    const before = apps(at('Editor', 1, 20, hourMs))
    expect(toGrowth(before, apps(at('Editor', 1, 40, 2 * hourMs)), 'month')).toEqual({ memory: null, cpu: null })
    expect(toGrowth(before, apps(at('Editor', 1, 40, 4 * hourMs)), 'month').cpu).toMatchObject({
      ...{ from: 3 * minuteMs, to: 6 * minuteMs },
    })
  })
})

describe('hours of a week', () => {
  const anHour = fc.record({
    day: fc.nat(40).map((days) => addDays('2026-10-01', days)),
    hour: fc.nat(23),
    recordedMs: fc.integer({ min: 1, max: 2 * hourMs }),
    activeMs: fc.option(fc.nat(hourMs), { nil: null }),
  })
  it('have every hour of every day, and add up', () => {
    fc.assert(
      fc.property(fc.array(anHour, { minLength: 1 }), (hours) => {
        const cells = toHoursOfWeek(hours)!
        expect(cells).toHaveLength(168)
        const add = (of: readonly { recordedMs: number; activeMs: number | null }[]) =>
          of.reduce((sum, { recordedMs, activeMs }) => sum + recordedMs * 1e6 + (activeMs ?? 0), 0)
        expect(add(cells)).toBe(add(hours))
        expect(cells.reduce((sum, { days }) => sum + days, 0)).toBe(hours.length)
        for (const cell of cells) if (cell.days === 0) expect(cell).toMatchObject({ recordedMs: 0, activeMs: null })
      }),
    )
  })

  it('begin with Monday at midnight, and are not there where none is known', () => {
    const monday = { day: '2026-10-05', hour: 0, recordedMs: 5, activeMs: 2 }
    expect(toHoursOfWeek([monday, { ...monday, day: '2026-10-12', activeMs: null }])![0]).toEqual({
      ...{ weekday: 1, hour: 0, days: 2, recordedMs: 10, activeMs: 2 },
    })
    expect(toHoursOfWeek([])).toBeUndefined()
  })
})

describe('a usual day', () => {
  const day = (date: string, first: number, last: number, offsetMinutes: number | undefined = -180) => ({
    ...{ day: date, recordedMs: 1, dueMs: 1, cpuMs: 0 },
    firstActivityAt: dayNumber(date) + (first + 180) * minuteMs,
    lastActivityAt: dayNumber(date) + (last + 180) * minuteMs,
    ...(offsetMinutes !== undefined && { offsetMinutes }),
  })
  it('is the median of working days, by the clock there', () => {
    const days = [day('2026-10-05', 540, 1_000), day('2026-10-06', 560, 1_100), day('2026-10-07', 900, 1_101)]
    const weekend = day('2026-10-10', 0, 1_440)
    expect(toUsualDay([...days, weekend])).toEqual({ days: 3, weekdaysOnly: true, firstMinute: 560, lastMinute: 1_100 })
    expect(toUsualDay([...days.slice(1), weekend])).toMatchObject({ days: 3, weekdaysOnly: false, firstMinute: 560 })
    expect(toUsualDay(days.slice(0, 2))).toMatchObject({ firstMinute: 550, lastMinute: 1_050 })
  })

  it('is none where no day has an activity, or no clock is known', () => {
    const unknown = { ...day('2026-10-05', 1, 2), firstActivityAt: null, lastActivityAt: null }
    const { offsetMinutes: _, ...noClock } = day('2026-10-06', 1, 2)
    expect(toUsualDay([unknown, noClock])).toBeNull()
  })
})

describe('sessions', () => {
  const day = (date: string, sessions: number | null, longestSessionMs: number | null) => ({
    ...{ day: date, sessions, sessionMs: sessions === null ? null : sessions * hourMs },
    ...{ longestSessionMs, longestSessionAt: longestSessionMs === null ? null : dayNumber(date) },
  })
  it('have a longest, unless that of one day is not known', () => {
    const days = [
      day('2026-10-01', 2, 5),
      day('2026-10-02', 1, 9),
      day('2026-10-03', 0, null),
      day('2026-10-04', null, null),
    ]
    expect(toSessionFigures(days)).toEqual({
      ...{ count: 3, totalMs: 3 * hourMs },
      longest: { ms: 9, at: dayNumber('2026-10-02'), day: '2026-10-02' },
    })
    expect(toSessionFigures([...days, day('2026-10-05', 1, null)])).toMatchObject({ count: 4, longest: null })
    expect(toSessionFigures([day('2026-10-04', null, null)])).toBeNull()
  })
})

describe('what nobody uses', () => {
  const until = 1_000 * dayMs
  const ago = (key: string, days: number | null, knownDays = 400) => ({
    ...{ key, name: key, version: null, devices: 1, knownSince: until - knownDays * dayMs },
    lastInFrontAt: days === null ? null : until - days * dayMs,
  })
  const price = { minor: 5, currency: 'BRL', per: 'month' } as const
  it('has not been in front for 30 days, and if never, is known of for so long', () => {
    const all = [
      ago('a', 29.9),
      ago('b', 30),
      ago('c', 60),
      ago('d', 89.9),
      ago('e', 90),
      ago('f', null),
      ago('g', null, 20),
    ]
    expect(toUnused(all, until, [], new Set()).map(({ key, days, over }) => [key, days, over])).toEqual([
      ['f', 400, 90],
      ['e', 90, 90],
      ['d', 89, 60],
      ['c', 60, 60],
      ['b', 30, 30],
    ])
  })

  it('costs what is paid for it, once, and nothing where something else of the licence is used', () => {
    const licences = [
      { apps: ['b', 'a'], price },
      { apps: ['c', 'used'], price },
    ]
    const unused = toUnused([ago('a', 50), ago('b', 40), ago('c', 45)], until, licences, new Set(['used']))
    expect(unused.map(({ key, price: paid }) => [key, paid])).toEqual([
      ['a', price],
      ['c', undefined],
      ['b', undefined],
    ])
  })
})

describe('figures of few people', () => {
  it('are withheld below five, unless all of them share; of nobody they tell nothing', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (people, some) => {
        const sharing = Math.min(people, some)
        expect(isTooFew({ people, sharing })).toBe(people >= 1 && people <= 4 && sharing !== people)
        expect(withhold({ people, sharing }, 7)).toBe(isTooFew({ people, sharing }) ? 'withheld' : 7)
      }),
    )
  })
})
