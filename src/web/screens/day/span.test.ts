import { expect, it } from 'vitest'
import { hourMs, minuteMs, startOfDay } from '../../../core/time.ts'
import { formatClock } from '../../data/instant.ts'
import { ticksOf } from './span.ts'

const clocksOf = (from: number, to: number, zone: string) =>
  ticksOf({ start: from, end: to }, zone)
    .map((at) => formatClock(at, zone))
    .join(' ')

it.each([
  [
    'goes back',
    '2026-11-01',
    '2026-11-02',
    'America/New_York',
    '00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00 00:00',
  ],
  [
    'goes forward',
    '2026-03-08',
    '2026-03-09',
    'America/New_York',
    '00:00 04:00 06:00 08:00 10:00 12:00 14:00 16:00 18:00 20:00 22:00 00:00',
  ],
  [
    'stays',
    '2026-11-03',
    '2026-11-04',
    'Asia/Kolkata',
    '00:00 02:00 04:00 06:00 08:00 10:00 12:00 14:00 16:00 18:00 20:00 22:00 00:00',
  ],
])('times stand at round hours of the day on which the clock %s', (_, day, next, zone, clocks) => {
  expect(clocksOf(startOfDay(day, zone), startOfDay(next, zone), zone)).toBe(clocks)
})

it('shows an hour twice that the clock showed twice', () => {
  const start = startOfDay('2026-11-01', 'America/New_York')
  expect(clocksOf(start + 30 * minuteMs, start + 3.5 * hourMs, 'America/New_York')).toBe(
    '00:30 00:45 01:00 01:15 01:30 01:45 01:00 01:15 01:30 01:45 02:00 02:15 02:30',
  )
})
