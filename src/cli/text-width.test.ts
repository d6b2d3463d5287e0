import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { widthOf } from './text-width.ts'

it('widthOf › measures what a terminal draws', () => {
  expect(widthOf('João – 3 h')).toBe(10)
  expect(widthOf('日本')).toBe(4)
  expect(widthOf('e\u0301')).toBe(1)
  expect(widthOf('👨‍👩‍👧')).toBe(2)
  expect(widthOf('\u001b[1mvim\u001b[22m')).toBe(3)
})

it('widthOf › agrees with string-width also where it does not ask it', () => {
  const codes = fc.integer({ min: 0x20, max: 0x2600 }).filter((code) => code < 0x7f || code > 0x9f)
  fc.assert(
    fc.property(fc.array(codes), (all) => {
      const text = String.fromCharCode(...all)
      expect(widthOf(text)).toBe(stringWidth(text))
    }),
    { numRuns: 2_000 },
  )
  for (let code = 0xa0; code < 0x2600; code++)
    expect([code, widthOf(String.fromCharCode(code))]).toEqual([code, stringWidth(String.fromCharCode(code))])
})
