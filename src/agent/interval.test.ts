import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockReading, measureInterval } from './interval.ts'

const start: ClockReading = { wall: 1_800_000_000_000, monotonic: 50_000, uptime: 90_000 }
const later = (wall: number, monotonic = wall, uptime = monotonic): ClockReading => ({
  wall: start.wall + wall,
  monotonic: start.monotonic + monotonic,
  uptime: start.uptime + uptime,
})
const measure = (now: ClockReading) => {
  const { recorded, gaps } = measureInterval(start, now, { sampleMs: 10_000, furthest: start.wall })
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
      fc.property(fc.integer({ min: -50_000, max: 100_000 }), ms, ms, (wall, monotonic, asleep) => {
        const now = later(wall, monotonic, monotonic + asleep)
        const { recorded, gaps } = measureInterval(start, now, { sampleMs: 10_000, furthest: start.wall })
        const credited = recorded.end - recorded.start
        expect(credited).toBeGreaterThanOrEqual(0)
        expect(credited).toBeLessThanOrEqual(Math.max(0, Math.min(wall, monotonic + 2_000)))
        const explained = gaps.reduce((sum, gap) => sum + gap.end - gap.start, credited)
        expect(explained).toBe(Math.abs(wall))
      }),
    )
  })
})
