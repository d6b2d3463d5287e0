import type { Locale } from './language.ts'

/** What a report is called on the pages where its reader leaves it. */
export interface LeftReport {
  /** `person-month`, `person-week`, `org-month`; anything else is just a report. */
  readonly kind: string
  /** It is about the reader. */
  readonly own: boolean
  readonly organisation: string
}

interface UnsubscribeTexts {
  readonly askTitle: string
  ask(report: LeftReport): string
  readonly effect: string
  readonly go: string
  readonly doneTitle: string
  done(report: LeftReport): string
  readonly mistake: string
  readonly back: string
  readonly backTitle: string
  backDone(report: LeftReport): string
  readonly goAgain: string
  readonly deadTitle: string
  readonly dead: readonly string[]
}

const nameEn = ({ kind, own, organisation }: LeftReport) => {
  if (kind === 'org-month') return `the monthly report about ${organisation}`
  if (kind !== 'person-month' && kind !== 'person-week') return `this report from ${organisation}`
  const cadence = kind === 'person-month' ? 'monthly' : 'weekly'
  return own ? `your ${cadence} report` : `the ${cadence} report about somebody of ${organisation}`
}

const en: UnsubscribeTexts = {
  askTitle: 'Leave this report?',
  ask: (report) => `If you confirm, you will not get ${nameEn(report)} by mail any more.`,
  effect:
    'It takes effect at once, also for a mail that was about to leave. Other reports that you get stay as they are.',
  go: 'Unsubscribe',
  doneTitle: 'You are unsubscribed',
  done: (report) => `You will not get ${nameEn(report)} by mail any more.`,
  mistake: 'Was that a mistake? Take it back here, now or whenever you open this page again.',
  back: 'Get it again',
  backTitle: 'You get it again',
  backDone: (report) => `You will get ${nameEn(report)} again, from the next one on.`,
  goAgain: 'Unsubscribe after all',
  deadTitle: 'This address is not complete',
  dead: [
    'It is not one that this server has written into a mail, or a part of it was cut off on the way.',
    'Open the link in the mail again. If it goes over several lines there, copy all of them into the address bar.',
    'If that does not help, whoever runs this server can take you off the list.',
  ],
}

const namePt = ({ kind, own, organisation }: LeftReport) => {
  if (kind === 'org-month') return `o relatório mensal sobre ${organisation}`
  if (kind !== 'person-month' && kind !== 'person-week') return `este relatório de ${organisation}`
  const cadence = kind === 'person-month' ? 'mensal' : 'semanal'
  return own ? `o seu relatório ${cadence}` : `o relatório ${cadence} sobre uma pessoa de ${organisation}`
}

const ptBr: UnsubscribeTexts = {
  askTitle: 'Deixar de receber este relatório?',
  ask: (report) => `Se confirmar, você não receberá mais por e-mail ${namePt(report)}.`,
  effect:
    'Vale na hora, também para um e-mail que estava para sair. Outros relatórios que você recebe continuam como estão.',
  go: 'Cancelar a inscrição',
  doneTitle: 'Inscrição cancelada',
  done: (report) => `Você não receberá mais por e-mail ${namePt(report)}.`,
  mistake: 'Foi engano? Desfaça aqui, agora ou quando abrir esta página de novo.',
  back: 'Voltar a receber',
  backTitle: 'Você volta a receber',
  backDone: (report) => `Você voltará a receber ${namePt(report)}, a partir do próximo.`,
  goAgain: 'Cancelar mesmo assim',
  deadTitle: 'Este endereço não está completo',
  dead: [
    'Ele não é um dos que este servidor escreveu num e-mail, ou uma parte se perdeu no caminho.',
    'Abra de novo o link do e-mail. Se lá ele ocupar várias linhas, copie todas para a barra de endereços.',
    'Se não adiantar, quem administra este servidor pode tirar você da lista.',
  ],
}

const texts: Readonly<Record<Locale, UnsubscribeTexts>> = { en, 'pt-BR': ptBr }

export const unsubscribeTextsOf = (locale: Locale): UnsubscribeTexts => texts[locale]
