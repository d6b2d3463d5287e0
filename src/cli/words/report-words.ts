import type { ReportKind } from '../../core/report/wishes.ts'
import type { Locale } from '../../core/texts/language.ts'

/** What `usage-audit report`, `subscriptions` and `recipients` say. */
export interface ReportWords {
  readonly making: string
  readonly kinds: Readonly<Record<ReportKind, string>>
  readonly planned: string
  readonly byHand: string
  readonly states: Readonly<Record<string, string>>
  readonly columns: readonly string[]
  readonly none: string
  readonly opened: (file: string) => string
  readonly resent: (address: string) => string
  readonly again: (when: string) => string
  readonly subscriptionColumns: readonly string[]
  readonly recipientColumns: readonly string[]
  readonly yes: string
  readonly no: string
  readonly noAddress: string
  readonly suppressed: (reason: string) => string
  readonly noRecipients: string
  readonly waits: string
  readonly lapsed: string
  readonly unsubscribed: string
  readonly reads: string
  readonly asked: (name: string, link: string) => string
  readonly removed: (name: string) => string
  readonly hour: (hour: number) => string
}

const en: ReportWords = {
  making: 'Making the figures …',
  kinds: { 'person-month': 'own month', 'person-week': 'own week', 'org-month': 'organisation’s month' },
  planned: 'planned',
  byHand: 'by hand',
  states: {
    planned: 'planned',
    claimed: 'being made',
    sending: 'being sent',
    sent: 'sent',
    failed: 'failed',
    uncertain: 'uncertain',
    suppressed: 'suppressed',
  },
  columns: ['MAIL', 'PERIOD', 'REPORT', 'MADE', 'STATE', 'TO', 'AT', 'OUTCOME'],
  none: 'No mails of reports.',
  opened: (file) => `The report is in ${file}.`,
  resent: (address) => `Sent once more to ${address}.`,
  again: (when) => `due ${when}`,
  subscriptionColumns: ['PERSON', 'REPORT', 'WANTED', 'HOUR', 'ZONE', 'LANGUAGE', 'ATTACHED', 'TO'],
  recipientColumns: ['ID', 'NAME', 'ADDRESS', 'REPORT', 'OF', 'STATE'],
  yes: 'yes',
  no: 'no',
  noAddress: 'no address',
  suppressed: (reason) => `gets none (${reason})`,
  noRecipients: 'Nobody without an account reads reports here.',
  waits: 'has not answered yet',
  lapsed: 'did not answer in time',
  unsubscribed: 'unsubscribed',
  reads: 'reads it',
  asked: (name, link) => `${name} has to agree first. Nothing is sent before; give them this link:\n\n  ${link}\n`,
  removed: (name) => `${name} gets no more reports.`,
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
}

const ptBr: ReportWords = {
  making: 'Calculando os números …',
  kinds: { 'person-month': 'mês próprio', 'person-week': 'semana própria', 'org-month': 'mês da organização' },
  planned: 'planejado',
  byHand: 'à mão',
  states: {
    planned: 'planejado',
    claimed: 'em preparo',
    sending: 'em envio',
    sent: 'enviado',
    failed: 'falhou',
    uncertain: 'incerto',
    suppressed: 'suprimido',
  },
  columns: ['E-MAIL', 'PERÍODO', 'RELATÓRIO', 'FEITO', 'ESTADO', 'PARA', 'EM', 'RESULTADO'],
  none: 'Nenhum e-mail de relatório.',
  opened: (file) => `O relatório está em ${file}.`,
  resent: (address) => `Enviado mais uma vez para ${address}.`,
  again: (when) => `previsto para ${when}`,
  subscriptionColumns: ['PESSOA', 'RELATÓRIO', 'RECEBE', 'HORA', 'FUSO', 'IDIOMA', 'ANEXOS', 'PARA'],
  recipientColumns: ['ID', 'NOME', 'ENDEREÇO', 'RELATÓRIO', 'DE', 'ESTADO'],
  yes: 'sim',
  no: 'não',
  noAddress: 'sem endereço',
  suppressed: (reason) => `não recebe (${reason})`,
  noRecipients: 'Ninguém sem conta recebe relatórios aqui.',
  waits: 'ainda não respondeu',
  lapsed: 'não respondeu a tempo',
  unsubscribed: 'cancelou',
  reads: 'recebe',
  asked: (name, link) =>
    `${name} precisa aceitar primeiro. Antes disso nada é enviado; entregue este link:\n\n  ${link}\n`,
  removed: (name) => `${name} não recebe mais relatórios.`,
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
}

const languages: Readonly<Record<Locale, ReportWords>> = { en, 'pt-BR': ptBr }

export const reportWordsOf = (locale: Locale): ReportWords => languages[locale]
