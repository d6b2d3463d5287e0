import { catalogue } from './words.ts'

/** Around a test mail; what its stages and faults are called stands in core's texts, as in the terminal. */
export const mailWords = catalogue({
  en: {
    send: 'Send a test mail',
    again: 'Send another',
    failed: (stage: string) => `The test mail did not leave: it stopped at “${stage}”.`,
    notReached: 'not reached',
    unverified: (address: string) =>
      `A mail with a link went to ${address}. Open it, so that it is known to be your address: nothing else is sent there before.`,
    inOutbox: (folder: string | null) =>
      folder === null
        ? 'As long as no mail server is set, that mail is a file in the outbox of the server. Whoever runs it finds it there.'
        : `As long as no mail server is set, that mail is a file on the server, in \`${folder}\`.`,
    inOutboxMadeUp: (folder: string | null) =>
      `Everything here is made up, so that mail is only a file in the outbox of the server${folder === null ? '' : `, in \`${folder}\``}.`,
    askAgain: 'Mail the link again',
    asked: 'The link is on its way.',
    noAddress:
      'You came by a link of the terminal and have no address here yet. Choose one, and a password, on your account.',
    toAccount: 'To the account',
  },
  'pt-BR': {
    send: 'Enviar um e-mail de teste',
    again: 'Enviar outro',
    failed: (stage: string) => `O e-mail de teste não saiu: parou em “${stage}”.`,
    notReached: 'não alcançado',
    unverified: (address: string) =>
      `Um e-mail com um link foi para ${address}. Abra-o, para que se saiba que o endereço é seu: nada mais é enviado a ele antes disso.`,
    inOutbox: (folder: string | null) =>
      folder === null
        ? 'Enquanto não há servidor de e-mail definido, esse e-mail é um arquivo na caixa de saída do servidor. Quem o mantém o encontra lá.'
        : `Enquanto não há servidor de e-mail definido, esse e-mail é um arquivo no servidor, em \`${folder}\`.`,
    inOutboxMadeUp: (folder: string | null) =>
      `Tudo aqui é inventado, por isso esse e-mail é só um arquivo na caixa de saída do servidor${folder === null ? '' : `, em \`${folder}\``}.`,
    askAgain: 'Enviar o link de novo',
    asked: 'O link está a caminho.',
    noAddress:
      'Você entrou por um link do terminal e ainda não tem endereço aqui. Escolha um, e uma senha, na sua conta.',
    toAccount: 'Para a conta',
  },
})
