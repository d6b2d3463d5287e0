import type { ReportKind } from '../report/wishes.ts'
import type { Locale } from './language.ts'

/** Who wants to share what. */
export interface Shared {
  readonly asker: string
  readonly organisation: string
  readonly report: ReportKind
}

/** What is said to somebody without an account who is to read reports: in a mail, and on the page it leads to. */
export interface RecipientTexts {
  subject(shared: Shared): string
  offer(shared: Shared): string
  readonly nothingYet: string
  readonly yes: string
  readonly after: readonly string[]
  readonly title: string
  readonly done: (address: string) => string
}

const en: RecipientTexts = {
  subject: ({ organisation }) => `Reports from ${organisation}?`,
  offer: ({ asker, organisation, report }) =>
    ({
      'person-month': `${asker} wants to share their own monthly report with you: how the software on their computers was used.`,
      'person-week': `${asker} wants to share their own weekly report with you: how the software on their computers was used.`,
      'org-month': `${asker} wants to send you the monthly report of “${organisation}”: how the software on its computers was used.`,
    })[report],
  nothingYet: 'Nothing is sent unless you say yes.',
  yes: 'Yes, send it to me',
  after: [
    'The link works once, within 7 days. Every report has a link of its own by which you stop them at once.',
    'If you do not want it, do nothing.',
  ],
  title: 'Reports by mail',
  done: (address) =>
    `Thank you. The next report comes to ${address}. Every report has a link by which you stop them at once.`,
}

const ptBr: RecipientTexts = {
  subject: ({ organisation }) => `Receber relatórios de ${organisation}?`,
  offer: ({ asker, organisation, report }) =>
    ({
      'person-month': `${asker} quer compartilhar com você o próprio relatório mensal: como os programas dos seus computadores foram usados.`,
      'person-week': `${asker} quer compartilhar com você o próprio relatório semanal: como os programas dos seus computadores foram usados.`,
      'org-month': `${asker} quer enviar a você o relatório mensal de “${organisation}”: como os programas dos computadores foram usados.`,
    })[report],
  nothingYet: 'Nada é enviado sem o seu sim.',
  yes: 'Sim, quero receber',
  after: [
    'O link funciona uma vez, em até 7 dias. Todo relatório traz um link para parar de recebê-los na hora.',
    'Se você não quer, não faça nada.',
  ],
  title: 'Relatórios por e-mail',
  done: (address) =>
    `Obrigado. O próximo relatório chegará a ${address}. Todo relatório traz um link para parar de recebê-los na hora.`,
}

const languages: Readonly<Record<Locale, RecipientTexts>> = { en, 'pt-BR': ptBr }

export const recipientTextsOf = (locale: Locale): RecipientTexts => languages[locale]
