import { expect, it } from 'vitest'
import { addressFlag, durationFlag } from './flags.ts'

it('durationFlag › reads a duration and says what one looks like', () => {
  expect(durationFlag('20s')).toBe(20_000)
  expect(() => durationFlag('20')).toThrow(/as 20s, 5m, 2h or 1d/)
})

it('addressFlag › reads one address and refuses two', () => {
  expect(addressFlag('ana@example.org')).toEqual({ name: '', address: 'ana@example.org' })
  expect(() => addressFlag('a@b.org,c@d.org')).toThrow(/one e-mail address/)
})
