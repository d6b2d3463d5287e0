import type { Locale } from '../../core/texts/language.ts'

/** What `usage-audit licences` says. */
export interface LicenceWords {
  readonly columns: readonly [
    name: string,
    apps: string,
    used: string,
    unused: string,
    price: string,
    wasted: string,
    renews: string,
  ]
  readonly none: string
  /** So many are used of so many seats. */
  usedOf(used: string, seats: string): string
  readonly per: Readonly<Record<'month' | 'year', string>>
  /** Under the table. */
  basis(days: number): string
  added(name: string): string
  changed(name: string): string
  removed(name: string): string
}

const en: LicenceWords = {
  columns: ['LICENCE', 'APPS', 'USED', 'UNUSED', 'PRICE', 'WASTED/MONTH', 'RENEWS'],
  none: 'There are no licences. `usage-audit licences add` adds one.',
  usedOf: (used, seats) => `${used} of ${seats}`,
  per: { month: 'month', year: 'year' },
  basis: (days) => `Used: computers on which one of the apps was in front in the last ${days} days.`,
  added: (name) => `Added: ${name}.`,
  changed: (name) => `Changed: ${name}.`,
  removed: (name) => `Removed: ${name}.`,
}

const ptBr: LicenceWords = {
  columns: ['LICENÇA', 'APPS', 'EM USO', 'SEM USO', 'PREÇO', 'PERDA/MÊS', 'RENOVA'],
  none: 'Não há licenças. `usage-audit licences add` adiciona uma.',
  usedOf: (used, seats) => `${used} de ${seats}`,
  per: { month: 'mês', year: 'ano' },
  basis: (days) => `Em uso: computadores em que um dos apps esteve na frente nos últimos ${days} dias.`,
  added: (name) => `Adicionada: ${name}.`,
  changed: (name) => `Alterada: ${name}.`,
  removed: (name) => `Removida: ${name}.`,
}

export const licenceWordsOf = (locale: Locale): LicenceWords => (locale === 'pt-BR' ? ptBr : en)
