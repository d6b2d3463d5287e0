import type { Locale } from '../../core/texts/language.ts'

/** What `usage-audit licences` says. */
export interface LicenceWords {
  readonly columns: readonly [
    id: string,
    name: string,
    apps: string,
    seats: string,
    used: string,
    unused: string,
    price: string,
    wasted: string,
    renews: string,
  ]
  readonly none: string
  /** Of a licence whose seats are not counted. */
  readonly anyNumber: string
  readonly per: Readonly<Record<'month' | 'year', string>>
  /** Under the table. */
  basis(days: number): string
  added(name: string): string
  changed(name: string): string
  removed(name: string): string
}

const en: LicenceWords = {
  columns: ['ID', 'LICENCE', 'APPS', 'SEATS', 'USED', 'UNUSED', 'PRICE', 'WASTED A MONTH', 'RENEWS'],
  none: 'There are no licences. `usage-audit licences add` adds one.',
  anyNumber: 'any',
  per: { month: 'a month', year: 'a year' },
  basis: (days) => `Used: computers on which one of the apps was in front in the last ${days} days.`,
  added: (name) => `Added: ${name}.`,
  changed: (name) => `Changed: ${name}.`,
  removed: (name) => `Removed: ${name}.`,
}

const ptBr: LicenceWords = {
  columns: ['ID', 'LICENÇA', 'APPS', 'VAGAS', 'EM USO', 'SEM USO', 'PREÇO', 'PERDA POR MÊS', 'RENOVA'],
  none: 'Não há licenças. `usage-audit licences add` adiciona uma.',
  anyNumber: 'livre',
  per: { month: 'por mês', year: 'por ano' },
  basis: (days) => `Em uso: computadores em que um dos apps esteve na frente nos últimos ${days} dias.`,
  added: (name) => `Adicionada: ${name}.`,
  changed: (name) => `Alterada: ${name}.`,
  removed: (name) => `Removida: ${name}.`,
}

export const licenceWordsOf = (locale: Locale): LicenceWords => (locale === 'pt-BR' ? ptBr : en)
