import { catalogue } from './words.ts'

/** What became of the mails of a report, and how to send one. */
export const mailsWords = catalogue({
  en: {
    title: 'Mails',
    none: 'It was mailed to nobody.',
    sent: (at: string) => `Sent ${at}`,
    written: (at: string) => `Written as a file in the outbox ${at}`,
    leaves: (at: string) => `Waiting: leaves ${at}`,
    leaving: 'Waiting to leave',
    retried: (words: { tries: string; at: string }) =>
      `Turned away for the moment after ${words.tries}: the next is at ${words.at}`,
    try: 'try',
    tries: 'tries',
    underWay: 'On its way',
    failed: 'Not sent',
    failedWhy: 'It is not tried again by itself.',
    unsubscribed: 'Not sent: its reader had unsubscribed',
    uncertain: 'Uncertain',
    uncertainWhy:
      'The connection ended before the mail server had said whether it took the mail. It may have arrived, so it is never sent again by itself.',
    suppressed: 'Held back',
    suppressedWhy: 'No reports go to this address; an admin can let mails go there again.',
    lift: 'Let mails go there again',
    noted: 'Noted:',
    to: 'to',
    /** Of a mail that is a file. */
    of: 'for',
    byHand: 'sent by hand',
    others: (addresses: string) => `Sent, or waiting to be, to ${addresses} besides`,
    address: 'address',
    addresses: 'addresses',
    again: 'Send again',
    againTo: (address: string) => `Send again to ${address}`,
    againTitle: 'Send this mail again?',
    againSays: (words: { period: string; address: string }) =>
      `The report of ${words.period} goes to ${words.address} once more, as it was frozen.`,
    againTwice: 'If the first one did arrive after all, it is there twice then.',
    now: 'Send now',
    nowTitle: (period: string) => `Send the report of ${period}`,
    nowSays: 'It goes as it was frozen; what is planned besides leaves all the same.',
    reader: 'To whom',
    you: (address: string) => `You, ${address}`,
    nowTo: (address: string) => `Send to ${address}`,
    noAddress: 'You have no address to mail it to yet.',
    toAccount: 'Give one in your account',
    onItsWay: (address: string) => `On its way to ${address}`,
    nowFile: 'Write it into the outbox',
    toOutbox: 'It is written as a file in the outbox',
    outboxSays: 'No mail server is set: the mail becomes a file in the outbox of the server, and is sent to nobody.',
    isSuppressed: (words: { address: string; why: string }) =>
      `${words.address} gets no reports (${words.why}). An admin can let mails go there again.`,
    /** By the code of the error; what is not here the server says itself, with the address. */
    refusals: {
      too_many_requests:
        'Twenty reports were mailed by hand within an hour. Wait an hour, or download the report here.',
    } as Readonly<Record<string, string>>,
  },
  'pt-BR': {
    title: 'E-mails',
    none: 'Não foi enviado a ninguém.',
    sent: (at: string) => `Enviado em ${at}`,
    written: (at: string) => `Gravado como arquivo na caixa de saída em ${at}`,
    leaves: (at: string) => `Aguardando: sai em ${at}`,
    leaving: 'Aguardando para sair',
    retried: (words: { tries: string; at: string }) =>
      `Recusado por ora depois de ${words.tries}: a próxima é em ${words.at}`,
    try: 'tentativa',
    tries: 'tentativas',
    underWay: 'A caminho',
    failed: 'Não enviado',
    failedWhy: 'Não é tentado de novo por si só.',
    unsubscribed: 'Não enviado: quem o lê tinha cancelado a assinatura',
    uncertain: 'Incerto',
    uncertainWhy:
      'A conexão terminou antes que o servidor de e-mail dissesse se aceitou a mensagem. Ela pode ter chegado, por isso nunca é reenviada por si só.',
    suppressed: 'Retido',
    suppressedWhy: 'Nenhum relatório vai para este endereço; quem administra pode liberá-lo de novo.',
    lift: 'Liberar o endereço',
    noted: 'Anotado:',
    to: 'para',
    of: 'para',
    byHand: 'enviado à mão',
    others: (addresses: string) => `Enviado, ou prestes a ser, para mais ${addresses}`,
    address: 'endereço',
    addresses: 'endereços',
    again: 'Enviar de novo',
    againTo: (address: string) => `Enviar de novo para ${address}`,
    againTitle: 'Enviar este e-mail de novo?',
    againSays: (words: { period: string; address: string }) =>
      `O relatório de ${words.period} vai mais uma vez para ${words.address}, como foi congelado.`,
    againTwice: 'Se o primeiro chegou, ele estará lá duas vezes.',
    now: 'Enviar agora',
    nowTitle: (period: string) => `Enviar o relatório de ${period}`,
    nowSays: 'Vai como foi congelado; o que está planejado sai do mesmo jeito.',
    reader: 'Para quem',
    you: (address: string) => `Você, ${address}`,
    nowTo: (address: string) => `Enviar para ${address}`,
    noAddress: 'Você ainda não tem um endereço para receber.',
    toAccount: 'Informe um na sua conta',
    onItsWay: (address: string) => `A caminho de ${address}`,
    nowFile: 'Gravar na caixa de saída',
    toOutbox: 'Vai ser gravado como arquivo na caixa de saída',
    outboxSays:
      'Não há servidor de e-mail definido: o e-mail vira um arquivo na caixa de saída do servidor e não é enviado a ninguém.',
    isSuppressed: (words: { address: string; why: string }) =>
      `${words.address} não recebe relatórios (${words.why}). Quem administra pode liberar o endereço de novo.`,
    refusals: {
      conflict:
        'Este endereço não recebe relatórios, ou o e-mail mudou nesse meio-tempo. Quem administra pode liberar o endereço de novo.',
      too_many_requests:
        'Vinte relatórios foram enviados à mão em uma hora. Espere uma hora ou baixe o relatório aqui.',
    },
  },
})
