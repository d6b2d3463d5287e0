import { catalogue } from './words.ts'

/** Around a test mail; what its stages and faults are called stands in core's texts, as in the terminal. */
export const mailWords = catalogue({
  en: {
    send: 'Send a test mail',
    again: 'Send another',
    failed: (stage: string) => `The test mail did not leave: it stopped at “${stage}”.`,
    unverified: (address: string) =>
      `A mail with a link went to ${address}. Open it, so that it is known to be your address: nothing else is sent there before.`,
    inOutbox: 'As long as no mail server is set, that mail is a file in the folder `mail.outbox` of the server.',
    askAgain: 'Mail the link again',
    asked: 'The link is on its way.',
    noAddress: (name: string) =>
      `You came by a link of the terminal and have no address here yet. On the server, \`usage-audit users reset-link "${name}"\` prints a link at which you choose one and a password.`,
  },
  'pt-BR': {
    send: 'Enviar um e-mail de teste',
    again: 'Enviar outro',
    failed: (stage: string) => `O e-mail de teste não saiu: parou em “${stage}”.`,
    unverified: (address: string) =>
      `Um e-mail com um link foi para ${address}. Abra-o, para que se saiba que o endereço é seu: nada mais é enviado a ele antes disso.`,
    inOutbox:
      'Enquanto não há servidor de e-mail definido, esse e-mail é um arquivo na pasta `mail.outbox` do servidor.',
    askAgain: 'Enviar o link de novo',
    asked: 'O link está a caminho.',
    noAddress: (name: string) =>
      `Você entrou por um link do terminal e ainda não tem endereço aqui. No servidor, \`usage-audit users reset-link "${name}"\` mostra um link em que se escolhem um endereço e uma senha.`,
  },
})
