import { catalogue } from './words.ts'

/** Of how mails leave. */
export const mailWords = catalogue({
  en: {
    lead: {
      smtp: (name: string) => `Mails leave through ${name}.`,
      outbox: 'Mails are not sent: they become files on the server.',
      paused: (until: string) => `Mails are paused until ${until}: the mail server refuses us.`,
    },
    outboxHint:
      'Everything works so, and nothing leaves. To send mails, whoever runs the server names a mail server in its settings (`mail.preset` or `mail.smtp_url`) and starts it anew.',
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
    testCaption: (address: string) => `Sends a real mail to ${address}, and says of each step how it went.`,
    testNobody:
      'A test mail goes to your own address, and you have none that is known to be yours. Under Account you can show that it is.',
    toAccount: 'To the account',
    testGo: 'Send me a test mail',
    testing: 'The mail is on its way; a mail server may take half a minute to answer.',
    sent: (to: string) => `Sent: the mail server took it for ${to}. See whether it arrived, and where.`,
    written: 'Written: no mail server is set, so the test mail became a file on the server.',
    failed: (stage: string) => `Not sent: it failed at the ${stage}.`,
    step: 'Step',
    result: 'Result',
    states: { ok: 'fine', failed: 'failed', skipped: 'not reached' },
    notes: 'What others see of the sender',
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
    outboxHint:
      'Assim tudo funciona e nada sai. Para enviar e-mails, quem mantém o servidor indica um servidor de e-mail na configuração (`mail.preset` ou `mail.smtp_url`) e o inicia de novo.',
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
    testCaption: (address: string) => `Envia um e-mail de verdade para ${address} e conta como foi cada passo.`,
    testNobody:
      'O e-mail de teste vai para o seu endereço, e nenhum seu está confirmado. Em Conta você mostra que ele é seu.',
    toAccount: 'Para a conta',
    testGo: 'Enviar um e-mail de teste para mim',
    testing: 'O e-mail está a caminho; um servidor de e-mail pode levar meio minuto para responder.',
    sent: (to: string) => `Enviado: o servidor de e-mail o aceitou para ${to}. Veja se chegou, e onde.`,
    written: 'Escrito: nenhum servidor de e-mail está definido, e o e-mail de teste virou um arquivo no servidor.',
    failed: (stage: string) => `Não enviado: falhou em ${stage}.`,
    step: 'Passo',
    result: 'Resultado',
    states: { ok: 'certo', failed: 'falhou', skipped: 'não alcançado' },
    notes: 'O que os outros veem do remetente',
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
