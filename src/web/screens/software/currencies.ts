import type { Locale } from '../../../core/texts/language.ts'

/** Offered before all others. */
const usual: Readonly<Record<Locale, readonly string[]>> = { en: ['USD', 'EUR', 'GBP'], 'pt-BR': ['BRL', 'USD', 'EUR'] }

/** Every currency by its code and name; those that the organisation pays in first. */
export function currencyOptions(paid: readonly string[], locale: Locale): { value: string; text: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const codes = new Set([...paid, ...usual[locale], ...Intl.supportedValuesOf('currency')])
  return [...codes].map((value) => ({ value, text: `${value} · ${names.of(value) ?? value}` }))
}
