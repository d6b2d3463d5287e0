import { describe, expect, it } from 'vitest'
import { type DeviceApp, daysUnused, isOpened, lastUseOf, mayTell, unusedSpan } from './software.ts'

const app = (given: Partial<DeviceApp>): DeviceApp => ({
  ...{ subjectId: 1, installed: true, version: null, frontOn: null, ranUnseenOn: null, since: '2026-01-01' },
  ...given,
})

describe('the last use of an app', () => {
  it('is when it was in front, or later when it ran and nobody can tell', () => {
    expect(lastUseOf(app({ frontOn: '2026-10-02', ranUnseenOn: '2026-09-30' }))).toEqual({
      on: '2026-10-02',
      frontKnown: true,
    })
    expect(lastUseOf(app({ frontOn: '2026-10-02', ranUnseenOn: '2026-10-20' }))).toEqual({
      on: '2026-10-20',
      frontKnown: false,
    })
    expect(lastUseOf(app({}))).toEqual({ on: null, frontKnown: true })
  })

  it('is counted from the day it is known of where there is none, and never from tomorrow', () => {
    expect(daysUnused(app({ frontOn: '2026-10-02' }), '2026-11-01')).toBe(30)
    expect(daysUnused(app({ since: '2026-10-30' }), '2026-11-01')).toBe(2)
    expect(daysUnused(app({ frontOn: '2026-11-02' }), '2026-11-01')).toBe(0)
  })
})

it('unusedSpan › begins with 30 days', () => {
  expect([29, 30, 59, 60, 89, 90, 400].map(unusedSpan)).toEqual([null, 30, 30, 60, 60, 90, 90])
})

it('isOpened › is no service that only runs', () => {
  expect(isOpened(app({ installed: false, ranUnseenOn: '2026-10-02' }))).toBe(false)
  expect(isOpened(app({ installed: false, frontOn: '2026-10-02' }))).toBe(true)
})

describe('mayTell', () => {
  it('tells of five, and of fewer only where each of them shares', () => {
    const five = new Set(['a', 'b', 'c', 'd', 'e'])
    const two = new Set(['a', 'b'])
    expect(mayTell(five, new Set(), 5)).toBe(true)
    expect(mayTell(two, new Set(['a']), 5)).toBe(false)
    expect(mayTell(two, new Set(['a', 'b']), 5)).toBe(true)
    expect(mayTell(new Set(), new Set(), 5)).toBe(true)
  })
})
