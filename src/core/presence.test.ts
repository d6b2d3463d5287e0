import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock, WatchedSource } from './clocks.ts'
import { type PresenceFacts, toStretches, usualIdleAfterMs } from './presence.ts'
import { addKnown, cutPresence } from './presence-totals.ts'
import { type Interval, intersect, totalMs, union } from './spans.ts'
import { minuteMs } from './time.ts'

const nothing: PresenceFacts = { windows: [], inputs: [], locks: [], inhibits: [] }
const clock = (start: number, end: number, ...watched: WatchedSource[]): Clock => ({
  start: start * minuteMs,
  end: end * minuteMs,
  stream: 1,
  offsetMs: 0,
  watched,
})
const from = (start: number, end: number) => ({ start: start * minuteMs, end: end * minuteMs })
const touch = (minute: number) => ({ start: minute * minuteMs, end: minute * minuteMs + 1 })
const always = [{ start: -(10 ** 9), end: 10 ** 9 }]
const stretchesOf = (facts: Partial<PresenceFacts>, clocks: readonly Clock[], idleAfterMs = usualIdleAfterMs) =>
  toStretches({ ...nothing, ...facts }, clocks, union, { idleAfterMs })
const present = (facts: Partial<PresenceFacts>, ...clocks: Clock[]) => cutPresence(stretchesOf(facts, clocks), always)
const seeing = ['window', 'input'] as const
const everything = ['window', 'input', 'lock', 'inhibit'] as const

describe('toStretches, cutPresence', () => {
  it('know nothing where nothing was watched, and zero where it was', () => {
    const facts = { windows: [{ subject: 1, ...from(0, 10) }], inputs: [touch(3)] }
    const blind = present(facts, clock(0, 10))
    expect(blind).toMatchObject({
      day: { activeMs: null, watchedMs: 0, watchingMs: null, idleMs: null, sessions: null, firstActivityAt: null },
      others: { foregroundMs: null, activeMs: null, watchingMs: null },
    })
    expect(blind.apps.size).toBe(0)
    const idle = present({}, clock(0, 10, ...everything))
    expect(idle).toMatchObject({
      day: { activeMs: 0, watchingMs: 0, lockedMs: 0, idleMs: 10 * minuteMs, sessions: 0, sessionMs: 0 },
      others: { foregroundMs: 0, activeMs: 0, watchingMs: 0 },
    })
  })

  it('never take foreground for active where input is not told', () => {
    const { apps, day } = present({ windows: [{ subject: 1, ...from(0, 10) }] }, clock(0, 10, 'window'))
    expect(apps.get(1)).toEqual({ foregroundMs: 10 * minuteMs, activeMs: null, watchingMs: null })
    expect(day.activeMs).toBeNull()
  })

  it('let idle begin at the last input, once none came for five minutes', () => {
    const windows = [
      { subject: 1, ...from(0, 4) },
      { subject: 2, ...from(4, 30) },
    ]
    const inputs = [touch(1), touch(5), touch(9.9), touch(15)]
    const { apps, day } = present({ windows, inputs }, clock(0, 30, ...seeing))
    expect(apps.get(1)).toMatchObject({ foregroundMs: 4 * minuteMs, activeMs: 3 * minuteMs })
    expect(apps.get(2)?.activeMs).toBe(5.9 * minuteMs + 2)
    expect(day).toMatchObject({ activeMs: 8.9 * minuteMs + 2, idleMs: 21.1 * minuteMs - 2 })
  })

  it('let the person choose after how long that is', () => {
    const facts = { inputs: [touch(1), touch(5), touch(15)] }
    const active = (idleAfterMs: number) =>
      totalMs(stretchesOf(facts, [clock(0, 30, ...seeing)], idleAfterMs * minuteMs).active)
    expect([3.9, 4, 9.9, 10].map(active)).toEqual([3, 4 * minuteMs + 2, 4 * minuteMs + 2, 14 * minuteMs + 1])
  })

  it('take locked time out of both, and time that was not watched', () => {
    const { apps } = present(
      { windows: [{ subject: 1, ...from(0, 20) }], inputs: [from(0, 20)], locks: [from(2, 3)] },
      clock(0, 5, ...seeing),
      clock(5, 10, 'window'),
      clock(10, 20),
    )
    expect(apps.get(1)).toMatchObject({ foregroundMs: 9 * minuteMs, activeMs: 4 * minuteMs })
  })

  it('call a film of two hours watching, neither active nor idle', () => {
    const film = {
      windows: [{ subject: 1, ...from(0, 130) }],
      inputs: [from(0, 1), from(121, 122)],
      inhibits: [{ subject: 1, ...from(1, 121) }],
    }
    const { apps, day } = present(film, clock(0, 130, ...everything))
    expect(apps.get(1)).toEqual({ foregroundMs: 130 * minuteMs, activeMs: 2 * minuteMs, watchingMs: 120 * minuteMs })
    expect(day).toMatchObject({ activeMs: 2 * minuteMs, watchingMs: 120 * minuteMs, idleMs: 8 * minuteMs, sessions: 1 })
    expect(day.sessionMs).toBe(122 * minuteMs)
    expect(present(film, clock(0, 130, ...seeing))).toMatchObject({
      day: { watchingMs: null, sessions: 2, idleMs: 128 * minuteMs },
    })
  })

  it('call it watching only of the app in front that holds the inhibitor, unlocked', () => {
    const { apps, day } = present(
      {
        windows: [
          { subject: 1, ...from(0, 60) },
          { subject: 2, ...from(60, 120) },
        ],
        inhibits: [{ subject: 1, ...from(0, 120) }],
        locks: [from(50, 60)],
      },
      clock(0, 120, ...everything),
    )
    expect([apps.get(1)?.watchingMs, apps.get(2)?.watchingMs]).toEqual([50 * minuteMs, 0])
    expect(day).toMatchObject({ watchingMs: 50 * minuteMs, lockedMs: 10 * minuteMs, idleMs: 60 * minuteMs })
  })

  it('count all of the foreground where nobody tells of locks, and less only where they were told', () => {
    const { apps, day } = present(
      { windows: [{ subject: 1, ...from(0, 30) }], inputs: [from(0, 30)], locks: [from(12, 18)] },
      clock(0, 10, 'window', 'input'),
      clock(10, 20, 'window', 'input', 'lock'),
      clock(20, 30, 'window', 'input'),
    )
    expect(apps.get(1)).toMatchObject({ foregroundMs: 24 * minuteMs, activeMs: 24 * minuteMs })
    expect(day.activeMs).toBe(24 * minuteMs)
  })

  it('part sessions by absences of 15 minutes, and count none longer than a day', () => {
    const inputs = [from(0, 10), from(24.9, 30), from(45, 50)]
    const { day } = present({ inputs }, clock(0, 100, ...seeing))
    expect(day).toMatchObject({
      sessions: 2,
      sessionMs: 35 * minuteMs,
      firstActivityAt: 0,
      lastActivityAt: 50 * minuteMs,
    })
    const wall = present({ inputs: [from(0, 3_000)] }, clock(0, 3_000, ...seeing)).day
    expect(wall).toMatchObject({ sessions: 1, sessionMs: 1_440 * minuteMs })
  })

  it('tell active, watching, idle and locked apart, whatever happens', () => {
    const interval = fc.tuple(fc.nat(60), fc.nat(25)).map(([start, length]) => from(start, start + length))
    const watched = fc.subarray([...everything])
    const many = fc.array(interval, { maxLength: 6 })
    const clocks = fc.array(fc.tuple(interval, watched), { maxLength: 5 })
    fc.assert(
      fc.property(many, many, many, many, clocks, (spans, inputs, locks, held, list) => {
        const ofApps = (all: readonly Interval[]) => all.map((span, i) => ({ ...span, subject: i % 2 }))
        const windows = ofApps(spans)
        const told = list.map(([span, sources], i) => ({ ...span, stream: i, offsetMs: 0, watched: sources }))
        const stretches = stretchesOf({ windows, inputs, locks, inhibits: ofApps(held) }, told)
        const { apps, day } = cutPresence(stretches, always)
        const of = (source: WatchedSource) => union(told.filter((one) => one.watched.includes(source)))
        expect(intersect(stretches.watching, stretches.active)).toEqual([])
        expect(intersect(stretches.watching, [...stretches.active, ...locks])).toEqual([])
        const unlocked = (day.activeMs ?? 0) + (day.watchingMs ?? 0) + (day.idleMs ?? 0)
        const lockedInInput = totalMs(intersect(of('input'), locks))
        const untoldLocks = lockedInInput - totalMs(intersect(of('input'), stretches.locked))
        expect(unlocked).toBe(day.watchedMs - lockedInInput + untoldLocks)
        for (const [subject, app] of stretches.apps) {
          const own = windows.filter((window) => window.subject === subject)
          const figures = apps.get(subject)!
          expect(figures.foregroundMs).toBeLessThanOrEqual(totalMs(intersect(own, of('window'))))
          expect((figures.activeMs ?? 0) + (figures.watchingMs ?? 0)).toBeLessThanOrEqual(figures.foregroundMs!)
          expect(intersect(app.watching, app.foreground)).toEqual(app.watching)
          if (intersect(of('window'), of('input')).length === 0) expect(figures.activeMs).toBeNull()
        }
      }),
    )
  })
})

describe('addKnown', () => {
  it.each([
    [null, null, null],
    [null, 0, 0],
    [1, null, 1],
    [1, 2, 3],
  ])('addKnown › of %s and %s is %s', (a, b, sum) => expect(addKnown(a, b)).toBe(sum))
})
