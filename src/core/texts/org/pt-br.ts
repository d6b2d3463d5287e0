import type { OrgTexts } from './words.ts'

const rules = new Intl.PluralRules('pt-BR')
const number = new Intl.NumberFormat('pt-BR')
const count = (n: number, one: string, other: string) =>
  `${number.format(n)}\u00a0${rules.select(n) === 'one' ? one : other}`
const computers = (n: number) => count(n, 'computador', 'computadores')
const ofTotal = (reporting: number, total: number) => `${number.format(reporting)} de ${number.format(total)}`

export const orgPtBr: OrgTexts = {
  owner: 'Relatório mensal da organização',
  about: ({ org, period }) => `${org}, ${period}`,
  headline: {
    subject: ({ org, month, closed, unused, reporting, total }) =>
      `${org}, ${month}${closed ? '' : ' até agora'}: ` +
      (unused ? `${count(unused.seats, 'licença', 'licenças')} sem uso, ${unused.money} por mês; ` : '') +
      `${ofTotal(reporting, total)}\u00a0${total === 1 ? 'computador' : 'computadores'} com registro`,
    subjectEmpty: ({ org, month, closed }) => `${org}, ${month}${closed ? '' : ' até agora'}: nada foi registrado`,
    wasted: (n) => `por mês em ${count(n, 'licença sem uso', 'licenças sem uso')}`,
    unusedOf: ({ seats, money }) =>
      `${rules.select(seats) === 'one' ? 'licença' : 'licenças'} sem uso, ${money} por mês`,
    reporting: (n) => (n === 1 ? 'computador com registro' : 'computadores com registro'),
    ofTotal: ({ reporting, total }) => ofTotal(reporting, total),
  },
  metrics: {
    computers,
    reporting: ({ reporting, silent }) =>
      `${number.format(reporting)} com registro` +
      (silent > 0 ? `, ${number.format(silent)} em silêncio há uma semana ou mais` : ''),
    people: (n) => count(n, 'pessoa', 'pessoas'),
    activeOf: (n) => `com uso ativo, de ${number.format(n)} com registro`,
    recordedOnly: 'com registro',
    active: 'de uso ativo, todos juntos',
    activeAgainst: ({ difference, before }) => `de uso ativo, ${difference} em relação a ${before}`,
    recorded: 'de registro, todos os computadores juntos',
    coverage: 'do tempo previsto foi registrado',
    nothingDue: 'nada havia a registrar',
  },
  preheader: ({ active, coverage, silent }) =>
    [
      active && `${active} de uso ativo.`,
      coverage && `${coverage} do tempo previsto foi registrado.`,
      silent > 0 && `${computers(silent)} em silêncio há uma semana ou mais.`,
    ]
      .filter(Boolean)
      .join(' '),
  days: {
    title: 'Computadores, dia a dia',
    subtitle: ({ total }) => `Computadores com registro, de ${number.format(total)}`,
    picture: 'Gráfico de barras, computadores com registro por dia.',
    silent: 'previsto, não registrado',
    missing: ({ day, recording, due }) => [
      'Dia com mais faltas: ',
      { strong: `${day}, com ${ofTotal(recording, due)}` },
      '.',
    ],
    most: ({ day, recording }) => [
      'Dia com mais registros: ',
      { strong: `${day}, com ${number.format(recording)}` },
      '.',
    ],
    every: 'Todos os computadores tiveram registro em todos os dias em que era previsto.',
    byDay: (figures) => `Dia a dia: ${figures}.`,
    of: ({ recording, due }) => ofTotal(recording, due),
  },
  licences: {
    title: 'Licenças',
    subtitle: 'Preços e desperdício são por mês. Em uso: na frente ao menos uma vez no mês',
    name: 'Software',
    seats: 'Licenças',
    installed: 'Instalado',
    used: 'Em uso',
    unused: 'Sem uso',
    price: (currency) => (currency ? `Preço, ${currency}` : 'Preço'),
    wasted: (currency) => (currency ? `Desperdício, ${currency}` : 'Desperdício'),
    anyNumber: 'sem limite',
    perYear: (price) => `${price} por ano`,
    others: (n) => count(n, 'outra licença', 'outras licenças'),
    total: 'Total',
    bar: 'A barra mostra a parte em uso.',
    year: ({ seats, money }) => {
      const one = rules.select(seats) === 'one'
      const noun = count(seats, 'licença sem uso', 'licenças sem uso')
      return [`Em um ano, ${one ? 'a' : 'as'} ${noun} com preço ${one ? 'custa' : 'custam'} `, { strong: money }, '.']
    },
    renewal: ({ name, day }) => ['Próxima renovação: ', { strong: name }, `, ${day}.`],
  },
  apps: {
    title: 'Softwares mais usados',
    subtitle: 'Por pessoas, todas juntas',
    name: 'Software',
    people: 'Pessoas',
    computers: 'Computadores',
    active: 'Uso ativo',
    running: 'Em execução',
    against: (before) => `Ante ${before}`,
    others: (n) => count(n, 'outro app', 'outros apps'),
    withheld: 'omitido',
    meaning:
      'Pessoas: quem o teve na frente ao menos uma vez. Uso ativo: ele estava na frente e alguém usava teclado ou ponteiro.',
    why: 'Omitido: revelaria algo de menos de 5 pessoas, por si só ou por subtração do resto. Não entra em nenhuma soma.',
  },
  growth: {
    title: 'O que cresce e o que encolhe',
    subtitle: 'Computadores em que o app foi usado',
    change: 'Mudança',
    others: (n) => `E ${count(n, 'outro app', 'outros apps')}.`,
  },
  unused: {
    title: 'Programas sem uso',
    subtitle: 'Instalados e na frente em nenhum computador há 30 dias ou mais',
    name: 'Programa',
    computers: 'Computadores',
    since: 'Sem uso na frente há',
    over: (n) => `${number.format(n)}\u00a0dias ou mais`,
    others: (n) => `E ${count(n, 'outro programa', 'outros programas')}.`,
  },
  silent: {
    title: 'Computadores em silêncio',
    subtitle: 'Sem dar notícia há sete dias ou mais quando o mês terminou',
    name: 'Computador',
    last: 'Último registro',
    days: 'Em silêncio há',
    never: 'nunca',
    length: (n) => count(n, 'dia', 'dias'),
    others: (n) => `E ${count(n, 'outro computador', 'outros computadores')}.`,
    meaning:
      'Um computador em silêncio é desconhecido, não ocioso. Suas horas faltam em todos os números e aparecem na cobertura.',
  },
  versions: {
    title: 'Versões do agente',
    subtitle: 'Com que os computadores enviaram registros por último',
    name: 'Versão',
    computers: 'Computadores',
    all: ({ version, computers: n }) => [
      n === 1 ? 'O computador usa a versão ' : `Todos os ${computers(n)} usam a versão `,
      { strong: version },
      '.',
    ],
    others: (n) => count(n, 'outra versão', 'outras versões'),
  },
  empty: {
    computers: ({ total, silent }) =>
      `De ${computers(total)}, ${silent === 0 ? 'nenhum está' : `${number.format(silent)} ${silent === 1 ? 'está' : 'estão'}`} em silêncio há uma semana ou mais.`,
    none: 'Nenhum computador foi admitido ainda.',
    wayOut: 'Se computadores estiveram em uso, confira se usage-audit agent está rodando neles.',
  },
  closing: {
    people: [
      'Pessoas nunca são comparadas, e ninguém é citado. Um número sobre menos de 5 pessoas é omitido, a não ser que elas o compartilhem.',
    ],
    recorded: 'Os números são de todos os computadores juntos, seja quem for que os usa.',
  },
}
