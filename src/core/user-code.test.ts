import { expect, it } from 'vitest'
import { parseUserCode, toUserCode } from './user-code.ts'

it('toUserCode › is eight consonants in two groups', () => {
  let n = 0
  const code = toUserCode(() => (n++ % 20) / 20)
  expect(code).toBe('BCDF-GHJK')
  expect(toUserCode(() => 0.999_999)).toBe('ZZZZ-ZZZZ')
})

it('parseUserCode › takes what a person makes of it, and nothing that is no code', () => {
  for (const typed of ['bcdf-ghjk', ' BCDF GHJK ', 'bcdfghjk', 'BCDF–GHJK'])
    expect(parseUserCode(typed)).toBe('BCDF-GHJK')
  for (const typed of ['', 'BCDF-GHJ', 'BCDF-GHJA', 'BCDF-GHJK-L', '1CDF-GHJK'])
    expect(parseUserCode(typed)).toBeUndefined()
})
