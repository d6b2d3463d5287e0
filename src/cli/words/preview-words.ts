import type { RuleAction } from '../../core/privacy.ts'
import type { Redactor } from '../../core/redact/redact.ts'
import type { Locale } from '../../core/texts/language.ts'

/** What `agent preview` says, in one language. */
export interface PreviewWords {
  watching(duration: string): string
  readonly paused: string
  readonly outside: string
  /** Titles of the parts. */
  readonly programs: string
  readonly leftOut: string
  readonly windows: string
  readonly noPrograms: string
  /** No desktop told anything of windows. */
  readonly unknown: string
  /** A desktop told, and nothing was in front. */
  readonly nothingInFront: string
  readonly titlesOff: string
  others(count: number): string
  readonly columns: Readonly<Record<'app' | 'running' | 'cpu' | 'memory', string>>
  /** A window that a rule drops. */
  readonly notStored: string
  readonly rule: (index: number, action: RuleAction) => string
  redacted(kinds: string): string
  readonly kinds: Readonly<Record<Redactor, string>>
  input(duration: string): string
}

const en: PreviewWords = {
  watching: (duration) => `Watching for ${duration}; nothing of it is stored.`,
  paused: 'Paused: nothing is recorded now. `usage-audit agent resume` ends it.',
  outside: 'Outside working hours: nothing is recorded now.',
  programs: 'Programs that would be stored',
  leftOut: 'Programs that would be left out',
  windows: 'In front, as it would be stored',
  noPrograms: 'None.',
  unknown: 'Unknown: no desktop here tells which window is in front.',
  nothingInFront: 'No window was in front.',
  titlesOff: 'Window titles are not stored: privacy.titles is off.',
  others: (count) => `and ${count} more`,
  columns: {
    app: 'APP',
    running: 'RUNNING',
    cpu: 'CPU TIME',
    memory: 'MEMORY',
  },
  notStored: '(not stored)',
  rule: (index, action) => `privacy.rules[${index}]: ${action}`,
  redacted: (kinds) => `redacted: ${kinds}`,
  kinds: {
    key: 'key or token',
    url: 'web address',
    password: 'password',
    'e-mail': 'e-mail',
    IBAN: 'IBAN',
    CNPJ: 'CNPJ',
    CPF: 'CPF',
    card: 'card',
    phone: 'phone',
    random: 'random letters',
  },
  input: (duration) => `Keyboard or pointer in use: ${duration}`,
}

const ptBr: PreviewWords = {
  watching: (duration) => `Observando por ${duration}; nada disso é gravado.`,
  paused: 'Em pausa: nada é registrado agora. `usage-audit agent resume` a encerra.',
  outside: 'Fora do horário de trabalho: nada é registrado agora.',
  programs: 'Programas que seriam gravados',
  leftOut: 'Programas que ficariam de fora',
  windows: 'Na frente, como seria gravado',
  noPrograms: 'Nenhum.',
  unknown: 'Desconhecido: nenhuma área de trabalho informa aqui que janela está na frente.',
  nothingInFront: 'Nenhuma janela estava na frente.',
  titlesOff: 'Títulos de janelas não são gravados: privacy.titles está desligado.',
  others: (count) => `e mais ${count}`,
  columns: {
    app: 'APP',
    running: 'EXECUÇÃO',
    cpu: 'CPU',
    memory: 'MEMÓRIA',
  },
  notStored: '(não gravado)',
  rule: (index, action) => `privacy.rules[${index}]: ${action}`,
  redacted: (kinds) => `oculto: ${kinds}`,
  kinds: {
    key: 'chave ou token',
    url: 'endereço da web',
    password: 'senha',
    'e-mail': 'e-mail',
    IBAN: 'IBAN',
    CNPJ: 'CNPJ',
    CPF: 'CPF',
    card: 'cartão',
    phone: 'telefone',
    random: 'letras ao acaso',
  },
  input: (duration) => `Teclado ou ponteiro em uso: ${duration}`,
}

const languages: Readonly<Record<Locale, PreviewWords>> = { en, 'pt-BR': ptBr }

export const previewWordsOf = (locale: Locale): PreviewWords => languages[locale]
