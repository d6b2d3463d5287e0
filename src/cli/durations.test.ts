import { expect, it } from 'vitest'
import { parseDuration } from './durations.ts'

it.each([
  ['500ms', 500],
  ['10s', 10_000],
  [' 5m ', 300_000],
  ['2h', 7_200_000],
  ['1 d', 86_400_000],
  ['0s', 0],
])('parseDuration › reads %j', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

it.each(['', '10', '1.5h', '-1s', 's', '1h30m', '10S', '1e3s', '9999999999d'])('parseDuration › refuses %j', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})
