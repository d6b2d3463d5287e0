import { expect, it } from 'vitest'
import { parseSize } from './sizes.ts'

it.each([
  ['200MB', 200_000_000],
  ['1 GB', 1_000_000_000],
  ['64kB', 64_000],
])('parseSize › reads %s', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})

it.each(['200', 'MB', '-1MB', '1.5GB', '200mb', '1TB', ''])('parseSize › refuses %j', (text) => {
  expect(parseSize(text)).toBeUndefined()
})
