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
  checking(days: number): string
  readonly file: string
  orphans(missing: 'device' | 'stream' | 'subject', rows: string): string
  figures(device: number, period: string): string
  unrepairable(what: string): string
  report(kind: string, period: string): string
  /** Of a report whose figures are not those that were frozen. */
  changed(id: string): string
  /** @param counts of days, months and reports */
  checked(counts: readonly string[], wrong: number, repaired: number): string
  compacted(before: string, after: string): string
  readonly sizeColumns: readonly string[]
  readonly keptForever: string
  total(bytes: string, perYear: string): string
}

const en: CareWords = {
  copying: (percent) => `Copying: ${percent} %`,
  backedUp: (file, size, when) => `Backed up to ${file} (${size}), as of ${when}.`,
  restored: (when) => (when ? `Restored the backup of ${when}.` : 'Restored the backup.'),
  former: (file) => `The former database is ${file}; delete it when nothing is missed.`,
  erasedAgain: (count) => `Erasures carried out again: ${count}.`,
  refilled: 'Start the server: agents send again what they still have and the backup has not.',
  checking: (days) => `Checking: ${days} days`,
  file: 'file',
  orphans: (missing, rows) => `${rows} rows whose ${missing} is gone`,
  figures: (device, period) => `device ${device}, ${period}`,
  unrepairable: (what) => `${what}; its facts are gone`,
  report: (kind, period) => `report ${kind} ${period}`,
  changed: (id) => `its figures were changed after they were frozen (${id})`,
  checked: ([days, months, reports], wrong, repaired) =>
    `Days checked: ${days}, months: ${months}, reports: ${reports}; wrong: ${wrong}, repaired: ${repaired}.`,
  compacted: (before, after) => `The database had ${before} and has ${after}.`,
  sizeColumns: ['DATA', 'ROWS', 'SIZE', 'A MONTH ADDS', 'KEPT, DAYS', 'IN A YEAR'],
  keptForever: 'always',
  total: (bytes, perYear) => `In all ${bytes}; at the pace of the last 30 days ${perYear} in a year.`,
}

const ptBr: CareWords = {
  copying: (percent) => `Copiando: ${percent} %`,
  backedUp: (file, size, when) => `Cópia de segurança gravada em ${file} (${size}), com os dados até ${when}.`,
  restored: (when) =>
    when ? `A cópia de segurança de ${when} foi restaurada.` : 'A cópia de segurança foi restaurada.',
  former: (file) => `O banco anterior está em ${file}; apague-o quando nada faltar.`,
  erasedAgain: (count) => `Exclusões refeitas: ${count}.`,
  refilled: 'Inicie o servidor: os agentes reenviam o que ainda têm e a cópia não tem.',
  checking: (days) => `Verificando: ${days} dias`,
  file: 'arquivo',
  orphans: (missing, rows) =>
    `${rows} linhas sem ${{ device: 'o seu dispositivo', stream: 'o seu fluxo', subject: 'o seu aplicativo' }[missing]}`,
  figures: (device, period) => `dispositivo ${device}, ${period}`,
  unrepairable: (what) => `${what}; os fatos já não existem`,
  report: (kind, period) => `relatório ${kind} ${period}`,
  changed: (id) => `os números foram alterados depois de congelados (${id})`,
  checked: ([days, months, reports], wrong, repaired) =>
    `Dias verificados: ${days}, meses: ${months}, relatórios: ${reports}; errados: ${wrong}, corrigidos: ${repaired}.`,
  compacted: (before, after) => `O banco tinha ${before} e agora tem ${after}.`,
  sizeColumns: ['DADOS', 'LINHAS', 'TAMANHO', 'POR MÊS', 'GUARDADO, DIAS', 'EM UM ANO'],
  keptForever: 'sempre',
  total: (bytes, perYear) => `Ao todo ${bytes}; no ritmo dos últimos 30 dias, ${perYear} daqui a um ano.`,
}

export const careWordsOf = (locale: Locale): CareWords => (locale === 'pt-BR' ? ptBr : en)
