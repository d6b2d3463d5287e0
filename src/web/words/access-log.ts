import { catalogue } from './words.ts'

export const accessLogWords = catalogue({
  en: {
    title: 'Access log',
    listTitle: 'Who opened whose data, and why',
    caption:
      'Noted before anything is shown; the person sees the same. Who goes on looking for the same reason is noted every five minutes. Of one’s own data nothing is noted.',
    times: 'times',
    time: 'time',
    hero: (length: string) => `somebody opened what is another’s, in the last ${length}`,
    heroChosen: (n: number): string => (n === 1 ? 'in the log fits this choice' : 'in the log fit this choice'),
    anybody: 'anybody',
    everybody: 'everybody',
    anything: 'anything',
    none: 'Nobody has opened anybody else’s data',
    noneHint: 'As soon as somebody does, it stands here and with the person whose it is.',
    noneFits: 'Nothing in the log fits this choice',
    all: 'Show all',
    csv: 'As CSV',
    kept: (length: string) =>
      `Entries are kept for ${length}. Each is chained to the one before it: \`usage-audit access-log\`, at the server, tells whether any was changed or taken away.`,
  },
  'pt-BR': {
    title: 'Registro de acessos',
    listTitle: 'Quem abriu dados de quem e por quê',
    caption:
      'Anotado antes de algo ser mostrado; a pessoa vê o mesmo. Quem continua olhando pelo mesmo motivo é anotado a cada cinco minutos. Dos próprios dados nada é anotado.',
    times: 'vezes',
    time: 'vez',
    hero: (length: string) => `alguém abriu o que é de outra pessoa, nos últimos ${length}`,
    heroChosen: (n: number): string =>
      n === 1 ? 'no registro corresponde a esta escolha' : 'no registro correspondem a esta escolha',
    anybody: 'qualquer pessoa',
    everybody: 'todas as pessoas',
    anything: 'qualquer coisa',
    none: 'Ninguém abriu dados de outra pessoa',
    noneHint: 'Assim que alguém abrir, isso aparece aqui e para a pessoa de quem são os dados.',
    noneFits: 'Nada no registro corresponde a esta escolha',
    all: 'Mostrar tudo',
    csv: 'Em CSV',
    kept: (length: string) =>
      `As entradas ficam guardadas por ${length}. Cada uma é encadeada à anterior: \`usage-audit access-log\`, no servidor, diz se alguma foi alterada ou retirada.`,
  },
})
