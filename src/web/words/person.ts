import { catalogue } from './words.ts'

/** What stands in the dialogs about one person. */
export const personWords = catalogue({
  en: {
    email: 'E-mail',
    noEmail: 'none that a mail has confirmed',
    role: 'Role',
    computers: 'Computers',
    noComputers: 'none',
    lastSeen: (ago: string) => `last heard of ${ago}`,
    neverSeen: 'never heard of',
    shares: 'Managers see their figures',
    yes: 'yes, they share them',
    no: 'no',
    youSay: 'This is you.',
    toOwn: 'To your own figures',
    look: {
      title: 'Look at their figures',
      says: (name: string) =>
        `You will see days, apps and hours of ${name}. They read in their access log that it was you, what you opened, and the reason that you give here.`,
      reason: 'Why you look',
      hint: 'In a few words, as “help with last week’s gaps”.',
      short: (least: number) => `At least ${least} characters.`,
      go: 'Open their figures',
    },
    changeRole: {
      title: 'Change the role',
      go: 'Change the role',
      done: (name: string) => `The role of ${name} was changed`,
      legend: (name: string) => `What ${name} is here`,
      lastOwner: 'The last owner stays until somebody else owns the organisation.',
    },
    says: {
      member: 'Sees their own figures, and nobody else’s.',
      manager: 'Sees all computers from the outside, sums over five people and more, and figures of who shares them.',
      admin:
        'Looks after computers, people, licences and rules. Opens figures of one person only with a reason, which that person reads.',
      owner: 'All of it, and decides who is admin or owner.',
    },
    handOver: {
      title: 'Hand the organisation over',
      says: (name: string) =>
        `${name} becomes the owner, and you become an admin. Only an owner can make you one again.`,
      go: 'Hand it over',
      done: (name: string) => `${name} owns the organisation now`,
    },
    remove: {
      title: 'Remove from the organisation',
      stops: (words: { name: string; computers: string }) =>
        `${words.name} comes in here no more. ${words.computers} of theirs can send nothing any more; to record again, each has to be enrolled anew.`,
      stopsNone: (name: string) => `${name} comes in here no more. They have no computer here.`,
      stays: (words: { facts: string; days: string }) =>
        `What was recorded stays: single records for ${words.facts}, sums by day for ${words.days}, reports until somebody erases them. Their account in other organisations stays as it is.`,
      first: 'If it is to go, too, erase it first: afterwards the computers hear of nothing any more.',
      toErase: 'Erase what is stored of them',
      go: 'Remove',
      done: (name: string) => `${name} was removed`,
    },
    erase: {
      title: 'Erase what is stored of them',
      says: (name: string) =>
        `All that this organisation has of ${name}: what their computers told, sums, reports and mails. They read who did it, and why. The account stays: that is theirs.`,
      reason: 'Why it is erased',
      hint: 'In a few words, as “asked for by mail on 3 March”.',
      count: 'Count what there is',
      found: (words: { records: string; computers: string; reports: string; mails: string }) =>
        `${words.records} of ${words.computers}, ${words.reports}, ${words.mails}. The computers erase their copies as soon as they are heard of.`,
      record: 'record',
      records: 'records',
      report: 'report',
      reports: 'reports',
      mail: 'mail',
      mails: 'mails',
      word: 'erase',
      go: 'Erase for good',
      done: 'It is being erased',
    },
    invitation: {
      title: 'Invitation',
      sent: 'Sent',
      until: 'Good until',
      revoke: 'Take it back',
      revokeSays: (email: string) => `The link that was sent to ${email} works no more. You can invite them again.`,
      revoked: 'The invitation was taken back',
    },
    back: 'Back',
  },
  'pt-BR': {
    email: 'E-mail',
    noEmail: 'nenhum confirmado por e-mail',
    role: 'Papel',
    computers: 'Computadores',
    noComputers: 'nenhum',
    lastSeen: (ago: string) => `visto por último ${ago}`,
    neverSeen: 'nunca visto',
    shares: 'Gestores veem seus números',
    yes: 'sim, eles são compartilhados',
    no: 'não',
    youSay: 'Esta pessoa é você.',
    toOwn: 'Para os seus próprios números',
    look: {
      title: 'Ver os números desta pessoa',
      says: (name: string) =>
        `Você verá dias, apps e horas de ${name}. No registro de acessos, essa pessoa lê que foi você, o que você abriu e o motivo que você der aqui.`,
      reason: 'Por que você olha',
      hint: 'Em poucas palavras, como “ajuda com as lacunas da semana passada”.',
      short: (least: number) => `Pelo menos ${least} caracteres.`,
      go: 'Abrir os números',
    },
    changeRole: {
      title: 'Mudar o papel',
      go: 'Mudar o papel',
      done: (name: string) => `O papel de ${name} mudou`,
      legend: (name: string) => `O que ${name} é aqui`,
      lastOwner: 'O último proprietário fica até que outra pessoa seja proprietária da organização.',
    },
    says: {
      member: 'Vê os próprios números e os de mais ninguém.',
      manager: 'Vê todos os computadores por fora, somas de cinco pessoas ou mais e os números de quem os compartilha.',
      admin:
        'Cuida de computadores, pessoas, licenças e regras. Abre os números de uma pessoa só com um motivo, que ela lê.',
      owner: 'Tudo isso, e decide quem administra e quem é proprietário.',
    },
    handOver: {
      title: 'Passar a organização adiante',
      says: (name: string) =>
        `A organização passa a ser de ${name}, e você passa a administrá-la. Só quem for proprietário pode torná-la sua de novo.`,
      go: 'Passar adiante',
      done: (name: string) => `A organização agora é de ${name}`,
    },
    remove: {
      title: 'Remover da organização',
      stops: (words: { name: string; computers: string }) =>
        `${words.name} não entra mais aqui. Seus computadores (${words.computers}) não podem enviar mais nada; para registrar de novo, cada um precisa ser cadastrado outra vez.`,
      stopsNone: (name: string) => `${name} não entra mais aqui. Não tem nenhum computador aqui.`,
      stays: (words: { facts: string; days: string }) =>
        `O que foi registrado fica: registros avulsos por ${words.facts}, somas por dia por ${words.days}, relatórios até que alguém os apague. A conta em outras organizações continua como está.`,
      first: 'Se isso também deve sumir, apague antes: depois os computadores não ouvem mais nada.',
      toErase: 'Apagar o que está guardado',
      go: 'Remover',
      done: (name: string) => `${name}: removido da organização`,
    },
    erase: {
      title: 'Apagar o que está guardado desta pessoa',
      says: (name: string) =>
        `Tudo o que esta organização tem de ${name}: o que seus computadores informaram, somas, relatórios e e-mails. A pessoa lê quem fez isso e por quê. A conta fica: ela é da pessoa.`,
      reason: 'Por que é apagado',
      hint: 'Em poucas palavras, como “pedido por e-mail em 3 de março”.',
      count: 'Contar o que existe',
      found: (words: { records: string; computers: string; reports: string; mails: string }) =>
        `${words.records} de ${words.computers}, ${words.reports}, ${words.mails}. Os computadores apagam suas cópias assim que derem notícia.`,
      record: 'registro',
      records: 'registros',
      report: 'relatório',
      reports: 'relatórios',
      mail: 'e-mail',
      mails: 'e-mails',
      word: 'apagar',
      go: 'Apagar de vez',
      done: 'Está sendo apagado',
    },
    invitation: {
      title: 'Convite',
      sent: 'Enviado',
      until: 'Vale até',
      revoke: 'Cancelar o convite',
      revokeSays: (email: string) => `O link enviado para ${email} deixa de funcionar. Você pode convidar de novo.`,
      revoked: 'O convite foi cancelado',
    },
    back: 'Voltar',
  },
})
