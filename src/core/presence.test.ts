import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock, WatchedSource } from './clocks.ts'
import { addKnown, idleAfterMs, type PresenceFacts, toPresence } from './presence.ts'
import { intersect, totalMs } from './spans.ts'
import { minuteMs } from './time.ts'

const nothingTold: PresenceFacts = { windows: [], inputs: [], locks: [] }
const whole = <T>(intervals: readonly T[]) => [...intervals]
const clock = (start: number, end: number, ...watched: WatchedSource[]): Clock => ({
  start: start * minuteMs,
  end: end * minuteMs,
  stream: 1,
  offsetMs: 0,
  watched,
})
const from = (start: number, end: number) => ({ start: start * minuteMs, end: end * minuteMs })
const touch = (minute: number) => ({ start: minute * minuteMs, end: minute * minuteMs + 1 })
const present = (facts: Partial<PresenceFacts>, ...clocks: Clock[]) =>
  toPresence({ ...nothingTold, ...facts }, clocks, whole)

describe('toPresence', () => {
  it('toPresence › knows nothing where nothing was watched, and zero where it was', () => {
    const facts = { windows: [{ subject: 1, ...from(0, 10) }], inputs: [touch(3)] }
    const blind = present(facts, clock(0, 10))
    expect(blind).toMatchObject({ activeMs: null, watchedMs: 0, others: { foregroundMs: null, activeMs: null } })
    expect(blind.apps.size).toBe(0)
    const seeing = present({}, clock(0, 10, 'window', 'input'))
    expect(seeing).toMatchObject({ activeMs: 0, others: { foregroundMs: 0, activeMs: 0 } })
  })

  it('toPresence › never takes foreground for active where input is not told', () => {
    const { apps, activeMs } = present({ windows: [{ subject: 1, ...from(0, 10) }] }, clock(0, 10, 'window'))
    expect(apps.get(1)).toEqual({ foregroundMs: 10 * minuteMs, activeMs: null })
    expect(activeMs).toBeNull()
  })

  it('toPresence › lets idle begin at the last input, once none came for five minutes', () => {
    const windows = [
      { subject: 1, ...from(0, 4) },
      { subject: 2, ...from(4, 30) },
    ]
    const { apps, activeMs } = present(
      { windows, inputs: [touch(1), touch(5), touch(9.9), touch(15)] },
      clock(0, 30, 'window', 'input'),
    )
    expect(apps.get(1)).toEqual({ foregroundMs: 4 * minuteMs, activeMs: 3 * minuteMs })
    expect(apps.get(2)?.activeMs).toBe(5.9 * minuteMs + 2)
    expect(activeMs).toBe(8.9 * minuteMs + 2)
  })

  it('toPresence › takes locked time out of both, and time that was not watched', () => {
    const { apps } = present(
      { windows: [{ subject: 1, ...from(0, 20) }], inputs: [from(0, 20)], locks: [from(2, 3)] },
      clock(0, 5, 'window', 'input'),
      clock(5, 10, 'window'),
      clock(10, 20),
    )
    expect(apps.get(1)).toEqual({ foregroundMs: 9 * minuteMs, activeMs: 4 * minuteMs })
  })

  it('toPresence › counts all of the foreground where nobody tells of locks, and less only where they were told', () => {
    const { apps, activeMs } = present(
      { windows: [{ subject: 1, ...from(0, 30) }], inputs: [from(0, 30)], locks: [from(12, 18)] },
      clock(0, 10, 'window', 'input'),
      clock(10, 20, 'window', 'input', 'lock'),
      clock(20, 30, 'window', 'input'),
    )
    expect(apps.get(1)).toEqual({ foregroundMs: 24 * minuteMs, activeMs: 24 * minuteMs })
    expect(activeMs).toBe(24 * minuteMs)
  })

  it('toPresence › is never active longer than in front, nor in front longer than watched', () => {
    const interval = fc.tuple(fc.nat(60), fc.nat(12)).map(([start, length]) => from(start, start + length))
    const watched = fc.subarray(['window', 'input', 'lock'] as WatchedSource[])
    const many = fc.array(interval, { maxLength: 6 })
    fc.assert(
      fc.property(
        many,
        many,
        many,
        fc.array(fc.tuple(interval, watched), { maxLength: 5 }),
        (spans, inputs, locks, list) => {
          const windows = spans.map((span, i) => ({ ...span, subject: i % 2 }))
          const clocks = list.map(([span, sources], i) => ({ ...span, stream: i, offsetMs: 0, watched: sources }))
          const { apps, activeMs, watchedMs } = toPresence({ windows, inputs, locks }, clocks, whole)
          const told = (source: WatchedSource) => clocks.filter((one) => one.watched.includes(source))
          expect(activeMs ?? 0).toBeLessThanOrEqual(watchedMs)
          for (const [subject, { foregroundMs, activeMs: active }] of apps) {
            const own = windows.filter((window) => window.subject === subject)
            expect(foregroundMs).toBeLessThanOrEqual(totalMs(intersect(own, told('window'))))
            expect(active ?? 0).toBeLessThanOrEqual(foregroundMs!)
            if (intersect(told('window'), told('input')).length === 0) expect(active).toBeNull()
          }
        },
      ),
    )
  })
})

describe('idleAfterMs', () => {
  it('idleAfterMs › is what the texts say', () => expect(idleAfterMs).toBe(5 * minuteMs))
})

describe('addKnown', () => {
  it.each([
    [null, null, null],
    [null, 0, 0],
    [1, null, 1],
    [1, 2, 3],
  ])('addKnown › of %s and %s is %s', (a, b, sum) => expect(addKnown(a, b)).toBe(sum))
})
