import { expect, it } from 'vitest'
import { firstKept } from './first-kept.ts'

const now = Date.UTC(2026, 10, 27, 12)

it('firstKept › is a day, of days the first of its month', () => {
  expect(firstKept('facts', 62, now)).toBe('2026-09-26')
  expect(firstKept('titles', 1, now)).toBe('2026-11-26')
  expect(firstKept('days', 366, now)).toBe('2025-11-01')
})
