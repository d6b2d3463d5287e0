import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Clock, watchedSources } from '../clocks.ts'
import { addDays, dayMs, minuteMs } from '../time.ts'
import { type AppUsage, toDayUsages, toDeviceTime } from '../usage.ts'
import { splitByTitles, type TitledSpan, type TitleSplit } from './split.ts'

const start = Date.UTC(2026, 10, 2, 22)
const days = ['2026-11-02', '2026-11-03', '2026-11-04']
const options = { idleAfterMs: 5 * minuteMs }
const stretch = (most: number) =>
  fc.tuple(fc.nat(300), fc.integer({ min: 1, max: most })).map(([at, minutes]) => ({
    start: start + at * minuteMs,
    end: start + (at + minutes) * minuteMs,
  }))
const window = fc
  .record({ span: stretch(60), subject: fc.integer({ min: 1, max: 2 }), title: fc.constantFrom('a', 'b', 'ab', '-') })
  .map(({ span, ...rest }): TitledSpan => ({ ...span, ...rest }))

/** Rule 7 comes before rule 3. */
const order = [7, 3]
const judge = (_: number, title: string) => (title.includes('a') ? 7 : title === 'b' ? 3 : undefined)

describe('splitByTitles', () => {
  it('gives each minute in front to the first rule on a window of the app that was told then, and to one only', () => {
    fc.assert(
      fc.property(
        fc.array(window, { maxLength: 12 }),
        fc.array(stretch(30), { maxLength: 4 }),
        fc.array(stretch(200), { maxLength: 5 }),
        fc.constantFrom(0, -3, 5.75),
        (windows, locks, recorded, hours) => {
          const clocks = recorded.map(
            (one, i): Clock => ({ ...one, stream: i, offsetMs: hours * 3_600_000, watched: watchedSources }),
          )
          const known = { start, end: start + dayMs }
          const facts = {
            hours: [],
            gaps: [],
            clocks,
            known,
            presence: { windows, inputs: locks, locks: [], inhibits: [] },
          }
          const time = toDeviceTime(facts, options)
          for (const usage of toDayUsages(days, facts, options, time)) {
            const splits = splitByTitles(usage.day, time, windows, judge, order)
            expectTaken(splits, windows, (at) => isRecorded(clocks, at) && time.local.dayOf(at) === usage.day)
            expectWithin(splits, usage.apps)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('keeps the whole of an app whose windows all have a title', () => {
    const windows = [{ subject: 1, title: 'a', start, end: start + 30 * minuteMs }]
    const clocks = [{ start, end: start + 60 * minuteMs, stream: 1, offsetMs: 0, watched: watchedSources }]
    const presence = { windows, inputs: windows, locks: [], inhibits: [] }
    const facts = { hours: [], gaps: [], clocks, presence, known: { start, end: start + dayMs } }
    const time = toDeviceTime(facts, options)
    const whole = { subject: 1, rule: 7, foregroundMs: 30 * minuteMs, activeMs: 30 * minuteMs, watchingMs: 0 }
    expect(splitByTitles('2026-11-02', time, windows, judge, order)).toEqual([whole])
    expect(splitByTitles(addDays('2026-11-02', 1), time, windows, judge, order)).toEqual([])
  })
})

function minutesOf(is: (at: number) => boolean): number {
  let minutes = 0
  for (let at = start; at < start + 10 * 3_600_000; at += minuteMs) if (is(at)) minutes++
  return minutes
}

const isRecorded = (clocks: readonly Clock[], at: number) => clocks.some((one) => one.start <= at && at < one.end)

/** Each app and rule against a look at every minute. */
function expectTaken(splits: readonly TitleSplit[], windows: readonly TitledSpan[], isOfDay: (at: number) => boolean) {
  const ruleAt = (subject: number, at: number) => {
    const told = windows.filter((one) => one.start <= at && at < one.end && one.subject === subject)
    return order.find((rule) => told.some(({ title }) => judge(subject, title) === rule))
  }
  for (const subject of [1, 2])
    for (const rule of order) {
      const split = splits.find((one) => one.subject === subject && one.rule === rule)
      const minutes = minutesOf((at) => ruleAt(subject, at) === rule && isOfDay(at))
      expect(split?.foregroundMs ?? 0).toBe(minutes * minuteMs)
    }
}

/** No app has more taken than it has, and none that is unknown. */
function expectWithin(splits: readonly TitleSplit[], apps: readonly AppUsage[]) {
  for (const { subject, ...app } of apps) {
    const own = splits.filter((one) => one.subject === subject)
    for (const name of ['foregroundMs', 'activeMs', 'watchingMs'] as const) {
      expect(own.reduce((sum, one) => sum + (one[name] ?? 0), 0)).toBeLessThanOrEqual(app[name] ?? 0)
      for (const one of own) expect(one[name] === null).toBe(app[name] === null)
    }
  }
}
