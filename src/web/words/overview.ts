import { catalogue } from './words.ts'

export const overviewWords = catalogue({
  en: {
    title: 'Overview',
    against: (words: { days: string; figure: string }) => `against ${words.days}, ${words.figure}`,
    all: (apps: string) => `All ${apps}`,
    app: 'app',
    apps: 'apps',
    coverage: 'Coverage',
    covered: (words: { recorded: string; due: string }) => `${words.recorded} of the ${words.due} due were recorded`,
    nothingDue: 'Nothing was due to be recorded',
    coverageBar: (words: { percent: string; missing: string }) =>
      `Recorded: ${words.percent} of the time due.${words.missing}`,
    missing: (days: string) => ` Something is missing on ${days}.`,
    more: (days: string) => `${days} more`,
    day: 'day',
    days: 'days',
    gaps: 'What was not recorded',
    unknown: 'Hatched: due, and not recorded. That is unknown, not zero.',
    calendar: 'Day by day over the year',
    calendarCaption: {
      active: 'The stronger, the longer active that day. Each leads to its day.',
      recorded:
        'The stronger, the more was recorded that day; no computer tells when somebody is active. Each leads to its day.',
    },
    calendarUnit: { active: 'hours active', recorded: 'hours recorded' },
    calendarStates: {
      unwatched: 'recorded, activity not known',
      missing: 'not recorded',
      off: 'nothing was due',
      unknown: 'nothing is known',
    },
    unwatched: (time: string) => `${time} recorded, activity not known`,
    firstTitle: 'Nothing is recorded yet',
    first: 'Enrol the first computer: install usage-audit there, and type',
    firstThen:
      'A minute later the first figures are here. On the computer that this server runs on, usage-audit up does all of it.',
    nothingStored: 'Nothing of this period is stored',
    enrolled: (computers: string) =>
      `Enrolled: ${computers}. What is recorded from now on stands here soon after the next upload; what was erased does not come back.`,
    computer: 'computer',
    computers: 'computers',
    toComputers: 'How the computers stand',
    setUp: 'Or set all of it up step by step',
    compare: 'Compare',
  },
  'pt-BR': {
    title: 'Visão geral',
    against: (words: { days: string; figure: string }) => `em relação a ${words.days}, ${words.figure}`,
    all: (apps: string) => `Todos: ${apps}`,
    app: 'app',
    apps: 'apps',
    coverage: 'Cobertura',
    covered: (words: { recorded: string; due: string }) =>
      `${words.recorded} das ${words.due} previstas foram registradas`,
    nothingDue: 'Nada precisava ser registrado',
    coverageBar: (words: { percent: string; missing: string }) =>
      `Registrado: ${words.percent} do tempo previsto.${words.missing}`,
    // A short month ends in a full stop already.
    missing: (days: string) => ` Falta alguma coisa em ${days.replace(/\.$/, '')}.`,
    more: (days: string) => `mais ${days}`,
    day: 'dia',
    days: 'dias',
    gaps: 'O que não foi registrado',
    unknown: 'Hachurado: previsto e não registrado. É desconhecido, não zero.',
    calendar: 'Dia a dia ao longo do ano',
    calendarCaption: {
      active: 'Quanto mais forte, mais tempo ativo no dia. Cada um leva ao seu dia.',
      recorded:
        'Quanto mais forte, mais tempo registrado no dia; nenhum computador diz quando há alguém ativo. Cada um leva ao seu dia.',
    },
    calendarUnit: { active: 'horas ativas', recorded: 'horas registradas' },
    calendarStates: {
      unwatched: 'registrado, atividade desconhecida',
      missing: 'não registrado',
      off: 'nada era previsto',
      unknown: 'nada se sabe',
    },
    unwatched: (time: string) => `${time} de registro, atividade desconhecida`,
    firstTitle: 'Nada foi registrado ainda',
    first: 'Inclua o primeiro computador: instale o usage-audit nele e digite',
    firstThen:
      'Um minuto depois os primeiros números estão aqui. No computador em que este servidor roda, usage-audit up faz tudo isso.',
    nothingStored: 'Nada deste período está guardado',
    enrolled: (computers: string) =>
      `Já há ${computers} aqui. O que for registrado de agora em diante aparece aqui logo após o próximo envio; o que foi apagado não volta.`,
    computer: 'computador',
    computers: 'computadores',
    toComputers: 'Como estão os computadores',
    setUp: 'Ou configure tudo passo a passo',
    compare: 'Comparar',
  },
})
