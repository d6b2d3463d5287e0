import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../../../core/texts/language.ts'
import { readLicence, writeAmount } from './read-licence.ts'

const filled = { name: ' Acme ', seats: '25', amount: '109,00', currency: 'BRL', per: 'year', renewsOn: '2027-03-31' }

describe('readLicence', () => {
  it('reads what was filled in, in the reader’s language', () => {
    expect(readLicence(filled, 'pt-BR')).toEqual({
      name: 'Acme',
      seats: 25,
      price: { minor: 10_900, currency: 'BRL', per: 'year' },
      renewsOn: '2027-03-31',
    })
    expect(readLicence({ ...filled, amount: '1.234', per: 'month' }, 'pt-BR')).toMatchObject({
      price: { minor: 123_400, per: 'month' },
    })
  })

  it('takes nothing for any number of seats, an unknown price and no renewal', () => {
    expect(readLicence({ name: 'Acme', seats: ' ', amount: '', currency: 'BRL', renewsOn: '' }, 'en')).toEqual({
      name: 'Acme',
      ...{ seats: null, price: null, renewsOn: null },
    })
  })

  it.each([
    [{ seats: '2.5' }, ['seats']],
    [{ seats: '-1' }, ['seats']],
    [{ seats: 'many', amount: 'cheap' }, ['seats', 'price']],
    [{ amount: '-5' }, ['price']],
  ])('takes %j for no licence rather than for another one', (wrong, problems) => {
    expect(readLicence({ ...filled, ...wrong }, 'pt-BR')).toEqual({ problems: new Set(problems) })
  })

  it('reads back every amount that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom(...locales), (minor, locale) => {
        const read = readLicence({ ...filled, amount: writeAmount(minor, locale) }, locale)
        expect(read).toMatchObject({ price: { minor } })
      }),
    )
  })
})
