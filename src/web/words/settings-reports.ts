import { catalogue } from './words.ts'

/** A day as it stands in a sentence, and the hour of it. */
interface At {
  readonly day: string
  readonly hour: string
}

/** Of which reports somebody gets, how the organisation has them made, and who reads them without an account. */
export const reportsWords = catalogue({
  en: {
    lead: (month: string, { day, hour }: At, address: string) =>
      `Your ${month} comes on ${day} at ${hour}, to ${address}.`,
    leadOutbox: (month: string, { day, hour }: At) =>
      `Your ${month} is frozen on ${day} at ${hour}; its mail becomes a file in the outbox.`,
    leadNone: 'No report comes to you by mail.',
    leadNoAddress: 'Your reports wait here: there is no address to mail them to.',
    noAddress:
      'Under Account you can say by which address you sign in, and show that it is yours; mails go there from then on.',
    toAccount: 'To the account',
    suppressedTitle: (address: string) => `Nothing is mailed to ${address}`,
    suppressed: (why: string) => `The reason: ${why}. Whoever runs the organisation can lift that under Mail.`,
    kinds: { 'person-month': 'Your month', 'person-week': 'Your week', 'org-month': 'The organisation’s month' },
    kindHints: {
      'person-month': 'On the first of the month: the month before, frozen.',
      'person-week': 'After the week has ended: the days of it, and the week before.',
      'org-month': 'Computers, software and licences of the organisation. Nobody is ranked in it.',
    },
    wanted: 'Mail it to me',
    hour: 'At',
    asUsual: 'as the organisation has it',
    hourPlain: (hour: string) => `as usual (${hour})`,
    asUsualPlain: 'as usual',
    hourUsual: (hour: string) => `as the organisation has it (${hour})`,
    language: 'In',
    languageUsual: (language: string) => `as everything else: ${language}`,
    zone: 'By the clocks of',
    zoneUsual: (zone: string) => `where you are (${zone})`,
    attach: 'Attached',
    formats: { pdf: 'PDF', csv: 'CSV', json: 'JSON' },
    readers: 'Who else reads your reports',
    readersCaption:
      'Somebody without an account: an accountant, a partner. Nothing is sent before they say yes by a link.',
    orgReaders: 'Who reads the organisation’s reports',
    orgReadersCaption:
      'Besides owners and admins: somebody without an account. Nothing is sent before they say yes by a link.',
    noReaders: 'Nobody else.',
    reader: 'Reader',
    report: 'Report',
    state: 'State',
    asked: (until: string) => `asked; the link works until ${until}`,
    lapsed: 'did not answer; ask again',
    reads: (since: string) => `reads since ${since}`,
    left: 'unsubscribed',
    gone: (why: string) => `gets none: ${why}`,
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    removeTitle: 'Remove a reader',
    removeHint: (name: string) =>
      `${name} gets none of these reports any more. Those that were mailed stay where they are.`,
    addReader: 'Ask somebody',
    email: 'E-mail address',
    name: 'Name',
    which: 'Which report',
    addGo: 'Mail them the link',
    added: (address: string) => `A link is on its way to ${address}. It works for seven days.`,
    askedAlready:
      'This address was asked a moment ago or often today, or many whom you asked have not answered. Try again in ten minutes, or tomorrow.',
  },
  'pt-BR': {
    lead: (month: string, { day, hour }: At, address: string) =>
      `Seu mês de ${month} chega em ${day} às ${hour}, para ${address}.`,
    leadOutbox: (month: string, { day, hour }: At) =>
      `Seu mês de ${month} é congelado em ${day} às ${hour} e vira um arquivo na caixa de saída.`,
    leadNone: 'Nenhum relatório chega a você por e-mail.',
    leadNoAddress: 'Seus relatórios esperam aqui: não há endereço para enviá-los.',
    noAddress: 'Em Conta você diz com que endereço entra e mostra que é seu; a partir daí os e-mails vão para ele.',
    toAccount: 'Para a conta',
    suppressedTitle: (address: string) => `Nada é enviado para ${address}`,
    suppressed: (why: string) => `O motivo: ${why}. Quem administra a organização pode liberar em E-mail.`,
    kinds: { 'person-month': 'Seu mês', 'person-week': 'Sua semana', 'org-month': 'O mês da organização' },
    kindHints: {
      'person-month': 'No primeiro dia do mês: o mês anterior, fechado.',
      'person-week': 'Quando a semana termina: os dias dela e a semana anterior.',
      'org-month': 'Computadores, programas e licenças da organização. Não há ranking de pessoas.',
    },
    wanted: 'Enviar para mim',
    hour: 'Às',
    asUsual: 'como na organização',
    hourPlain: (hour: string) => `como de costume (${hour})`,
    asUsualPlain: 'como de costume',
    hourUsual: (hour: string) => `como na organização (${hour})`,
    language: 'Em',
    languageUsual: (language: string) => `como o resto: ${language}`,
    zone: 'Pelo relógio de',
    zoneUsual: (zone: string) => `onde você está (${zone})`,
    attach: 'Anexos',
    formats: { pdf: 'PDF', csv: 'CSV', json: 'JSON' },
    readers: 'Quem mais lê seus relatórios',
    readersCaption: 'Alguém sem conta: um contador, uma sócia. Nada é enviado antes de a pessoa dizer sim por um link.',
    orgReaders: 'Quem lê os relatórios da organização',
    orgReadersCaption:
      'Além de quem a administra: alguém sem conta. Nada é enviado antes de a pessoa dizer sim por um link.',
    noReaders: 'Mais ninguém.',
    reader: 'Leitor',
    report: 'Relatório',
    state: 'Situação',
    asked: (until: string) => `perguntado; o link vale até ${until}`,
    lapsed: 'não respondeu; pergunte de novo',
    reads: (since: string) => `lê desde ${since}`,
    left: 'cancelou',
    gone: (why: string) => `não recebe: ${why}`,
    remove: 'Remover',
    removeOf: (name: string) => `Remover ${name}`,
    removeTitle: 'Remover um leitor',
    removeHint: (name: string) => `${name} não recebe mais nenhum destes relatórios. Os já enviados ficam onde estão.`,
    addReader: 'Perguntar a alguém',
    email: 'Endereço de e-mail',
    name: 'Nome',
    which: 'Qual relatório',
    addGo: 'Enviar o link',
    added: (address: string) => `Um link está a caminho de ${address}. Vale por sete dias.`,
    askedAlready:
      'Este endereço recebeu o pedido há pouco ou muitas vezes hoje, ou muita gente a quem você pediu ainda não respondeu. Tente de novo em dez minutos, ou amanhã.',
  },
})
