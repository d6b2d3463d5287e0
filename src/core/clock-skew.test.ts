import { describe, expect, it } from 'vitest'
import { nextAhead } from './clock-skew.ts'
import { minuteMs, secondMs } from './time.ts'

describe('nextAhead', () => {
  it.each([
    [0, 0],
    [2 * minuteMs, 0],
    [-2 * minuteMs, 0],
    [3 * minuteMs + 20 * secondMs, 3 * minuteMs],
    [-(3 * minuteMs) - 40 * secondMs, -4 * minuteMs],
  ])('nextAhead › takes a first measure of %i for %i', (measured, ahead) => {
    expect(nextAhead(undefined, measured)).toBe(ahead)
  })

  it('nextAhead › believes the fastest upload, and changes only by more than a minute', () => {
    const slow = nextAhead(undefined, -30 * minuteMs)
    expect(slow).toBe(-30 * minuteMs)
    expect(nextAhead(slow, -45 * minuteMs)).toBe(slow)
    expect(nextAhead(slow, -29.5 * minuteMs)).toBe(slow)
    expect(nextAhead(slow, -10 * secondMs)).toBe(0)
    expect(nextAhead(0, -10 * minuteMs)).toBe(0)
    expect(nextAhead(3 * minuteMs, 3 * minuteMs + 50 * secondMs)).toBe(3 * minuteMs)
  })
})
