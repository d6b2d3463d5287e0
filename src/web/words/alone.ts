import { catalogue } from './words.ts'

/** Where nobody else has joined yet: how others come in. */
export const aloneWords = catalogue({
  en: {
    title: 'Nobody else is here yet',
    says: 'This screen is about several people. It is in the menu once a second person has joined.',
    section: 'Others beside you',
    caption: 'Once somebody joins, there are screens for people, software and the access log, and settings for all.',
    invite: 'Invite somebody',
    terminal: 'Whoever runs the server can also type `usage-audit users invite ADDRESS` there, which prints a link.',
    toOverview: 'To the overview',
  },
  'pt-BR': {
    title: 'Ainda não há mais ninguém aqui',
    says: 'Esta tela é sobre várias pessoas. Ela aparece no menu quando uma segunda pessoa entrar.',
    section: 'Outras pessoas',
    caption:
      'Quando alguém entrar, haverá telas de pessoas, programas e registro de acessos, e configurações para todos.',
    invite: 'Convidar alguém',
    terminal:
      'Quem mantém o servidor também pode digitar nele `usage-audit users invite ENDEREÇO`, que mostra um link.',
    toOverview: 'Para a visão geral',
  },
})
