import { parsePrice } from '../../../core/licences/price.ts'
import type { Price } from '../../../core/report/sections.ts'
import type { Locale } from '../../../core/texts/language.ts'

/** What a form says of a licence besides its apps. */
export interface ReadLicence {
  readonly name: string
  readonly seats: number | null
  readonly price: Price | null
  readonly renewsOn: string | null
}

/** What is wrong with it, by field. */
export type LicenceProblem = 'seats' | 'price'

/**
 * Reads what somebody filled in, an amount as it is written in their language. Nothing is guessed: what cannot be read is a problem, and
 * never another number.
 */
export function readLicence(
  fields: Readonly<Record<string, string>>,
  locale: Locale,
): ReadLicence | { readonly problems: ReadonlySet<LicenceProblem> } {
  const { name = '', seats = '', amount = '', currency = '', per, renewsOn = '' } = fields
  const typed = amount.trim()
  const money = typed === '' ? undefined : parsePrice(`${typed} ${currency}`, locale)
  const problems = new Set<LicenceProblem>()
  if (!/^\d{0,7}$/.test(seats.trim())) problems.add('seats')
  if (typed !== '' && money === undefined) problems.add('price')
  if (problems.size > 0) return { problems }
  return {
    name: name.trim(),
    seats: seats.trim() === '' ? null : Number(seats),
    price: money ? { ...money, per: per === 'year' ? 'year' : 'month' } : null,
    renewsOn: renewsOn === '' ? null : renewsOn,
  }
}

/** An amount as it is filled in: `1308,00`, without its currency and without parting thousands. */
export const writeAmount = (minor: number, locale: Locale): string =>
  (minor / 100).toFixed(2).replace('.', locale === 'en' ? '.' : ',')
