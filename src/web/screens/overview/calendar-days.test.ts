import { expect, it } from 'vitest'
import { hourMs } from '../../../core/time.ts'
import { type CalendarDay, measureOf, toCell } from './calendar-days.ts'

const day = (given: Partial<CalendarDay>): CalendarDay => ({
  ...{ day: '2026-11-02', recordedMs: 0, dueMs: 0, activeMs: null, ...given },
})
const watched = day({ recordedMs: 8 * hourMs, dueMs: 8 * hourMs, activeMs: 5 * hourMs })
const unwatched = day({ recordedMs: 8 * hourMs, dueMs: 8 * hourMs })

it('never has what is unknown in the shade of zero', () => {
  const days = [watched, unwatched, day({ dueMs: hourMs }), day({}), undefined]
  const measure = measureOf([watched, unwatched])
  expect(measure).toBe('active')
  expect(days.map((one) => toCell(one, measure))).toEqual([
    { state: 'told', ms: 5 * hourMs },
    { state: 'unwatched', ms: 8 * hourMs },
    { state: 'missing', ms: 0 },
    { state: 'off', ms: 0 },
    { state: 'unknown', ms: 0 },
  ])
})

it('shows what was recorded where no computer ever told of activity, and says so', () => {
  const measure = measureOf([unwatched, day({})])
  expect(measure).toBe('recorded')
  expect(toCell(unwatched, measure)).toEqual({ state: 'told', ms: 8 * hourMs })
  expect(measureOf([])).toBe('active')
})
