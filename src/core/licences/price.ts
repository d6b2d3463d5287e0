import type { Price } from '../report/sections.ts'
import type { Locale } from '../texts/language.ts'

/** What is paid, in hundredths of a currency, whatever coins that has. */
export type Money = Pick<Price, 'minor' | 'currency'>

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Whether a code of three capitals is a currency, `BRL`. */
export const isCurrency = (code: string): boolean => currencies.has(code)

/** Signs that mean one currency everywhere; a bare `$` does not. */
const signs: Readonly<Record<string, string>> = { R$: 'BRL', US$: 'USD', '€': 'EUR', '£': 'GBP' }

/** Hundredths: more would not be exact in a number any more once it is multiplied by seats. */
const most = 1_000_000_000

/**
 * Reads a price as somebody types it, to the hundredth and without floating point: `109.00 BRL`, `R$ 1.234,50`, `EUR 9`.
 * A comma or point before one or two last digits begins the hundredths; one before three parts thousands where that is so in the
 * language.
 * @returns undefined for what is no price, has no currency, is below 0 or above ten million, or could mean two amounts
 */
export function parsePrice(text: string, locale: Locale): Money | undefined {
  const typed = text.replace(/\s+/g, ' ').trim()
  const [, before = '', amount = '', after = ''] = /^(\D*?) ?(\d[\d.,]*) ?([^\d.,]*)$/.exec(typed) ?? []
  const currency = toCurrency(before) ?? toCurrency(after)
  const minor = toMinor(amount, locale)
  if (currency === undefined || (before !== '' && after !== '') || minor === undefined || minor > most) return undefined
  return { minor, currency }
}

function toCurrency(typed: string): string | undefined {
  const code = signs[typed.toUpperCase()] ?? typed.toUpperCase()
  return isCurrency(code) ? code : undefined
}

function toMinor(amount: string, locale: Locale): number | undefined {
  const [, whole = amount, point, hundredths = ''] = /^(.*)([.,])(\d{1,2})$/.exec(amount) ?? []
  const usual = locale === 'pt-BR' ? '.' : ','
  const grouping = point === undefined ? usual : point === ',' ? '.' : ','
  const isGrouped = new RegExp(`^\\d{1,3}(?:\\${grouping}\\d{3})+$`).test(whole)
  if (!isGrouped && !/^\d{1,9}$/.test(whole)) return undefined
  return Number(whole.replaceAll(grouping, '')) * 100 + Number(hundredths.padEnd(2, '0'))
}

/** An amount in the reader's language: `R$ 1.234,50`, `€1,234.50`. */
export const formatMoney = ({ minor, currency }: Money, locale: Locale): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(minor / 100)

/** What so many seats cost in a month, in hundredths; of a yearly price a twelfth, rounded once, for all of them together. */
export const perMonth = (seats: number, { minor, per }: Pick<Price, 'minor' | 'per'>): number =>
  per === 'month' ? seats * minor : Math.round((seats * minor) / 12)
