import type { Before, SectionTexts } from './words.ts'

const rules = new Intl.PluralRules('pt-BR')
const number = new Intl.NumberFormat('pt-BR')
const count = (n: number, one: string, other: string) =>
  `${number.format(n)}\u00a0${rules.select(n) === 'one' ? one : other}`
const computers = (n: number) => count(n, 'computador', 'computadores')
const days = (n: number) => count(n, 'dia', 'dias')

const against = (before: Before) => before ?? 'a semana anterior'
const within = (before: Before) => (before === undefined ? 'na semana anterior' : `em ${before}`)
const two = (week: boolean) => (week ? 'duas' : 'dois')
const meanOf = (n: number, week: boolean) => `${n === 2 ? two(week) : 'três'} ${week ? 'semanas' : 'meses'}`

export const sections: SectionTexts = {
  links: {
    open: 'Abrir na web',
    openFull: 'Abrir o relatório completo',
    stored: 'O que está guardado sobre mim',
    pause: 'Pausar',
    export: 'Exportar',
    erase: 'Apagar',
    unsubscribe: 'Deixar de receber este relatório',
  },
  week: {
    report: 'Relatório semanal',
    reportFor: (name) => `Relatório semanal de ${name}`,
    period: ({ from, to }) => `${from} a ${to}`,
    title: 'A semana, dia a dia',
    weekend: (figure) => `Fim de semana: ${figure}.`,
    openPeriod: 'A semana não terminou: estes números ainda vão crescer.',
  },
  active: {
    subject: ({ period, week, closed, active, devices }) =>
      `${week ? 'Sua semana de' : 'Seu'} ${period}${closed ? '' : ' até agora'}: ${active} de uso ativo em ${computers(devices)}`,
    difference: ({ length, sign, before }) =>
      sign === 0
        ? `, o mesmo que ${within(before)}`
        : `, ${length} a ${sign > 0 ? 'mais' : 'menos'} que ${within(before)}`,
    on: (devices) => `de uso ativo em ${computers(devices)}`,
  },
  against: {
    before: ({ before, figure, part }) =>
      `ante ${against(before)}, ${figure}` +
      (part === undefined ? '' : ` em ${days(part.days)}`) +
      (part?.coverage === undefined ? '' : `, ${part.coverage} com registro`),
    mean: ({ count: n, week, figure }) => `ante a média de ${meanOf(n, week)}, ${figure}`,
    head: (before) => (before === undefined ? 'Ante semana anterior' : `Ante ${before}`),
    corrected: ({ period, said, now, active }) =>
      `Corrigido desde o relatório: ${period} soma ${now} ${active ? 'de uso ativo' : 'de registro'}, não ${said}, com os registros que chegaram depois.`,
  },
  use: {
    days: ({ recorded }) =>
      `com uso, de ${number.format(recorded)} ${rules.select(recorded) === 'one' ? 'registrado' : 'registrados'}`,
    subtitle: (n) => (n === 1 ? 'Tempo de uso ativo por dia' : `Tempo de uso ativo por dia, ${computers(n)} juntos`),
    picture: 'Gráfico de barras, tempo de uso ativo por dia.',
    none: 'sem uso',
    missing: 'não registrado',
    partly: 'em parte',
    busiest: ({ day, figure }) => ['Dia de maior uso: ', { strong: `${day}, com ${figure}` }, '.'],
    onlyDay: (day) => ['Todo o uso foi em um dia: ', { strong: day }, '.'],
    preheader: ({ days: n, busiest }) => `${days(n)} com uso; o de maior uso, ${busiest}.`,
    grew: (app) => `${app} cresceu mais.`,
    coverage: (coverage) => `${coverage} do tempo previsto foi registrado.`,
  },
  ranking: {
    title: 'Apps mais usados',
    history: ({ count: n, week }) => count(n, week ? 'semana' : 'mês', week ? 'semanas' : 'meses'),
    share: 'Fatia',
    new: 'novo',
    gone: 'deixou de ser usado',
    total: 'Uso ativo ao todo',
    newOnes: (names) => [{ strong: 'Novo' }, `: ${names}.`],
    goneOnes: ({ names, before }) => [{ strong: 'Deixou de ser usado' }, `: ${names} ${within(before)}.`],
    others: (n) => `mais\u00a0${number.format(n)}`,
  },
  when: {
    title: 'Quando',
    subtitle: 'Hora do dia e dia da semana, média dos dias registrados',
    picture: 'Mapa de calor, hora do dia por dia da semana.',
    unit: 'min ativos por hora, média',
    digits: '5: de 50 a 59 minutos ativos na hora, em média; +: menos de 10; ponto: nenhum',
    missing: 'não registrado',
    busiest: ({ weekday, from, to, minutes }) => [
      'Hora mais ativa: ',
      { strong: `${weekday}, das\u00a0${from} às\u00a0${to}` },
      `, ${minutes} em média.`,
    ],
    byWeekday: (figures) => `Média de cada dia: ${figures}.`,
    usual: ({ weekdays, first, last, next }) => [
      weekdays ? 'Um dia útil típico começa às ' : 'Um dia típico com uso começa às ',
      { strong: first },
      ' e termina às ',
      { strong: last },
      next ? ', depois da meia-noite.' : '.',
    ],
    sessions: ({ count: n, total }) => `${count(n, 'sessão', 'sessões')}, ${total} ao todo`,
    longest: ({ length, day }) => ['; a mais longa durou ', { strong: length }, ` (${day})`],
  },
  categories: {
    title: 'Categorias',
    head: 'Categoria',
    none: 'Sem categoria',
    others: 'Outras',
    picture: 'Barra de todas as categorias.',
  },
  spent: {
    title: 'O que os computadores gastaram',
    total: ({ cpu, apps: n }) => `${cpu} de CPU ao todo, em ${count(n, 'app', 'apps')}.`,
    memory: ({ app, from, to }) => [{ strong: 'Mais cresceu em memória' }, `: ${app}, média de ${from} para ${to}.`],
    cpu: ({ app, from, to }) => [
      { strong: 'Mais cresceu em CPU' },
      `: ${app}, de ${from} para ${to} em cada hora em execução.`,
    ],
    meaning:
      'Em execução: ao menos um processo do app estava vivo. Tempo de CPU: por quanto tempo seus processos ocuparam o ' +
      'processador. Memória: o que ele ocupou na RAM enquanto rodou. Em execução termina quando o app foi visto pela última ' +
      'vez, tempo de CPU quando seus processos terminaram: o que vive poucos segundos pode mostrar mais do segundo.',
  },
  changes: {
    title: 'O que mudou',
    active: ({ from, to }) => `Uso ativo, de ${from} para ${to}; as linhas somam a diferença, até o minuto`,
    cpu: ({ from, to }) => `Tempo de CPU, de ${from} para ${to}; as linhas somam a diferença, até o minuto`,
    weekBefore: 'Semana anterior',
    thisWeek: 'Esta semana',
    others: (n) => count(n, 'outro app', 'outros apps'),
    overlap: 'Vários computadores ao mesmo tempo',
    unattributed: 'De nenhum app',
    days: ({ from, to, byDays, byLength, longer }) => {
      const more = Math.abs(to - from)
      const first =
        to === from
          ? ['Tantos dias com uso quanto antes, ', { strong: String(to) }, ': ']
          : [
              `${count(more, 'dia', 'dias')} com uso a ${to > from ? 'mais' : 'menos'}, ${to} em vez de ${from}: `,
              { strong: byDays },
              '; ',
            ]
      return [...first, `${longer ? 'mais' : 'menos'} tempo em cada dia: `, { strong: byLength }, '.']
    },
  },
  unused: {
    title: 'Programas sem uso',
    subtitle: 'Instalados ou em execução, e sem vir à frente há 30 dias ou mais',
    head: 'Programa',
    last: 'Última vez na frente',
    computers: 'Computadores',
    cost: 'Custo por ano',
    ago: ({ at, days: n }) => `${at}, há ${days(n)}`,
    never: (n) => `nunca em ${days(n)}`,
    noPrice: 'sem preço',
    total: ({ count: n, money }) => [
      rules.select(n) === 'one' ? 'O que tem preço custa ' : `Os ${number.format(n)} que têm preço custam `,
      { strong: money },
      ' em um ano.',
    ],
    others: (n) => `E mais ${count(n, 'programa', 'programas')}.`,
  },
}
