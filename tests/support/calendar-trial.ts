import { expect, it } from 'vitest'
import { toHourPieces, toRecorded } from '../../src/agent/hour-parts.ts'
import { localDays } from '../../src/core/clocks.ts'
import { usualIdleAfterMs } from '../../src/core/presence.ts'
import { totalMs } from '../../src/core/spans.ts'
import {
  addDays,
  addMonths,
  dayMs,
  daysOf,
  findTransition,
  hourMs,
  monthBounds,
  monthOf,
  offsetAt,
  startOfDay,
} from '../../src/core/time.ts'
import { toDayUsage } from '../../src/core/usage.ts'

const from = Date.UTC(1970, 0, 2)
const to = Date.UTC(2037, 11, 31)
const aroundMs = 26 * hourMs

/** Every change of the offset of every zone, from 1970 to 2037, as an agent records across it. */
export const describeCalendar = (zones: readonly string[]) =>
  it(`every second of ${zones.length} zones belongs to one day and month, at each change of their clocks`, {
    timeout: 1_200_000,
  }, () => {
    let changes = 0
    for (const zone of zones) {
      for (const change of findChanges(zone)) {
        changes++
        checkRecorded(zone, change)
        checkMonth(zone, change)
      }
    }
    expect(changes).toBeGreaterThan(zones.length / 2)
    console.log(`${zones.length} zones, ${changes} changes: Σ days = Σ months = Σ spans at each`)
  })

function* findChanges(zone: string): Generator<number> {
  const step = 7 * dayMs
  for (let at = from; at < to; at += step) {
    for (let low = at, change = findTransition(zone, low, at + step); change; ) {
      yield change
      low = change
      change = findTransition(zone, low, at + step)
    }
  }
}

/** An agent records through the change: each piece has one day, and the days have all of it. */
function checkRecorded(zone: string, change: number): void {
  const known = { start: change - aroundMs, end: change + aroundMs }
  const clocks = []
  for (let start = known.start; start < known.end; start += hourMs)
    clocks.push(...toRecorded(toHourPieces({ start, end: start + hourMs }, zone, Number.NEGATIVE_INFINITY), zone))
  const facts = {
    hours: [],
    clocks: clocks.map(({ start, end, clock }) => ({ stream: 1, start, end, offsetMs: clock.offsetMs })),
    gaps: [],
    presence: { windows: [], inputs: [], locks: [], inhibits: [] },
    known,
  }
  const pieces = localDays(facts.clocks).split(known)
  const days = [...new Set(pieces.map(({ day }) => day))]
  const recorded = days.map((day) => toDayUsage(day, facts, { idleAfterMs: usualIdleAfterMs }).recordedMs)
  const sum = recorded.reduce((a, b) => a + b, 0)
  const place = { zone, at: new Date(change).toISOString() }
  expect({ ...place, spans: totalMs(clocks), days: sum }).toEqual({ ...place, spans: 2 * aroundMs, days: 2 * aroundMs })
  const byMonth = new Map<string, number>()
  for (const piece of pieces) byMonth.set(monthOf(piece.day), (byMonth.get(monthOf(piece.day)) ?? 0) + totalMs([piece]))
  const months = [...byMonth.values()].reduce((a, b) => a + b, 0)
  expect({ ...place, months }).toEqual({ ...place, months: 2 * aroundMs })
}

/** The month in which it lies is as long as its days, and ends where the next begins. */
function checkMonth(zone: string, change: number): void {
  const month = monthOf(new Date(change + offsetAt(zone, change)).toISOString().slice(0, 10))
  const { start, end } = monthBounds(month, zone)
  const days = daysOf(month).map((day) => startOfDay(addDays(day, 1), zone) - startOfDay(day, zone))
  const place = { zone, month }
  expect({ ...place, shortest: Math.min(...days) >= 0, days: days.reduce((a, b) => a + b, 0) }).toEqual({
    ...place,
    shortest: true,
    days: end - start,
  })
  expect({ ...place, next: monthBounds(addMonths(month, 1), zone).start }).toEqual({ ...place, next: end })
}
