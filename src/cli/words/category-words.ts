import type { Locale } from '../../core/texts/language.ts'

/** What the commands on categories and rules say. */
export interface CategoryWords {
  /** Number, category, in front, active, CPU time. */
  readonly categoryColumns: readonly string[]
  /** What no rule sorts. */
  readonly none: string
  readonly devicesAreAddedUp: string
  /** Number, what the rule looks at, category, apps, in front, CPU time. */
  readonly ruleColumns: readonly string[]
  readonly conditions: Readonly<Record<'app' | 'path' | 'title' | 'domain' | 'parent', string>>
  changed(revision: number, days: string): string
  undone(action: string, when: string, revision: number): string
  /** Category, then before and after of in front, active and CPU time. */
  readonly previewColumns: readonly string[]
  readonly previewIsDry: string
  readonly nothingDiffers: string
  readonly movedColumns: readonly string[]
  readonly moreMoved: (count: string) => string
  readonly unsorted: (count: string) => string
  readonly unsortedColumns: readonly string[]
  byRule(category: string, rule: number): string
  readonly byNone: string
  testedApp(app: string, verdict: string): string
  testedTitle(title: string, verdict: string): string
  /** Of changes, as the ledger names them. */
  readonly actions: Readonly<Record<string, string>>
}

const en: CategoryWords = {
  categoryColumns: ['ID', 'CATEGORY', 'IN FRONT', 'ACTIVE', 'CPU TIME'],
  none: 'No category',
  devicesAreAddedUp: 'Each with all that lies below it. Computers are added up.',
  ruleColumns: ['RULE', 'LOOKS AT', 'CATEGORY', 'APPS', 'IN FRONT', 'CPU TIME'],
  conditions: { app: 'app', path: 'path', title: 'title', domain: 'domain', parent: 'in' },
  changed: (revision, days) => `Changed: this is revision ${revision}. Days made again for their titles: ${days}.`,
  undone: (action, when, revision) => `Undone: ${action}, of ${when}. This is revision ${revision}.`,
  previewColumns: ['CATEGORY', 'IN FRONT', 'AFTER', 'ACTIVE', 'AFTER', 'CPU TIME', 'AFTER'],
  previewIsDry: 'A preview: nothing was changed.',
  nothingDiffers: 'No figure of this time would differ.',
  movedColumns: ['APP', 'FROM', 'TO'],
  moreMoved: (count) => `Apps that would move besides: ${count}; --json names them.`,
  unsorted: (count) => `Apps that no rule sorts: ${count}. The largest:`,
  unsortedColumns: ['APP', 'KEY', 'IN FRONT', 'CPU TIME'],
  byRule: (category, rule) => `${category}, by rule ${rule}`,
  byNone: 'no category, as no rule matches',
  testedApp: (app, verdict) => `${app}: ${verdict}.`,
  testedTitle: (title, verdict) => `With the title "${title}": ${verdict}.`,
  actions: {
    'add category': 'a category was added',
    'rename category': 'a category was renamed',
    'move category': 'a category was moved',
    'remove category': 'a category was removed',
    'add rule': 'a rule was added',
    'change rule': 'a rule was changed',
    'remove rule': 'a rule was removed',
    several: 'several things were changed',
  },
}

const ptBr: CategoryWords = {
  categoryColumns: ['ID', 'CATEGORIA', 'NA FRENTE', 'ATIVO', 'CPU'],
  none: 'Sem categoria',
  devicesAreAddedUp: 'Cada uma com tudo o que há abaixo dela. Os computadores são somados.',
  ruleColumns: ['REGRA', 'OLHA PARA', 'CATEGORIA', 'APPS', 'NA FRENTE', 'CPU'],
  conditions: { app: 'app', path: 'caminho', title: 'título', domain: 'domínio', parent: 'em' },
  changed: (revision, days) => `Alterado: esta é a revisão ${revision}. Dias refeitos pelos títulos: ${days}.`,
  undone: (action, when, revision) => `Desfeito: ${action}, de ${when}. Esta é a revisão ${revision}.`,
  previewColumns: ['CATEGORIA', 'NA FRENTE', 'DEPOIS', 'ATIVO', 'DEPOIS', 'CPU', 'DEPOIS'],
  previewIsDry: 'Uma prévia: nada foi alterado.',
  nothingDiffers: 'Nenhum número deste período mudaria.',
  movedColumns: ['APP', 'DE', 'PARA'],
  moreMoved: (count) => `Outros apps que mudariam: ${count}; --json diz quais.`,
  unsorted: (count) => `Apps que nenhuma regra classifica: ${count}. Os maiores:`,
  unsortedColumns: ['APP', 'CHAVE', 'NA FRENTE', 'CPU'],
  byRule: (category, rule) => `${category}, pela regra ${rule}`,
  byNone: 'sem categoria, pois nenhuma regra corresponde',
  testedApp: (app, verdict) => `${app}: ${verdict}.`,
  testedTitle: (title, verdict) => `Com o título "${title}": ${verdict}.`,
  actions: {
    'add category': 'uma categoria foi criada',
    'rename category': 'uma categoria foi renomeada',
    'move category': 'uma categoria foi movida',
    'remove category': 'uma categoria foi removida',
    'add rule': 'uma regra foi criada',
    'change rule': 'uma regra foi alterada',
    'remove rule': 'uma regra foi removida',
    several: 'várias coisas foram alteradas',
  },
}

export const categoryWordsOf = (locale: Locale): CategoryWords => (locale === 'pt-BR' ? ptBr : en)
