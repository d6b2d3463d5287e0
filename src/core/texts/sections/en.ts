import type { Before, SectionTexts } from './words.ts'

const rules = new Intl.PluralRules('en')
const number = new Intl.NumberFormat('en')
const count = (n: number, one: string, other: string) =>
  `${number.format(n)}\u00a0${rules.select(n) === 'one' ? one : other}`
const computers = (n: number) => count(n, 'computer', 'computers')
const days = (n: number) => count(n, 'day', 'days')
const programs = (n: number) => count(n, 'other program', 'other programs')

const nameOf = (before: Before) => before ?? 'the week before'

export const sections: SectionTexts = {
  links: {
    open: 'Open on the web',
    openFull: 'Open the full report',
    stored: 'What is stored about me',
    pause: 'Pause',
    export: 'Export',
    erase: 'Erase',
    unsubscribe: 'Unsubscribe from this report',
  },
  week: {
    report: 'Weekly report',
    reportFor: (name) => `Weekly report for ${name}`,
    period: ({ from, to }) => `${from} – ${to}`,
    title: 'The week, day by day',
    weekend: (figure) => `Weekend ${figure}.`,
    openPeriod: 'The week is not over: these figures will still grow.',
  },
  active: {
    subject: ({ period, week, closed, active, devices }) =>
      `Your ${week ? 'week ' : ''}${period}${closed ? '' : ' so far'}: ${active} active on ${computers(devices)}`,
    difference: ({ length, sign, before }) =>
      sign === 0
        ? `, as much as ${nameOf(before)}`
        : `, ${length} ${sign > 0 ? 'more' : 'less'} than ${nameOf(before)}`,
    on: (devices) => `active on ${computers(devices)}`,
  },
  against: {
    before: ({ before, figure, part }) =>
      `against ${nameOf(before)}, ${figure}` +
      (part === undefined ? '' : ` on ${days(part.days)}`) +
      (part?.coverage === undefined ? '' : `, ${part.coverage} recorded`),
    mean: ({ count: n, week, figure }) =>
      `against the ${n === 2 ? 'two' : 'three'}-${week ? 'week' : 'month'} mean, ${figure}`,
    head: (before) => `Against ${before ?? 'week before'}`,
    corrected: ({ period, said, now, active }) =>
      `Corrected since its report: ${period} comes to ${now} ${active ? 'active' : 'recorded'}, not ${said}, with the records that came later.`,
  },
  use: {
    days: ({ recorded }) => `with use, of ${number.format(recorded)} recorded`,
    subtitle: (n) => (n === 1 ? 'Time active per day' : `Time active per day, ${computers(n)} together`),
    picture: 'Bar chart, time active per day.',
    none: 'no use',
    missing: 'not recorded',
    partly: 'in part',
    busiest: ({ day, figure }) => ['Busiest day ', { strong: `${day}, ${figure}` }, '.'],
    onlyDay: (day) => ['All of it was on ', { strong: day }, '.'],
    preheader: ({ days: n, busiest }) => `${days(n)} with use, busiest ${busiest}.`,
    grew: (app) => `${app} grew most.`,
    coverage: (coverage) => `${coverage} of the time due was recorded.`,
  },
  ranking: {
    title: 'Top apps',
    history: ({ count: n, week }) => count(n, week ? 'week' : 'month', week ? 'weeks' : 'months'),
    share: 'Share',
    new: 'new',
    gone: 'not used any more',
    total: 'Total active',
    newOnes: (names) => [{ strong: 'New' }, `: ${names}.`],
    goneOnes: ({ names, before }) => [{ strong: 'Not used any more' }, `: ${names} in ${nameOf(before)}.`],
    others: (n) => `${number.format(n)}\u00a0more`,
  },
  when: {
    title: 'When',
    subtitle: 'Hour of the day and weekday, mean of the recorded days',
    picture: 'Heat map, hour of the day by weekday.',
    unit: 'min active per hour, mean',
    digits: '5: 50 to 59 minutes active in the hour, mean; +: fewer than 10; a dot: none',
    missing: 'not recorded',
    busiest: ({ weekday, from, to, minutes }) => [
      'Most active hour ',
      { strong: `${weekday} ${from}\u00a0to\u00a0${to}` },
      `, ${minutes} on average.`,
    ],
    byWeekday: (figures) => `Mean of each day: ${figures}.`,
    usual: ({ weekdays, first, last, next }) => [
      weekdays ? 'A usual working day begins at ' : 'A usual day with use begins at ',
      { strong: first },
      ' and ends at ',
      { strong: last },
      next ? ', after midnight.' : '.',
    ],
    sessions: ({ count: n, total }) => `${count(n, 'session', 'sessions')}, ${total} in all`,
    longest: ({ length, day }) => ['; the longest took ', { strong: length }, `, on ${day}`],
  },
  categories: {
    title: 'Categories',
    head: 'Category',
    none: 'Not sorted',
    others: 'Other',
    picture: 'Bar of all categories.',
  },
  spent: {
    title: 'What the computers spent',
    total: ({ cpu, apps: n }) => `${cpu} of CPU time in all, ${count(n, 'app', 'apps')} together.`,
    memory: ({ app, from, to }) => [{ strong: 'Memory grew most' }, ` with ${app}, mean from ${from} to ${to}.`],
    cpu: ({ app, from, to }) => [
      { strong: 'CPU grew most' },
      ` with ${app}, from ${from} to ${to} in each hour it ran.`,
    ],
    meaning:
      'Running: at least one process of the app was alive. CPU time: how long its processes kept the processor busy. ' +
      'Memory: what it held in RAM while it ran. Running ends when an app was last seen, CPU time when its processes ended: ' +
      'what lives only seconds can show more of the second.',
  },
  changes: {
    title: 'What changed',
    active: ({ from, to }) => `Active time from ${from} to ${to}; the lines add up to the minute`,
    cpu: ({ from, to }) => `CPU time from ${from} to ${to}; the lines add up to the minute`,
    weekBefore: 'The week before',
    thisWeek: 'This week',
    others: (n) => count(n, 'other app', 'other apps'),
    overlap: 'Several computers at once',
    unattributed: 'Of no app',
    days: ({ from, to, byDays, byLength, longer }) => {
      const more = Math.abs(to - from)
      const first =
        to === from
          ? ['As many days with use as before, ', { strong: String(to) }, ': ']
          : [
              `${count(more, to > from ? 'more day' : 'fewer day', to > from ? 'more days' : 'fewer days')} with use, ${to} instead of ${from}: `,
              { strong: byDays },
              '; ',
            ]
      return [...first, `${longer ? 'more' : 'less'} time on each day: `, { strong: byLength }, '.']
    },
  },
  unused: {
    title: 'Programs not used',
    subtitle: 'Installed or running, and not in front for 30 days or more',
    head: 'Program',
    last: 'Last in front',
    computers: 'Computers',
    cost: 'Cost per year',
    ago: ({ at, days: n }) => `${at}, ${days(n)} ago`,
    never: (n) => `never in ${days(n)}`,
    noPrice: 'no price set',
    total: ({ count: n, money }) => [
      rules.select(n) === 'one' ? 'The one with a price costs ' : `The ${number.format(n)} with a price cost `,
      { strong: money },
      ' over a year.',
    ],
    others: (n) => `And ${programs(n)}.`,
  },
}
