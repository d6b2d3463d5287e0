import { formatList } from '../format.ts'
import { formatMoney } from '../format-money.ts'
import type { Price } from '../report/sections.ts'
import type { Locale } from '../texts/language.ts'

/** What is paid for nothing in a month: each currency for itself, as nobody knows what one is worth in another. */
export interface Waste {
  /** Of licences with a price. */
  readonly seats: number
  /** In hundredths, the largest first. */
  readonly sums: readonly { readonly currency: string; readonly minor: number }[]
}

/** A licence as a report has it, or as the server answers. */
interface Wasting {
  readonly unused: number
  readonly price?: Price | null
  /** In hundredths, of a month. */
  readonly wastedMinor?: number | null
}

export function toWaste(licences: readonly Wasting[]): Waste {
  const sums = new Map<string, number>()
  let seats = 0
  for (const { price, wastedMinor, unused } of licences) {
    if (!price || !wastedMinor) continue
    seats += unused
    sums.set(price.currency, (sums.get(price.currency) ?? 0) + wastedMinor)
  }
  return {
    seats,
    sums: [...sums].map(([currency, minor]) => ({ currency, minor })).sort((a, b) => b.minor - a.minor),
  }
}

/** `R$ 540,00`, of several currencies `R$ 540,00 e US$ 20,00`; `times` of it. */
export const formatWaste = ({ sums }: Waste, locale: Locale, times = 1): string =>
  formatList(
    sums.map(({ currency, minor }) => formatMoney(minor * times, currency, locale)),
    locale,
  )
