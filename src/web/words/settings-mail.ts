import { catalogue } from './words.ts'

/** Of how mails leave. */
export const outWords = catalogue({
  en: {
    lead: {
      smtp: (name: string) => `Mails leave through ${name}.`,
      outbox: 'Mails are not sent: they become files on the server.',
      paused: (until: string) => `Mails are paused until ${until}: the mail server refuses us.`,
    },
    outboxFolder: (folder: string) => `The files are in \`${folder}\`.`,
    outboxHint:
      'Everything works so, and nothing leaves. To send mails, whoever runs the server names a mail server in its settings (`mail.preset` or `mail.smtp_url`) and starts it anew.',
    demoHint:
      'Everything here is made up, and none of it is mailed to anybody, whatever address stands here and whatever mail server is set.',
    pausedHint:
      'None loses a try meanwhile. Mend what it says, then send a test mail: once it arrives, the others follow at once.',
    answer: 'What the mail server answered',
    figures: {
      waiting: 'mails wait to be sent',
      waitingOne: 'mail waits to be sent',
      from: 'Sender:',
      signed: 'Yes',
      notSigned: 'No',
      signedLabel: 'signed with a key of ours (DKIM)',
      rate: 'a second leave at most',
    },
    test: 'Does it arrive?',
    testCaption: 'A real mail to your own address, with how it went at each step.',
    suppressions: 'Addresses that get nothing',
    suppressionsCaption: 'Until somebody lifts it here. No report goes there meanwhile.',
    none: 'There are none.',
    address: 'Address',
    since: 'Since',
    lift: 'Lift',
    liftOf: (address: string) => `Lift ${address}`,
    liftTitle: 'Mail to this address again',
    liftHint: {
      bounced: 'If the mailbox still does not exist, the next mail comes back and the address stands here again.',
      complained:
        'Somebody there called a report spam. Mail them again only if they asked for it: mail servers count complaints against everybody’s mails.',
      other: 'Reports go there again from the next one on.',
    },
    lifted: (address: string) => `Reports go to ${address} again.`,
  },
  'pt-BR': {
    lead: {
      smtp: (name: string) => `Os e-mails saem por ${name}.`,
      outbox: 'Os e-mails não são enviados: viram arquivos no servidor.',
      paused: (until: string) => `Os e-mails estão parados até ${until}: o servidor de e-mail nos recusa.`,
    },
    outboxFolder: (folder: string) => `Os arquivos estão em \`${folder}\`.`,
    outboxHint:
      'Assim tudo funciona e nada sai. Para enviar e-mails, quem mantém o servidor indica um servidor de e-mail na configuração (`mail.preset` ou `mail.smtp_url`) e o inicia de novo.',
    demoHint:
      'Tudo aqui é inventado, e nada disso é enviado a ninguém, seja qual for o endereço informado e o servidor de e-mail definido.',
    pausedHint:
      'Nenhum perde uma tentativa. Resolva o que ele diz e envie um e-mail de teste: assim que ele sair, os outros seguem.',
    answer: 'O que o servidor de e-mail respondeu',
    figures: {
      waiting: 'e-mails esperam para sair',
      waitingOne: 'e-mail espera para sair',
      from: 'Remetente:',
      signed: 'Sim',
      notSigned: 'Não',
      signedLabel: 'assinado com uma chave nossa (DKIM)',
      rate: 'por segundo, no máximo',
    },
    test: 'Ele chega?',
    testCaption: 'Um e-mail de verdade para o seu endereço, contando como foi cada passo.',
    suppressions: 'Endereços que não recebem nada',
    suppressionsCaption: 'Até que alguém libere aqui. Enquanto isso nenhum relatório vai para lá.',
    none: 'Não há nenhum.',
    address: 'Endereço',
    since: 'Desde',
    lift: 'Liberar',
    liftOf: (address: string) => `Liberar ${address}`,
    liftTitle: 'Enviar a este endereço de novo',
    liftHint: {
      bounced: 'Se a caixa postal ainda não existir, o próximo e-mail volta e o endereço aparece aqui de novo.',
      complained:
        'Alguém de lá marcou um relatório como spam. Envie de novo só se a pessoa pediu: os servidores contam queixas contra os e-mails de todos.',
      other: 'Os relatórios voltam a ir para lá a partir do próximo.',
    },
    lifted: (address: string) => `Os relatórios voltam a ir para ${address}.`,
  },
})
