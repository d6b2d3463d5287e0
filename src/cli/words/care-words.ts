import type { Locale } from '../../core/texts/language.ts'

/** What the commands of `usage-audit db` say. */
export interface CareWords {
  copying(percent: number): string
  backedUp(file: string, size: string, when: string): string
  /** @param when the backup was made */
  restored(when: string | undefined): string
  former(file: string): string
  erasedAgain(count: string): string
  readonly refilled: string
}

const en: CareWords = {
  copying: (percent) => `Copying: ${percent} %`,
  backedUp: (file, size, when) => `Backed up to ${file} (${size}), as of ${when}.`,
  restored: (when) => (when ? `Restored the backup of ${when}.` : 'Restored the backup.'),
  former: (file) => `The former database is ${file}; delete it when nothing is missed.`,
  erasedAgain: (count) => `Erasures carried out again: ${count}.`,
  refilled: 'Start the server: agents send again what they still have and the backup has not.',
}

const ptBr: CareWords = {
  copying: (percent) => `Copiando: ${percent} %`,
  backedUp: (file, size, when) => `Cópia de segurança gravada em ${file} (${size}), com os dados até ${when}.`,
  restored: (when) =>
    when ? `A cópia de segurança de ${when} foi restaurada.` : 'A cópia de segurança foi restaurada.',
  former: (file) => `O banco anterior está em ${file}; apague-o quando nada faltar.`,
  erasedAgain: (count) => `Exclusões refeitas: ${count}.`,
  refilled: 'Inicie o servidor: os agentes reenviam o que ainda têm e a cópia não tem.',
}

export const careWordsOf = (locale: Locale): CareWords => (locale === 'pt-BR' ? ptBr : en)
