import type { AccountMail } from '../account-mail.ts'
import type { Locale } from './language.ts'
import { recipientTextsOf, type Shared } from './recipient-pages.ts'

/** What a mail about an account says: its subject, paragraphs, and what the link is called. */
export interface AccountMailText {
  readonly subject: string
  readonly before: readonly string[]
  readonly link: string
  readonly after: readonly string[]
}

type Given = Shared

type Texts = Readonly<Record<AccountMail['kind'], (given: Given) => AccountMailText>>

const toRecipient = (locale: Locale) => (given: Given) => {
  const { subject, offer, nothingYet, yes, after } = recipientTextsOf(locale)
  return { subject: subject(given), before: [offer(given), nothingYet], link: yes, after }
}

const en: Texts = {
  recipient: toRecipient('en'),
  verify: () => ({
    subject: 'Is this your address?',
    before: ['Somebody, most likely you, signs in to usage-audit by this address.'],
    link: 'Yes, it is mine',
    after: [
      'The link works once, within 24 hours. Only then a new password can be mailed here if yours is lost.',
      'If it was not you, do nothing.',
    ],
  }),
  reset: () => ({
    subject: 'A new password',
    before: ['A new password was asked for at usage-audit for this address.'],
    link: 'Choose a new password',
    after: [
      'The link works once, within an hour. All browsers that are signed in are signed out by it.',
      'If it was not you, do nothing: your password stays as it is.',
    ],
  }),
  invitation: ({ organisation }) => ({
    subject: `Join ${organisation}`,
    before: [
      `You are invited to join “${organisation}” at usage-audit, which records how the software on its computers is used.`,
      'Nothing is recorded by joining. What is, and who sees it, is shown before a computer records anything.',
    ],
    link: 'See the invitation',
    after: ['The link works once, within 7 days. If you did not expect it, do nothing.'],
  }),
  password_changed: () => ({
    subject: 'Your password was changed',
    before: ['Your password at usage-audit was changed just now, and other browsers were signed out.'],
    link: '',
    after: ['If it was not you, ask for a new password at once, and tell whoever runs the server.'],
  }),
}

const ptBr: Texts = {
  recipient: toRecipient('pt-BR'),
  verify: () => ({
    subject: 'Este endereço é seu?',
    before: ['Alguém, provavelmente você, entra no usage-audit com este endereço.'],
    link: 'Sim, é meu',
    after: [
      'O link funciona uma vez, em até 24 horas. Só depois disso uma nova senha pode ser enviada para cá se a sua se perder.',
      'Se não foi você, não faça nada.',
    ],
  }),
  reset: () => ({
    subject: 'Uma nova senha',
    before: ['Pediram uma nova senha no usage-audit para este endereço.'],
    link: 'Escolher uma nova senha',
    after: [
      'O link funciona uma vez, em até uma hora. Todos os navegadores conectados são desconectados por ele.',
      'Se não foi você, não faça nada: sua senha continua a mesma.',
    ],
  }),
  invitation: ({ organisation }) => ({
    subject: `Convite para ${organisation}`,
    before: [
      `Você foi convidado para “${organisation}” no usage-audit, que registra como os programas dos computadores são usados.`,
      'Aceitar não registra nada. O que é registrado, e quem vê, é mostrado antes que um computador registre qualquer coisa.',
    ],
    link: 'Ver o convite',
    after: ['O link funciona uma vez, em até 7 dias. Se você não o esperava, não faça nada.'],
  }),
  password_changed: () => ({
    subject: 'Sua senha foi alterada',
    before: ['Sua senha no usage-audit acaba de ser alterada, e os outros navegadores foram desconectados.'],
    link: '',
    after: ['Se não foi você, peça já uma nova senha e avise quem cuida do servidor.'],
  }),
}

const languages: Readonly<Record<Locale, Texts>> = { en, 'pt-BR': ptBr }

/** The words of a mail in its language. */
export const toAccountMailText = ({
  kind,
  locale,
  organisation = '',
  asker = '',
  report = 'person-month',
}: AccountMail): AccountMailText => languages[locale][kind]({ organisation, asker, report })
