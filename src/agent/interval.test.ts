import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockReading, measureInterval } from './interval.ts'

const start: ClockReading = { wall: 1_800_000_000_000, monotonic: 50_000, uptime: 90_000 }
const later = (wall: number, monotonic = wall, uptime = monotonic): ClockReading => ({
  wall: start.wall + wall,
  monotonic: start.monotonic + monotonic,
  uptime: start.uptime + uptime,
})
const measure = (now: ClockReading, toldAsleepMs = 0) => {
  const { recorded, gaps } = measureInterval(start, now, { sampleMs: 10_000, furthest: start.wall, toldAsleepMs })
  return {
    recorded: [recorded.start - start.wall, recorded.end - start.wall],
    gaps: gaps.map((gap) => [gap.reason, gap.start - start.wall, gap.end - start.wall]),
  }
}

describe('measureInterval', () => {
  it.each([
    ['an ordinary tick', later(10_004), [0, 10_004], []],
    ['clocks that are read a moment apart', later(10_000, 9_990), [0, 10_000], []],
    ['a night asleep', later(3_600_000, 10_000, 3_600_000), [3_590_000, 3_600_000], [['asleep', 0, 3_590_000]]],
    ['a clock set forward', later(3_600_000, 10_000, 10_000), [3_590_000, 3_600_000], [['clock', 0, 3_590_000]]],
    ['a clock set back', later(-60_000, 10_000), [-60_000, -60_000], [['clock', -60_000, 0]]],
    ['a clock set back a little', later(5_000, 10_000), [0, 5_000], []],
    ['a process that was stopped', later(300_000, 300_000), [300_000, 300_000], [['not_running', 0, 300_000]]],
  ])('%s', (_, now, recorded, gaps) => {
    expect(measure(now)).toEqual({ recorded, gaps })
  })

  it.each([
    // What was told, what the clocks say, what is recorded, what is a gap.
    [
      'all of a night',
      3_600_000,
      later(3_600_000, 4_000, 3_600_000),
      [3_600_000, 3_600_000],
      [['asleep', 0, 3_600_000]],
    ],
    ['a sleep that failed', 2_500, later(2_500), [0, 2_500], []],
    ['a sleep during which nothing stopped', 25_000, later(25_000), [0, 25_000], []],
    [
      'a sleep before which programs were frozen',
      3_600_000,
      later(3_600_000, 90_000, 3_600_000),
      [3_600_000, 3_600_000],
      [['asleep', 0, 3_600_000]],
    ],
    [
      'a sleep of which only the wall clock knows',
      3_600_000,
      later(3_600_000, 3_000, 3_000),
      [3_600_000, 3_600_000],
      [['asleep', 0, 3_600_000]],
    ],
    [
      'the end of a sleep only',
      1_800_000,
      later(3_600_000, 10_000, 3_600_000),
      [3_590_000, 3_600_000],
      [['asleep', 0, 3_590_000]],
    ],
  ])('%s, when told', (_, toldAsleepMs, now, recorded, gaps) => {
    expect(measure(now, toldAsleepMs)).toEqual({ recorded, gaps })
  })

  it('explains nothing with a clock that was years wrong, and goes on at once', () => {
    const years = 10 * 365 * 86_400_000
    expect(measure(later(years, 10_000))).toEqual({ recorded: [years - 10_000, years], gaps: [] })
    expect(measure(later(-years, 10_000))).toEqual({ recorded: [-years, -years], gaps: [] })
  })

  it('does not credit instants again that a clock set back shows once more', () => {
    const credit = (furthest: number) => {
      const { recorded } = measureInterval(start, later(10_000), { sampleMs: 10_000, furthest: start.wall + furthest })
      return recorded.end - recorded.start
    }
    expect([credit(-5_000), credit(4_000), credit(10_000), credit(3_600_000)]).toEqual([10_000, 6_000, 0, 0])
    expect(credit(86_400_000 * 365)).toBe(10_000) // it was a year ahead: nobody waits for that
  })

  it('never credits more than either clock shows, and explains every instant that passed', () => {
    const ms = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 100_000 }), ms, ms, ms, (wall, monotonic, asleep, told) => {
        const now = later(wall, monotonic, monotonic + asleep)
        const options = { sampleMs: 10_000, furthest: start.wall, toldAsleepMs: Math.max(0, Math.min(told, wall)) }
        const { recorded, gaps } = measureInterval(start, now, options)
        const credited = recorded.end - recorded.start
        expect(credited).toBeGreaterThanOrEqual(0)
        expect(credited).toBeLessThanOrEqual(Math.max(0, Math.min(wall, monotonic + 2_000)))
        const explained = gaps.reduce((sum, gap) => sum + gap.end - gap.start, credited)
        expect(explained).toBe(Math.abs(wall))
      }),
    )
  })
})
