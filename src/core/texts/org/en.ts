import type { OrgTexts } from './words.ts'

const rules = new Intl.PluralRules('en')
const number = new Intl.NumberFormat('en')
const count = (n: number, one: string, other: string) =>
  `${number.format(n)}\u00a0${rules.select(n) === 'one' ? one : other}`
const computers = (n: number) => count(n, 'computer', 'computers')
const ofTotal = (reporting: number, total: number) => `${number.format(reporting)} of ${number.format(total)}`

export const orgEn: OrgTexts = {
  owner: 'Monthly report of the organisation',
  about: ({ org, period }) => `${org}, ${period}`,
  headline: {
    subject: ({ org, month, closed, unused, reporting, total }) =>
      `${org}, ${month}${closed ? '' : ' so far'}: ` +
      (unused ? `${count(unused.seats, 'licence', 'licences')} unused, ${unused.money} a month; ` : '') +
      `${ofTotal(reporting, total)}\u00a0${total === 1 ? 'computer' : 'computers'} reporting`,
    subjectEmpty: ({ org, month, closed }) => `${org}, ${month}${closed ? '' : ' so far'}: nothing was recorded`,
    wasted: (n) => `a month for ${count(n, 'unused licence', 'unused licences')}`,
    unusedOf: ({ seats, money }) =>
      `${rules.select(seats) === 'one' ? 'licence' : 'licences'} unused, ${money} a month`,
    reporting: (n) => (n === 1 ? 'computer reporting' : 'computers reporting'),
    ofTotal: ({ reporting, total }) => ofTotal(reporting, total),
  },
  metrics: {
    computers,
    reporting: ({ reporting, silent }) =>
      `${number.format(reporting)} reporting` +
      (silent > 0 ? `, ${number.format(silent)} silent for a week or more` : ''),
    people: (n) => count(n, 'person', 'people'),
    activeOf: (n) => `active, of ${number.format(n)} recorded`,
    recordedOnly: 'recorded',
    active: 'active, everyone together',
    activeAgainst: ({ difference, before }) => `active, ${difference} against ${before}`,
    recorded: 'recorded, all computers together',
    coverage: 'of the time due was recorded',
    nothingDue: 'nothing was due to be recorded',
  },
  preheader: ({ active, coverage, silent }) =>
    [
      active && `${active} active.`,
      coverage && `${coverage} of the time due was recorded.`,
      silent > 0 && `${computers(silent)} silent for a week or more.`,
    ]
      .filter(Boolean)
      .join(' '),
  days: {
    title: 'Computers, day by day',
    subtitle: ({ total }) => `Computers that recorded, of ${number.format(total)}`,
    picture: 'Bar chart, computers that recorded per day.',
    silent: 'due, not recorded',
    missing: ({ day, recording, due }) => [
      'Most were missing on ',
      { strong: `${day}, ${ofTotal(recording, due)}` },
      ' recorded.',
    ],
    most: ({ day, recording }) => ['Most recorded on ', { strong: `${day}, ${number.format(recording)}` }, '.'],
    every: 'Every computer recorded on every day it should have.',
    byDay: (figures) => `Day by day: ${figures}.`,
    of: ({ recording, due }) => ofTotal(recording, due),
  },
  licences: {
    title: 'Licences',
    subtitle: 'Prices and waste are per month. Used: in front at least once in the month',
    name: 'Software',
    seats: 'Seats',
    installed: 'Installed',
    used: 'Used',
    unused: 'Unused',
    price: (currency) => (currency ? `Price, ${currency}` : 'Price'),
    wasted: (currency) => (currency ? `Wasted, ${currency}` : 'Wasted'),
    anyNumber: 'any',
    perYear: (price) => `${price} a year`,
    others: (n) => count(n, 'other licence', 'other licences'),
    total: 'Total',
    bar: 'The bar shows the share in use.',
    year: ({ seats, money }) => [
      `Over a year the ${count(seats, 'unused licence', 'unused licences')} with a price cost `,
      { strong: money },
      '.',
    ],
    renewal: ({ name, day }) => ['Renewing next: ', { strong: name }, `, ${day}.`],
  },
  apps: {
    title: 'Top software',
    subtitle: 'By people, everyone together',
    name: 'Software',
    people: 'People',
    computers: 'Computers',
    active: 'Active',
    running: 'Running',
    against: (before) => `Against ${before}`,
    others: (n) => count(n, 'other app', 'other apps'),
    withheld: 'withheld',
    meaning: 'People: who had it in front at least once. Active: it was in front and someone used keyboard or pointer.',
    why: 'Withheld: it would tell of fewer than 5 people, by itself or subtracted from the rest. It is in no sum.',
  },
  growth: {
    title: 'Growing and shrinking',
    subtitle: 'Computers on which an app was used',
    change: 'Change',
    others: (n) => `And ${count(n, 'other app', 'other apps')}.`,
  },
  unused: {
    title: 'Programs not used',
    subtitle: 'Installed, and in front on no computer for 30 days or more',
    name: 'Program',
    computers: 'Computers',
    since: 'Not in front for',
    over: (n) => `${number.format(n)}\u00a0days or more`,
    others: (n) => `And ${count(n, 'other program', 'other programs')}.`,
  },
  silent: {
    title: 'Silent computers',
    subtitle: 'Without a word for seven days or more when the month ended',
    name: 'Computer',
    last: 'Last report',
    days: 'Silent for',
    never: 'never',
    length: (n) => count(n, 'day', 'days'),
    others: (n) => `And ${count(n, 'other computer', 'other computers')}.`,
    meaning:
      'A silent computer is unknown, not idle. Its hours are missing from every figure and show in the coverage.',
  },
  versions: {
    title: 'Versions of the agent',
    subtitle: 'What the computers last reported with',
    name: 'Version',
    computers: 'Computers',
    all: ({ version, computers: n }) => [
      n === 1 ? 'The computer reports' : `All ${computers(n)} report`,
      ' with version ',
      { strong: version },
      '.',
    ],
    others: (n) => count(n, 'other version', 'other versions'),
  },
  empty: {
    computers: ({ total, silent }) =>
      `Of ${computers(total)}, ${silent === 0 ? 'none has been' : `${number.format(silent)} ${silent === 1 ? 'has' : 'have'} been`} silent for a week or more.`,
    none: 'No computer has been let in yet.',
    wayOut: 'If computers were in use, check that usage-audit agent is running on them.',
  },
  closing: {
    people: [
      'People are never ranked, and nobody is named. A figure about fewer than 5 people is withheld unless those people share it.',
    ],
    recorded: 'Figures are of all computers together, whoever uses them.',
  },
}
