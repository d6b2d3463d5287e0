import type { Texts } from './language.ts'
import { sections } from './sections/pt-br.ts'

const rules = new Intl.PluralRules('pt-BR')
const number = new Intl.NumberFormat('pt-BR')

/** `1 computador`, `2 computadores`, o número e o nome na mesma linha. */
const count = (n: number, one: string, other: string) =>
  `${number.format(n)}\u00a0${rules.select(n) === 'one' ? one : other}`
const computers = (n: number) => count(n, 'computador', 'computadores')
const apps = (n: number) => count(n, 'app', 'apps')
const days = (n: number) => count(n, 'dia', 'dias')

export const ptBr: Texts = {
  ...sections,
  monthlyReport: 'Relatório mensal',
  demo: {
    name: 'Demonstração – dados inventados',
    banner: 'Demonstração – dados inventados: estas pessoas, estes computadores e estes números não existem.',
    subject: (subject) => `[Demonstração – dados inventados] ${subject}`,
  },
  monthlyReportFor: (name) => `Relatório mensal de ${name}`,
  soFar: (period) => `${period}, até agora`,
  headline: {
    subject: ({ month, week, closed, recorded, devices, coverage }) =>
      `${week ? 'Sua semana de' : 'Seu'} ${month}${closed ? '' : ' até agora'}: ${recorded} de registro em ${computers(devices)}` +
      (coverage === undefined ? '' : `, ${coverage} do tempo previsto`),
    subjectEmpty: ({ month, week, closed }) =>
      `${week ? 'Sua semana de' : 'Seu'} ${month}${closed ? '' : ' até agora'}: nada foi registrado`,
    recordedOn: (devices) => `de registro em ${computers(devices)}`,
  },
  metrics: {
    coverage: ({ due }) => `do tempo previsto, ${due}, foi registrado`,
    nothingDue: 'nada havia a registrar',
    days,
    daysOfDue: (n) => `com registro, de ${days(n)} ${rules.select(n) === 'one' ? 'previsto' : 'previstos'}`,
    cpu: 'tempo de CPU de todos os apps',
    launches: ({ launches, apps: n }) => `${rules.select(launches) === 'one' ? 'abertura' : 'aberturas'} de ${apps(n)}`,
  },
  preheader: {
    mostCpu: ({ app, cpu }) => `${app} usou mais CPU: ${cpu}.`,
    busiest: ({ day, recorded }) => `Dia com mais registro: ${day}, ${recorded}.`,
    days: (n) => `${days(n)} com registro.`,
  },
  month: {
    title: 'O mês, dia a dia',
    subtitle: (n) => (n === 1 ? 'Tempo registrado por dia' : `Tempo registrado por dia, ${computers(n)} juntos`),
    onlyDay: (day) => ['Todo o registro é de ', { strong: day }, '.'],
    weekday: 'dia útil',
    weekend: 'fim de semana',
    unrecorded: 'previsto, não registrado',
    busiest: ({ day, recorded }) => ['Dia com mais registro: ', { strong: `${day}, com ${recorded}` }, '.'],
    weekends: (recorded) => `Fins de semana somados: ${recorded}.`,
    unrecordedDays: ({ days: list, count: n }) =>
      rules.select(n) === 'one'
        ? `No dia ${list} havia tempo previsto e nada foi registrado: esse dia é desconhecido, não zero.`
        : `Nos dias ${list} havia tempo previsto e nada foi registrado: esses dias são desconhecidos, não zero.`,
    moreDays: (n) => count(n, 'outro dia', 'outros dias'),
    picture: 'Gráfico de barras, tempo registrado por dia.',
    byDay: (figures) => `Dia a dia: ${figures}.`,
  },
  apps: {
    title: 'Apps por tempo de CPU',
    active: 'Uso ativo',
    foreground: 'Na frente',
    app: 'App',
    cpu: 'Tempo de CPU',
    running: 'Em execução',
    launches: 'Aberturas',
    memoryMean: 'Memória, média',
    memoryPeak: 'Memória, pico',
    others: (n) => count(n, 'outro app', 'outros apps'),
    unattributed: 'Não atribuído',
    total: 'Total',
    none: 'Nenhum app foi visto em execução no tempo registrado.',
    presenceMeaning: ({ idle }) =>
      `Uso ativo: o app estava na frente e alguém usava teclado ou ponteiro; após ${idle} sem uso, a ociosidade conta desde ` +
      'o último. Na frente: uma de suas janelas tinha o foco.',
    presencePart: ({ watched, recorded }) =>
      `O uso ativo é conhecido em ${watched} dos ${recorded} de registro; no resto ele é desconhecido, não zero.`,
    watching: ({ watching }) =>
      `Assistindo: ${watching} com o app na frente, sem teclado nem ponteiro, enquanto ele mantinha a tela acesa, como num filme ` +
      'ou numa chamada; não faz parte do uso ativo.',
    unattributedMeaning: 'Não atribuído: tempo de CPU que o sistema contou e que não é, com certeza, de nenhum app.',
  },
  devices: {
    title: 'Computadores',
    device: 'Computador',
    recorded: 'Registrado',
    due: 'Previsto',
    coverage: 'Cobertura',
    last: 'Último registro',
    never: 'nunca',
    others: (n) => count(n, 'outro computador', 'outros computadores'),
    clock: ({ device, length, ahead }) =>
      `O relógio de ${device} estava ${length} ${ahead ? 'adiantado' : 'atrasado'}: seus horários foram corrigidos.`,
    overlap: ({ length, of }) =>
      `O uso ativo em vários computadores ao mesmo tempo, ${length}, conta uma só vez no total ${
        { day: 'do dia', week: 'da semana', month: 'do mês', year: 'do ano' }[of]
      }.`,
  },
  gaps: {
    title: 'O que não foi registrado',
    device: 'Computador',
    when: 'Quando',
    length: 'Tempo',
    reason: 'Motivo',
    reasons: {
      off: 'o computador estava desligado',
      not_running: 'o agente não rodava',
      asleep: 'o computador estava suspenso',
      disk_full: 'o disco estava cheio',
      capped: 'o diário estava cheio',
      paused: 'o registro estava pausado',
      outside_hours: 'fora do horário de trabalho',
      clock: 'o relógio foi alterado',
      lost: 'registros foram perdidos',
      conflict: 'o diário foi copiado',
      silent: 'nada chegou dele depois disso',
    },
    unknownReason: 'o motivo não é conhecido',
    others: ({ count: n, length }) => `${count(n, 'lacuna menor', 'lacunas menores')}, ${length} no total.`,
    excused: ({ off, asleep, paused, outside }) => {
      const parts = [
        off && `desligados por ${off}`,
        asleep && `suspensos por ${asleep}`,
        paused && `em pausa por ${paused}`,
        outside && `fora do horário de trabalho por ${outside}`,
      ]
      return `Nada era previsto enquanto os computadores estavam ${new Intl.ListFormat('pt-BR').format(parts.filter((part) => part !== undefined))}.`
    },
  },
  empty: {
    closed: 'Nada foi registrado',
    open: 'Nada registrado ainda',
    nothingDue: 'Também nada era previsto: nenhum computador estava ligado com o agente instalado.',
    unrecorded: ({ due }) => `O tempo previsto era de ${due}: ele é desconhecido, não zero.`,
    last: ({ device, at }) => `O último registro é de ${device}, ${at}.`,
    never: 'Nenhum computador enviou registros até hoje.',
    wayOut: 'Se algum computador esteve em uso, confira se usage-audit agent está rodando nele.',
  },
  closing: {
    recorded: [
      { strong: 'Registrado' },
      ': quais programas rodam, por quanto tempo, quantas vezes são abertos, seu tempo de CPU e sua memória; onde a área de ' +
        'trabalho informa, também qual deles está na frente e quando teclado ou ponteiro foram usados por último.',
    ],
    neverRecorded: [
      { strong: 'Nunca registrado' },
      ': telas, quais teclas, área de transferência, câmera, microfone, nem títulos de janelas, a não ser que alguém os ligue. ' +
        'Uma hora registrada é uma hora em que o agente observava; não diz que havia alguém ao teclado.',
    ],
    coverage: ({ coverage, recorded, due }) =>
      `Cobertura de ${coverage}: registrado ${recorded}, previsto ${due}. ` +
      'Previsto é o tempo em que os computadores estavam ligados, ativos e sem pausa.',
    openPeriod: 'O mês não terminou: estes números ainda vão crescer.',
    made: ({ zone, at }) => `Horários em ${zone}. Números apurados em ${at}.`,
  },
}
