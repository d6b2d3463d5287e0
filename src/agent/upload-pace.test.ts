import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs, minuteMs, secondMs } from '../core/time.ts'
import { createUploadPace } from './upload-pace.ts'

const uploadMs = 5 * minuteMs
const chance = fc.double({ min: 0, max: 1, noNaN: true })

describe('createUploadPace', () => {
  it('comes back at its own pace, a little sooner or later', () => {
    const waits = [0, 0.5, 1].map((random) => createUploadPace(uploadMs, () => random).succeeded(undefined))
    expect(waits).toEqual([4.5 * minuteMs, 5 * minuteMs, 5.5 * minuteMs])
  })

  it('never comes before the server asked for it, and always within a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * dayMs }), chance, (ms, random) => {
        const pace = createUploadPace(uploadMs, () => random)
        for (const wait of [pace.succeeded(ms), pace.failed(ms)]) {
          expect(wait).toBeGreaterThanOrEqual(Math.max(secondMs, Math.min(ms, dayMs)))
          expect(wait).toBeLessThanOrEqual(dayMs)
        }
      }),
    )
  })

  it('waits up to twice as long after each failure, and begins anew after a success', () => {
    const pace = createUploadPace(uploadMs, () => 1)
    const failures = () => Array.from({ length: 12 }, () => pace.failed(undefined) / secondMs)
    expect(failures()).toEqual([75, 150, 300, 600, 900, 900, 900, 900, 900, 900, 900, 900])
    pace.succeeded(undefined)
    expect(failures()[0]).toBe(75)
  })

  it('spreads computers that were all given the same instant, or started together', () => {
    const at = (random: number) => {
      const pace = createUploadPace(uploadMs, () => random)
      return [pace.first(), pace.failed(5 * secondMs)]
    }
    expect([at(0), at(1)]).toEqual([
      [0, 5 * secondMs],
      [2.5 * minuteMs, 105 * secondMs],
    ])
  })
})
