import type { Locale } from './texts/language.ts'

const nbsp = '\u00a0'

/**
 * Money as it is written where the reader is: `R$109.00`, `R$ 109,00`. A currency that this Node does not know stands by its code.
 * @param minor hundredths of the currency
 */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const options = { style: 'currency', currency } as const
  const known = /^[A-Z]{3}$/.test(currency)
  const text = known
    ? new Intl.NumberFormat(locale, options).format(minor / 100)
    : new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(minor / 100)
  return (known ? text : `${text} ${currency}`).replace(/[\u00a0\u2009\u202f]/g, nbsp).replace('-', '\u2212')
}
