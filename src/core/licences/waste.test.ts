import { describe, expect, it } from 'vitest'
import { formatWaste, toWaste } from './waste.ts'

const paid = (currency: string, wastedMinor: number | null, unused = 1) => ({
  ...{ unused, wastedMinor },
  price: { minor: 100, currency, per: 'month' as const },
})

describe('toWaste', () => {
  it('adds up what is paid in one currency, and never two of them', () => {
    const waste = toWaste([paid('BRL', 5_000, 2), paid('USD', 90_000, 3), paid('BRL', 2_500)])
    expect(waste).toEqual({
      seats: 6,
      sums: [
        { currency: 'USD', minor: 90_000 },
        { currency: 'BRL', minor: 7_500 },
      ],
    })
    expect(formatWaste(waste, 'pt-BR')).toBe('US$\u00a0900,00 e R$\u00a075,00')
    expect(formatWaste(waste, 'en', 12)).toBe('$10,800.00 and R$900.00')
  })

  it('counts no seat that costs nothing', () => {
    expect(toWaste([paid('BRL', 0, 4), paid('BRL', null, 2), { unused: 9, price: null }])).toEqual({
      seats: 0,
      sums: [],
    })
  })
})
