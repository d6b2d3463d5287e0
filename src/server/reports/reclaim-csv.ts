import type { Money } from '../../core/licences/price.ts'
import type { Locale } from '../../core/texts/language.ts'
import type { Day } from '../../core/time.ts'
import { toCell } from './csv.ts'

/** A seat that nobody used. */
export interface ReclaimRow {
  /** Null of who left. */
  readonly person: string | null
  readonly email: string | null
  readonly device: string
  readonly app: string
  readonly version: string | null
  readonly lastUsedOn: Day | null
  readonly days: number
}

const heads: Readonly<Record<Locale, readonly string[]>> = {
  en: ['Person', 'E-mail', 'Computer', 'App', 'Version', 'Last used on', 'Days since', 'Price per month', 'Currency'],
  'pt-BR': [
    'Pessoa',
    'E-mail',
    'Computador',
    'App',
    'Versão',
    'Último uso',
    'Dias desde então',
    'Preço por mês',
    'Moeda',
  ],
}

/**
 * Seats to take back as CSV (RFC 4180, UTF-8, CRLF): days as 2026-10-31, prices with a point, so that every program reads them;
 * an empty cell is unknown. No text in it runs as a formula.
 */
export function toReclaimCsv(
  rows: readonly ReclaimRow[],
  { locale, price }: { readonly locale: Locale; readonly price: Money | null },
): string {
  const paid = price ? [toDecimal(price.minor), price.currency] : ['', '']
  const cells = rows.map(({ person, email, device, app, version, lastUsedOn, days }) => [
    ...[person, email, device, app, version, lastUsedOn].map((cell) => toCell(cell)),
    String(days),
    ...paid,
  ])
  return [heads[locale].map((cell) => toCell(cell)), ...cells].map((row) => `${row.join(',')}\r\n`).join('')
}

const toDecimal = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
