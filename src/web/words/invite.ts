import { catalogue } from './words.ts'

export const inviteWords = catalogue({
  en: {
    madeUp: 'Everybody here is made up. Nobody real is invited beside them: that is for a server of your own.',
    open: 'Invite somebody',
    title: 'Invite somebody',
    email: 'Their e-mail address',
    role: 'What they become here',
    go: 'Invite',
    mailed: (words: { email: string; day: string }) =>
      `An invitation is on its way to ${words.email}. It works once, until ${words.day}.`,
    notMailed: (words: { email: string; day: string }) =>
      `${words.email} is invited until ${words.day}. But mails do not leave this server yet, so hand the link over yourself.`,
    notMailedAsk:
      'Mails do not leave this server yet. Whoever runs it finds the mail with the link in the outbox folder, or sets a mail server up.',
    link: 'A link to hand over',
    linkHint:
      'It is shown now and never again, and works once. Give it to nobody else: whoever opens it first is this person here. Their address is then still to be confirmed, by a mail to it.',
    refusals: {
      member: 'This address belongs to somebody who is here already.',
      too_many_requests:
        'This address was invited a moment ago or often today, or too many invitations wait for an answer. Try again in ten minutes, or tomorrow, or revoke some.',
    },
    another: 'Invite another',
    close: 'Done',
  },
  'pt-BR': {
    madeUp: 'Todos aqui são inventados. Ninguém real é convidado a entrar com eles: isso é para um servidor seu.',
    open: 'Convidar alguém',
    title: 'Convidar alguém',
    email: 'Endereço de e-mail da pessoa',
    role: 'O que ela passa a ser aqui',
    go: 'Convidar',
    mailed: (words: { email: string; day: string }) =>
      `Um convite está a caminho de ${words.email}. Funciona uma vez, até ${words.day}.`,
    notMailed: (words: { email: string; day: string }) =>
      `${words.email} tem um convite até ${words.day}. Mas os e-mails ainda não saem deste servidor: entregue o link você mesmo.`,
    notMailedAsk:
      'Os e-mails ainda não saem deste servidor. Quem o administra encontra o e-mail com o link na pasta de saída, ou configura um servidor de e-mail.',
    link: 'Um link para entregar',
    linkHint:
      'Ele é mostrado agora e nunca mais, e funciona uma vez. Não o dê a mais ninguém: quem o abrir primeiro é esta pessoa aqui. O endereço ainda terá de ser confirmado por um e-mail.',
    refusals: {
      member: 'Este endereço é de alguém que já está aqui.',
      too_many_requests:
        'Este endereço acabou de ser convidado ou foi convidado muitas vezes hoje, ou há convites demais à espera de resposta. Tente em dez minutos ou amanhã, ou revogue alguns.',
    },
    another: 'Convidar outra pessoa',
    close: 'Pronto',
  },
})
