import { describe, expect, it } from 'vitest'
import { toPersonTimes } from './person-day.ts'
import { usualIdleAfterMs } from './presence.ts'
import type { Interval } from './spans.ts'
import { hourMs, minuteMs } from './time.ts'
import { type DeviceFacts, toDeviceTime } from './usage.ts'

const nine = Date.UTC(2026, 10, 2, 9)
const minutes = (from: number, to: number): Interval => ({ start: nine + from * minuteMs, end: nine + to * minuteMs })

/** A computer that recorded as its clocks say, with input at some times. */
function aDevice(clocks: readonly (Interval & { readonly offsetMs: number })[], inputs: readonly Interval[] | null) {
  const facts: DeviceFacts = {
    hours: [],
    clocks: clocks.map((clock) => ({ ...clock, stream: 1, watched: inputs ? (['input'] as const) : [] })),
    gaps: [],
    presence: { windows: [], inputs: inputs ?? [], locks: [], inhibits: [] },
    known: { start: clocks[0]!.start, end: clocks.at(-1)!.end },
  }
  return toDeviceTime(facts, { idleAfterMs: usualIdleAfterMs })
}
const toDay = (device: ReturnType<typeof aDevice>) => toPersonTimes(['2026-11-02'], [device])[0]!.day
const utc = (from: number, to: number) => [{ ...minutes(from, to), offsetMs: 0 }]

describe('a person’s day', () => {
  it('has its longest session with when it began, the first of those that are equally long', () => {
    const device = aDevice(utc(0, 300), [minutes(0, 20), minutes(60, 100), minutes(200, 240)])
    expect(toDay(device)).toMatchObject({
      ...{ sessions: 3, longestSessionMs: 40 * minuteMs, longestSessionAt: nine + hourMs },
    })
  })

  it('does not know a longest session where nothing was told, and has none where none began', () => {
    const silent = toDay(aDevice(utc(0, 60), null))
    expect(silent).toMatchObject({ sessions: null, longestSessionMs: null, longestSessionAt: null })
    const idle = toDay(aDevice(utc(0, 60), []))
    expect(idle).toMatchObject({ sessions: 0, longestSessionMs: null, longestSessionAt: null })
  })

  it('is cut by the hours of the clock, what two devices did at once counted once', () => {
    const one = aDevice(utc(0, 90), [minutes(50, 70)])
    const other = aDevice(utc(30, 150), [minutes(60, 75)])
    expect(toPersonTimes(['2026-11-02'], [one, other])[0]!.hours).toEqual([
      { hour: 9, recordedMs: hourMs, activeMs: 10 * minuteMs },
      { hour: 10, recordedMs: hourMs, activeMs: 15 * minuteMs },
      { hour: 11, recordedMs: 30 * minuteMs, activeMs: 0 },
    ])
  })

  it('has both of an hour that the clock shows twice, none of one that it skips, and does not know hours nobody told of', () => {
    const back = [
      { ...minutes(0, 60), offsetMs: 2 * hourMs },
      { ...minutes(60, 120), offsetMs: hourMs },
    ]
    expect(toPersonTimes(['2026-11-02'], [aDevice(back, null)])[0]!.hours).toEqual([
      { hour: 11, recordedMs: 2 * hourMs, activeMs: null },
    ])
    const on = [
      { ...minutes(0, 60), offsetMs: 0 },
      { ...minutes(60, 120), offsetMs: hourMs },
    ]
    const hours = toPersonTimes(['2026-11-02'], [aDevice(on, [minutes(70, 80)])])[0]!.hours
    expect(hours.map(({ hour, activeMs }) => [hour, activeMs])).toEqual([
      [9, 0],
      [11, 10 * minuteMs],
    ])
  })

  it('belongs with its hours to the day that the clock showed', () => {
    const travel = [
      { ...minutes(0, 60), offsetMs: 15 * hourMs },
      { ...minutes(60, 120), offsetMs: -10 * hourMs },
    ]
    const days = toPersonTimes(['2026-11-01', '2026-11-02', '2026-11-03'], [aDevice(travel, null)])
    expect(days.map(({ day, hours }) => [day.recordedMs, hours.map(({ hour }) => hour)])).toEqual([
      [0, []],
      [hourMs, [0]],
      [hourMs, [0]],
    ])
  })
})
