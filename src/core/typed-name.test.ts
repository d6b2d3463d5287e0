import { expect, it } from 'vitest'
import { readName } from './typed-name.ts'

it('readName › takes what can be read, and says of what cannot that it is empty', () => {
  expect(readName(' Ana\u202e\nLima ')).toBe('Ana Lima')
  expect(readName('x'.repeat(200))).toBe(`${'x'.repeat(99)}…`)
  for (const typed of ['', ' \t', '\u0007', '\u202e'])
    expect(() => readName(typed)).toThrow(
      expect.objectContaining({ code: 'invalid', at: 'name', details: { fault: 'empty' } }),
    )
})
