import { catalogue } from './words.ts'

export const accessLogWords = catalogue({
  en: {
    title: 'Access log',
    caption: 'Who opened whose data. Each is noted before anything is shown, and the person sees it too.',
    anybody: 'anybody',
    everybody: 'everybody',
    anything: 'anything',
    none: 'Nobody has opened anybody else’s data',
    noneHint:
      'As soon as somebody does, it stands here and with the person whose it is. Of one’s own data nothing is noted.',
    noneFits: 'Nothing in the log fits this choice',
    all: 'Show all',
    found: (entries: string) => `${entries} shown`,
    entry: 'entry',
    entries: 'entries',
    kept: (length: string) =>
      `Entries are kept for ${length}. Each is chained to the one before it: usage-audit access-log, at the server, tells whether any was changed or taken away.`,
  },
  'pt-BR': {
    title: 'Registro de acessos',
    caption:
      'Quem abriu dados de quem. Cada acesso é anotado antes de qualquer coisa ser mostrada, e a pessoa também o vê.',
    anybody: 'qualquer pessoa',
    everybody: 'todas as pessoas',
    anything: 'qualquer coisa',
    none: 'Ninguém abriu dados de outra pessoa',
    noneHint:
      'Assim que alguém abrir, isso aparece aqui e para a pessoa de quem são os dados. Dos próprios dados nada é anotado.',
    noneFits: 'Nada no registro corresponde a esta escolha',
    all: 'Mostrar tudo',
    found: (entries: string) => `${entries} à vista`,
    entry: 'entrada',
    entries: 'entradas',
    kept: (length: string) =>
      `As entradas ficam guardadas por ${length}. Cada uma é encadeada à anterior: usage-audit access-log, no servidor, diz se alguma foi alterada ou retirada.`,
  },
})
