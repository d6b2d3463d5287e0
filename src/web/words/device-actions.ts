import { catalogue } from './words.ts'

/** What is done to one computer. */
export const deviceActionWords = catalogue({
  en: {
    theirs: (person: string) => `${person} sees in their access log that you did this.`,
    rename: 'Rename',
    renameTitle: 'Rename this computer',
    name: 'Name',
    renamed: 'The computer has another name.',
    merge: 'Merge',
    mergeTitle: 'Make two computers one',
    mergeHint:
      'For a computer that came in twice. All that this one recorded becomes part of the other, which goes on under its own name; this one is gone from the list.',
    mergeNone: 'There is no other computer of the same person that it could become part of.',
    into: 'It becomes part of',
    goes: 'This one goes',
    stays: 'This one stays',
    rows: {
      name: 'Name',
      platform: 'System',
      firstSeen: 'Let in on',
      lastSeen: 'Last seen',
      agent: 'Agent',
      coverage: 'Last 30 days',
    },
    counting: 'Counting what would move …',
    plan: (words: { runs: string; facts: string; days: string }) =>
      `${words.runs} and ${words.facts} move, and ${words.days} are made again as those of one computer. What was used on both at once counts once, as before. This cannot be undone by a button; splitting is for the terminal.`,
    run: 'run of its agent',
    runs: 'runs of its agent',
    fact: 'record',
    facts: 'records',
    day: 'day',
    days: 'days',
    merged: (name: string) => `Both are “${name}” now.`,
    pastProblem:
      'Both have days whose records are gone as their time was over; such days cannot be put together any more.',
    revoke: 'Revoke',
    revokeTitle: (name: string) => `Revoke “${name}”?`,
    revokeWhat: (words: { tokens: string; one: boolean }) =>
      words.one
        ? 'From now on it may not upload: its token ends.'
        : `From now on it may not upload: its ${words.tokens} end.`,
    tokens: 'tokens',
    revokeStays: (since: string) =>
      `What it has told since ${since} stays and counts on. To erase it, go to the data of its person.`,
    revokeAgent:
      'Its agent is not removed, and goes on recording on that computer only. To come back, the computer is added anew.',
    revoked: 'The computer may not upload any more.',
    hand: 'Hand to another person',
    handTitle: 'Hand this computer to another person',
    handHint: (person: string) =>
      `A computer is one person’s. What it recorded so far stays ${person}’s; the next one begins with nothing. So it is revoked here and comes in anew, with a token for it alone.`,
    handTo: 'To',
    handGo: 'Revoke, and make the token',
    handOn: 'Make the token',
    handDone: 'It may not upload any more. Under the account of its new person it comes in with this token:',
    somebody: 'its former person',
    done: 'Done',
  },
  'pt-BR': {
    theirs: (person: string) => `${person} vê no próprio registro de acessos que você fez isto.`,
    rename: 'Renomear',
    renameTitle: 'Renomear este computador',
    name: 'Nome',
    renamed: 'O computador tem outro nome.',
    merge: 'Unir',
    mergeTitle: 'Fazer de dois computadores um',
    mergeHint:
      'Para um computador que entrou duas vezes. Tudo o que este registrou passa a ser parte do outro, que continua com o próprio nome; este sai da lista.',
    mergeNone: 'Não há outro computador da mesma pessoa de que ele possa fazer parte.',
    into: 'Passa a fazer parte de',
    goes: 'Este sai',
    stays: 'Este fica',
    rows: {
      name: 'Nome',
      platform: 'Sistema',
      firstSeen: 'Entrou em',
      lastSeen: 'Visto por último',
      agent: 'Agente',
      coverage: 'Últimos 30 dias',
    },
    counting: 'Contando o que mudaria de lugar …',
    plan: (words: { runs: string; facts: string; days: string }) =>
      `${words.runs} e ${words.facts} mudam de lugar, e ${words.days} são refeitos como os de um só computador. O que foi usado nos dois ao mesmo tempo conta uma vez, como antes. Nenhum botão desfaz isto; separar é com o terminal.`,
    run: 'execução do agente',
    runs: 'execuções do agente',
    fact: 'registro',
    facts: 'registros',
    day: 'dia',
    days: 'dias',
    merged: (name: string) => `Os dois agora são “${name}”.`,
    pastProblem: 'Os dois têm dias cujos registros já expiraram; esses dias não podem mais ser unidos.',
    revoke: 'Revogar',
    revokeTitle: (name: string) => `Revogar “${name}”?`,
    revokeWhat: (words: { tokens: string; one: boolean }) =>
      words.one
        ? 'De agora em diante ele não pode enviar nada: o token dele deixa de valer.'
        : `De agora em diante ele não pode enviar nada: os ${words.tokens} dele deixam de valer.`,
    tokens: 'tokens',
    revokeStays: (since: string) =>
      `O que ele contou desde ${since} fica e continua contando. Para apagar, vá aos dados da pessoa.`,
    revokeAgent:
      'O agente não é removido e continua registrando só naquele computador. Para voltar, o computador é adicionado de novo.',
    revoked: 'O computador não pode mais enviar nada.',
    hand: 'Passar a outra pessoa',
    handTitle: 'Passar este computador a outra pessoa',
    handHint: (person: string) =>
      `Um computador é de uma pessoa. O que ele registrou até agora continua de ${person}; a próxima começa sem nada. Por isso ele é revogado aqui e entra de novo, com um token só para ele.`,
    handTo: 'Para',
    handGo: 'Revogar e criar o token',
    handOn: 'Criar o token',
    handDone: 'Ele não pode mais enviar nada. Na conta da nova pessoa ele entra com este token:',
    somebody: 'quem o usava',
    done: 'Pronto',
  },
})
