import { expect, it } from 'vitest'
import { countFlag, durationFlag } from './flags.ts'

it('durationFlag › reads a duration, and says what one looks like', () => {
  expect(durationFlag(2)('20s')).toBe(20_000)
  expect(durationFlag(2)('2s')).toBe(2_000)
  for (const text of ['20', '1s', '1999ms', 'abc', ''])
    expect(() => durationFlag(2)(text)).toThrow(/a duration of 2s or more, as 20s, 5m or 2h/)
})

it('countFlag › reads a whole number from 1 on', () => {
  expect(countFlag('15')).toBe(15)
  for (const text of ['abc', '0', '-1', '1.5', '1e3', '0x9', '', ' 1', '9999999999'])
    expect(() => countFlag(text)).toThrow(/a whole number from 1 on/)
})
