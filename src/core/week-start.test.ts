import { describe, expect, it } from 'vitest'
import { placeInWeek, weekdaysFrom } from './week-start.ts'

describe('the beginning of a week', () => {
  it('puts the weekdays in order', () => {
    expect(weekdaysFrom(1)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(weekdaysFrom(7)).toEqual([7, 1, 2, 3, 4, 5, 6])
  })

  it('says how many days of its week lie before a day', () => {
    // From a Sunday to a Sunday.
    const days = [25, 26, 27, 28, 29, 30, 31].map((date) => `2026-10-${date}`).concat('2026-11-01')
    expect(days.map((day) => placeInWeek(day, 7))).toEqual([0, 1, 2, 3, 4, 5, 6, 0])
    expect(days.map((day) => placeInWeek(day, 1))).toEqual([6, 0, 1, 2, 3, 4, 5, 6])
  })
})
