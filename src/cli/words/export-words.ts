import type { Locale } from '../../core/texts/language.ts'

/** What `usage-audit export` says. */
export interface ExportWords {
  reading(table: string, rows: number): string
  written(person: string, rows: string, tables: number, out: string): string
}

const en: ExportWords = {
  reading: (table, rows) => `Reading ${table}: ${rows} rows`,
  written: (person, rows, tables, out) =>
    `All that is stored of ${person}: ${rows} rows of ${tables} tables, in ${out}. Only this account can read it; give it to nobody else.`,
}

const ptBr: ExportWords = {
  reading: (table, rows) => `Lendo ${table}: ${rows} linhas`,
  written: (person, rows, tables, out) =>
    `Tudo o que está guardado sobre ${person}: ${rows} linhas de ${tables} tabelas, em ${out}. Só esta conta pode ler; não entregue a mais ninguém.`,
}

export const exportWordsOf = (locale: Locale): ExportWords => (locale === 'pt-BR' ? ptBr : en)
