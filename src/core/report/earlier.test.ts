import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '../time.ts'
import { addDays, type PeriodSums, toAgainst } from './earlier.ts'

const sums = (period: string, given: Partial<PeriodSums> = {}): PeriodSums => ({
  period,
  ...{ recordedMs: 100 * hourMs, dueMs: 110 * hourMs, cpuMs: hourMs, unattributedCpuMs: 1, overlapMs: 0 },
  ...{ activeMs: 60 * hourMs, watchedMs: 90 * hourMs, activeDays: 18, recordedDays: 20 },
  ...given,
})
const nothing = { recordedMs: 0, dueMs: 0, cpuMs: 0, activeMs: null, watchedMs: 0, activeDays: 0, recordedDays: 0 }

describe('what a period is against', () => {
  it('is the one before, and the mean of those of three that were recorded', () => {
    const before = [sums('2026-09'), sums('2026-08', nothing), sums('2026-07', { activeMs: 61 * hourMs })]
    expect(toAgainst(before, undefined, 1)).toEqual({
      previous: {
        ...{ period: '2026-09', activeMs: 60 * hourMs, recordedMs: 100 * hourMs, dueMs: 110 * hourMs },
        ...{ cpuMs: hourMs, days: 18 },
      },
      mean: { periods: ['2026-07', '2026-09'], activeMs: 60.5 * hourMs, cpuMs: hourMs },
    })
    expect(toAgainst(before.slice(1), undefined, 1)).toEqual({ previous: null, mean: null })
  })

  it('does not know active time that was told for less than half of it, nor a mean of such', () => {
    const little = sums('2026-08', { watchedMs: 49 * hourMs })
    const { previous, mean } = toAgainst([little, sums('2026-07')], undefined, 1)
    expect(previous).toMatchObject({ activeMs: null, days: 20 })
    expect(mean).toMatchObject({ activeMs: null, cpuMs: hourMs })
  })

  it('says what its report said where that is no longer so, active time only where both are of one idle time', () => {
    const before = [sums('2026-09')]
    const said = { activeMs: 60 * hourMs, recordedMs: 100 * hourMs, idleAfterMs: 1 }
    expect(toAgainst(before, said, 1)).not.toHaveProperty('corrected')
    expect(toAgainst(before, { ...said, activeMs: 50 * hourMs }, 1).corrected).toEqual({
      period: '2026-09',
      said: { activeMs: 50 * hourMs, recordedMs: 100 * hourMs },
      now: { activeMs: 60 * hourMs, recordedMs: 100 * hourMs },
    })
    expect(toAgainst(before, { ...said, activeMs: 50 * hourMs }, 2)).not.toHaveProperty('corrected')
    expect(toAgainst(before, { recordedMs: 100 * hourMs }, 1)).not.toHaveProperty('corrected')
    expect(toAgainst(before, { recordedMs: 90 * hourMs }, 1).corrected).toMatchObject({
      ...{ said: { activeMs: null, recordedMs: 90 * hourMs }, now: { activeMs: null } },
    })
  })
})

const known = fc.option(fc.nat(dayMs), { nil: null })
const aDay = fc.record({
  day: fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`),
  ...{ devices: fc.integer({ min: 1, max: 3 }), recordedMs: fc.nat(dayMs), dueMs: fc.nat(dayMs) },
  ...{ activeMs: known, watchedMs: fc.nat(dayMs), onceMs: known },
})

it('days add up, what several devices did at once counted once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(aDay, { selector: ({ day }) => day }), (days) => {
      const all = addDays(
        days,
        days.map(({ day, onceMs: activeMs }) => ({ day, activeMs })),
      )
      const once = days.map(({ devices, activeMs, onceMs }) => (devices > 1 ? onceMs : activeMs))
      const add = (values: readonly (number | null)[]) => values.reduce<number>((sum, one) => sum + (one ?? 0), 0)
      expect(all.activeMs).toBe(once.some((ms) => ms !== null) ? add(once) : null)
      expect(add(days.map(({ activeMs }) => activeMs)) - all.overlapMs).toBe(all.activeMs ?? 0)
      expect(all.recordedMs).toBe(add(days.map(({ recordedMs }) => recordedMs)))
      expect(all.activeDays).toBe(once.filter((ms) => (ms ?? 0) > 0).length)
    }),
  )
})
