import { formatCount, formatDuration } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'

export interface DemoCounts {
  readonly people: number
  readonly devices: number
  readonly rows: number
  readonly ms: number
}

/** What `demo` says, and what other commands say of a store that it filled. */
export interface DemoWords {
  progress(words: { devices: number; of: number; rows: number }): string
  filled(counts: DemoCounts): string
  readonly lookAtIt: string
  toBeRidOfIt(where: string): string
  /** Where no link is printed, since others may read what is. */
  wayIn(owner: string): string
}

const en: DemoWords = {
  progress: ({ devices, of, rows }) => `made-up computers: ${devices} of ${of} · rows: ${formatCount(rows, 'en')}`,
  filled: ({ people, devices, rows, ms }) =>
    `Made up: people ${formatCount(people, 'en')}, computers ${formatCount(devices, 'en')}, rows ${formatCount(rows, 'en')}, in ${formatDuration(ms, 'en')}.`,
  lookAtIt: 'To look at it:',
  toBeRidOfIt: (where) => `Nothing of it is real, and every page says so. To be rid of it, delete ${where}`,
  wayIn: (owner) =>
    `Made-up data. No link is printed where others may read it: run this in a terminal to get one, or \`usage-audit users sign-in-link "${owner}"\` with the same settings.`,
}

const ptBr: DemoWords = {
  progress: ({ devices, of, rows }) =>
    `computadores inventados: ${devices} de ${of} · linhas: ${formatCount(rows, 'pt-BR')}`,
  filled: ({ people, devices, rows, ms }) =>
    `Inventados: pessoas ${formatCount(people, 'pt-BR')}, computadores ${formatCount(devices, 'pt-BR')}, linhas ${formatCount(rows, 'pt-BR')}, em ${formatDuration(ms, 'pt-BR')}.`,
  lookAtIt: 'Para ver:',
  toBeRidOfIt: (where) => `Nada disso é real, e toda página o diz. Para se livrar dos dados, apague ${where}`,
  wayIn: (owner) =>
    `Dados inventados. Nenhum link é escrito onde outros possam ler: rode isto num terminal para receber um, ou \`usage-audit users reset-link "${owner}"\` com as mesmas configurações.`,
}

const languages: Readonly<Record<Locale, DemoWords>> = { en, 'pt-BR': ptBr }

export const demoWordsOf = (locale: Locale): DemoWords => languages[locale]
