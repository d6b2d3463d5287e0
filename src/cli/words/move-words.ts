import type { Locale } from '../../core/texts/language.ts'

/** What `db move` says, in one language. */
export interface MoveWords {
  copying(table: string, rows: string, total: string): string
  comparing(table: string, rows: string, total: string): string
  moved(rows: string, tables: number): string
  same(rows: string, tables: number): string
  /** What to do so that the server uses it. */
  next(file: string): string
}

const en: MoveWords = {
  copying: (table, rows, total) => `Copying ${table}: ${rows} of ${total} rows`,
  comparing: (table, rows, total) => `Comparing ${table}: ${rows} of ${total} rows`,
  moved: (rows, tables) => `Moved: ${rows} rows in ${tables} tables, each compared and the same.`,
  same: (rows, tables) => `It was there already: ${rows} rows in ${tables} tables, each compared and the same.`,
  next: (file) => `Set server.database to the new address and start the server. ${file} stays as it is.`,
}

const ptBr: MoveWords = {
  copying: (table, rows, total) => `Copiando ${table}: ${rows} de ${total} linhas`,
  comparing: (table, rows, total) => `Comparando ${table}: ${rows} de ${total} linhas`,
  moved: (rows, tables) => `Mudança feita: ${rows} linhas em ${tables} tabelas, todas comparadas e iguais.`,
  same: (rows, tables) => `Já estava tudo lá: ${rows} linhas em ${tables} tabelas, todas comparadas e iguais.`,
  next: (file) => `Defina server.database com o novo endereço e inicie o servidor. ${file} fica como está.`,
}

const languages: Readonly<Record<Locale, MoveWords>> = { en, 'pt-BR': ptBr }

export const moveWordsOf = (locale: Locale): MoveWords => languages[locale]
