import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../texts/language.ts'
import { formatMoney, isCurrency, parsePrice, perMonth } from './price.ts'

const brl = (minor: number) => ({ minor, currency: 'BRL' })

describe('parsePrice', () => {
  it.each([
    ['109.00 BRL', 'en', 10_900],
    ['109.00 BRL', 'pt-BR', 10_900],
    ['109,00 BRL', 'pt-BR', 10_900],
    ['109,5 brl', 'en', 10_950],
    ['R$ 1.234,56', 'pt-BR', 123_456],
    ['R$1,234.56', 'en', 123_456],
    ['1.234 BRL', 'pt-BR', 123_400],
    ['1,234 BRL', 'en', 123_400],
    ['BRL 2.345.678', 'pt-BR', 234_567_800],
    ['0,29 BRL', 'pt-BR', 29],
    ['BRL 9', 'en', 900],
  ] as const)('reads %s in %s to the hundredth', (text, locale, minor) => {
    expect(parsePrice(text, locale)).toEqual(brl(minor))
  })

  it.each([
    '',
    '109',
    'BRL',
    '$ 20',
    '109 XQQ',
    '-5 BRL',
    '1.234 BRL',
    '99,999,999 BRL',
    '10.999 BRL',
    '1,23,4 BRL',
    '1,2345 BRL',
    'BRL 5 BRL',
    '1e3 BRL',
    '.50 BRL',
    '12,34.5 BRL',
  ])('takes %j for no price in English, rather than for a wrong one', (text) => {
    expect(parsePrice(text, 'en')).toBeUndefined()
  })

  it('reads back whatever it writes, in every language', () => {
    const price = fc.record({ minor: fc.integer({ min: 0, max: 1e9 }), currency: fc.constantFrom('BRL', 'USD', 'EUR') })
    fc.assert(
      fc.property(price, fc.constantFrom(...locales), (money, locale) => {
        const written = formatMoney(money, locale).replace(/^\$/, 'US$')
        expect(parsePrice(written, locale)).toEqual(money)
      }),
    )
  })
})

describe('perMonth', () => {
  it('takes a twelfth of a yearly price, rounded once for all seats', () => {
    expect(perMonth(3, { minor: 10_900, per: 'month' })).toBe(32_700)
    expect(perMonth(12, { minor: 1_001, per: 'year' })).toBe(1_001)
    expect(perMonth(0, { minor: 1_001, per: 'year' })).toBe(0)
  })
})

describe('isCurrency', () => {
  it('knows codes, in capitals', () => {
    expect(['BRL', 'EUR', 'brl', 'XQQ', ''].map(isCurrency)).toEqual([true, true, false, false, false])
  })
})
