import { expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs, secondMs } from '../../core/time.ts'
import { formatAgo } from './instant.ts'

const now = Date.UTC(2026, 10, 27, 12)

it('counts whole units that have passed: a computer that is silent for 13 days was not seen 14 days ago', () => {
  expect(formatAgo(now - 13.9 * dayMs, now, 'en')).toBe('13 days ago')
  expect(formatAgo(now - 13.9 * dayMs, now, 'pt-BR')).toBe('há 13 dias')
  expect(formatAgo(now - 1.9 * dayMs, now, 'en')).toBe('yesterday')
  expect(formatAgo(now - 2.9 * hourMs, now, 'pt-BR')).toBe('há 2 horas')
  expect(formatAgo(now - 59.9 * minuteMs, now, 'en')).toBe('59 minutes ago')
  expect(formatAgo(now - 40 * secondMs, now, 'en')).toBe('this minute')
})
