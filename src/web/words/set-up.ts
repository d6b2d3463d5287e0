import { catalogue } from './words.ts'

/** From an empty server to the first report. */
export const setUpWords = catalogue({
  en: {
    title: 'Set-up',
    steps: 'Steps',
    stepOf: (n: number, all: number) => `Step ${n} of ${all}`,
    done: 'done',
    names: { you: 'You', computer: 'First computer', mail: 'Mail', report: 'First report' },
    titles: {
      you: 'Who reads the reports?',
      computer: 'Your first computer',
      mail: 'Do mails arrive?',
      report: 'Your first report',
    },
    leads: {
      you: 'You can sign in now. A report needs to know how to call you, in which language, and when it is due.',
      computer: 'An agent on each computer records which programs run, and sends that here and nowhere else.',
      mail: 'When a month closes, its report is mailed. A test mail shows whether that will work.',
      report: 'A few minutes are enough for the first figures. The report of a whole month looks the same.',
    },
    goOn: (next: string) => `Go on: ${next}`,
    later: (next: string) => `Do this later, and go on: ${next}`,
    name: 'Name',
    nameHint: 'As it stands above your report.',
    language: 'Language',
    languageHint: 'Of the web, the mails and the reports.',
    zone: 'Time zone',
    zoneHint: (here: string) =>
      `By it a report is due and instants are printed; days are those where the computer was. This browser is in ${here}.`,
    install: 'Install usage-audit on the computer, as you did here.',
    enrol: 'On that computer, in the account of whoever uses it, type',
    typeCode: 'It shows a code. Type it here, and the computer is yours.',
    upHint:
      'On the computer that this server runs on, `usage-audit up` in place of `usage-audit serve` does all of it.',
    isIn: (name: string) => `“${name}” is let in.`,
    startAgent: 'Start its agent there, now and after each log-in:',
    waiting: 'Waiting for its first records. They come within a minute or two.',
    reporting: 'Records are coming in.',
    lastUpload: (ago: string) => `last records ${ago}`,
    outbox: (folder: string | null) =>
      `No mail server is set. Mails become files on this server${folder === null ? '' : `, in \`${folder}\``}: good for a try, and nobody gets them.`,
    madeUp: (folder: string | null) =>
      `Everything here is made up, and none of it is mailed to anybody. Mails become files on this server${folder === null ? '' : `, in \`${folder}\``}.`,
    smtp: (name: string, from: string) => `Mails leave by \`${name}\`, from \`${from}\`.`,
    howSmtp: 'How to set a mail server',
    smtpSettings:
      'In the settings file of the server, with the account that your provider gave you; then start the server again. `usage-audit config show` says which file that is.',
    noFigures: 'No figures yet. They are here a minute after a computer has sent its first records.',
    makeReport: 'Make the report of this month so far',
    made: 'Your first report is made.',
    notMailed: 'You have no address here yet, so that it is not mailed.',
    byItself:
      'From now on each month is closed, frozen and mailed by itself on the 1st, at 8 in the morning where you are.',
    toOverview: 'To the overview',
    open: 'Open the report',
  },
  'pt-BR': {
    title: 'Primeiros passos',
    steps: 'Passos',
    stepOf: (n: number, all: number) => `Passo ${n} de ${all}`,
    done: 'feito',
    names: { you: 'Você', computer: 'Primeiro computador', mail: 'E-mail', report: 'Primeiro relatório' },
    titles: {
      you: 'Quem lê os relatórios?',
      computer: 'Seu primeiro computador',
      mail: 'Os e-mails chegam?',
      report: 'Seu primeiro relatório',
    },
    leads: {
      you: 'Você já pode entrar. Um relatório precisa saber como chamar você, em que língua, e quando vence.',
      computer:
        'Um agente em cada computador registra que programas rodam e envia isso para cá, e para nenhum outro lugar.',
      mail: 'Quando um mês se encerra, o relatório vai por e-mail. Um e-mail de teste mostra se isso vai funcionar.',
      report: 'Alguns minutos bastam para os primeiros números. O relatório de um mês inteiro tem a mesma cara.',
    },
    goOn: (next: string) => `Continuar: ${next}`,
    later: (next: string) => `Fazer isto depois e continuar: ${next}`,
    name: 'Nome',
    nameHint: 'Como aparece no alto do seu relatório.',
    language: 'Idioma',
    languageHint: 'Da web, dos e-mails e dos relatórios.',
    zone: 'Fuso horário',
    zoneHint: (here: string) =>
      `Por ele um relatório vence e os horários aparecem; os dias são os de onde o computador estava. Este navegador está em ${here}.`,
    install: 'Instale o usage-audit no computador, como fez aqui.',
    enrol: 'Nesse computador, na conta de quem o usa, digite',
    typeCode: 'Ele mostra um código. Digite-o aqui, e o computador é seu.',
    upHint: 'No computador em que este servidor roda, `usage-audit up` no lugar de `usage-audit serve` faz tudo isso.',
    isIn: (name: string) => `“${name}” entrou.`,
    startAgent: 'Inicie o agente dele lá, agora e a cada entrada na conta:',
    waiting: 'Esperando os primeiros registros. Eles chegam em um minuto ou dois.',
    reporting: 'Os registros estão chegando.',
    lastUpload: (ago: string) => `últimos registros ${ago}`,
    outbox: (folder: string | null) =>
      `Não há servidor de e-mail definido. Os e-mails viram arquivos neste servidor${folder === null ? '' : `, em \`${folder}\``}: serve para experimentar, e ninguém os recebe.`,
    madeUp: (folder: string | null) =>
      `Tudo aqui é inventado, e nada disso é enviado a ninguém. Os e-mails viram arquivos neste servidor${folder === null ? '' : `, em \`${folder}\``}.`,
    smtp: (name: string, from: string) => `Os e-mails saem por \`${name}\`, de \`${from}\`.`,
    howSmtp: 'Como definir um servidor de e-mail',
    smtpSettings:
      'No arquivo de configurações do servidor, com a conta que seu provedor lhe deu; depois reinicie o servidor. `usage-audit config show` diz qual é o arquivo.',
    noFigures:
      'Ainda não há números. Eles estão aqui um minuto depois que um computador enviou os primeiros registros.',
    makeReport: 'Fazer o relatório deste mês até agora',
    made: 'Seu primeiro relatório está feito.',
    notMailed: 'Você ainda não tem endereço aqui; por isso ele não vai por e-mail.',
    byItself:
      'De agora em diante cada mês é encerrado, congelado e enviado sozinho no dia 1º, às 8 da manhã onde você está.',
    toOverview: 'Para a visão geral',
    open: 'Abrir o relatório',
  },
})
