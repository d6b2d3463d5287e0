import type { Texts } from './language.ts'
import { sections } from './sections/en.ts'

const rules = new Intl.PluralRules('en')
const number = new Intl.NumberFormat('en')

/** `1 computer`, `2 computers`, the figure and its noun kept on one line. */
const count = (n: number, one: string, other: string) =>
  `${number.format(n)}\u00a0${rules.select(n) === 'one' ? one : other}`
const computers = (n: number) => count(n, 'computer', 'computers')
const apps = (n: number) => count(n, 'app', 'apps')
const days = (n: number) => count(n, 'day', 'days')

export const en: Texts = {
  ...sections,
  monthlyReport: 'Monthly report',
  demo: {
    name: 'Demo – made-up data',
    banner: 'Demo – made-up data: these people, computers and figures do not exist.',
    subject: (subject) => `[Demo – made-up data] ${subject}`,
  },
  monthlyReportFor: (name) => `Monthly report for ${name}`,
  soFar: (period) => `${period}, so far`,
  headline: {
    subject: ({ month, week, closed, recorded, devices, coverage }) =>
      `Your ${week ? 'week ' : ''}${month}${closed ? '' : ' so far'}: ${recorded} recorded on ${computers(devices)}` +
      (coverage === undefined ? '' : `, ${coverage} of the time due`),
    subjectEmpty: ({ month, week, closed }) =>
      `Your ${week ? 'week ' : ''}${month}${closed ? '' : ' so far'}: nothing was recorded`,
    recordedOn: (devices) => `recorded on ${computers(devices)}`,
  },
  metrics: {
    coverage: ({ due }) => `of the time due, ${due}, was recorded`,
    nothingDue: 'nothing was due to be recorded',
    days,
    daysOfDue: (n) => `with records, of ${days(n)} due`,
    cpu: 'CPU time of all apps',
    launches: ({ launches, apps: n }) => `${rules.select(launches) === 'one' ? 'launch' : 'launches'} of ${apps(n)}`,
  },
  preheader: {
    mostCpu: ({ app, cpu }) => `${app} took the most CPU time, ${cpu}.`,
    busiest: ({ day, recorded }) => `Most was recorded on ${day}, ${recorded}.`,
    days: (n) => `${days(n)} with records.`,
  },
  month: {
    title: 'The month, day by day',
    subtitle: (n) => (n === 1 ? 'Time recorded per day' : `Time recorded per day, ${computers(n)} together`),
    onlyDay: (day) => ['All of it was recorded on ', { strong: day }, '.'],
    weekday: 'weekday',
    weekend: 'weekend',
    unrecorded: 'due, not recorded',
    busiest: ({ day, recorded }) => ['Most was recorded on ', { strong: `${day}, ${recorded}` }, '.'],
    weekends: (recorded) => `Weekends together ${recorded}.`,
    unrecordedDays: ({ days: list, count: n }) =>
      rules.select(n) === 'one'
        ? `On ${list} time was due and nothing was recorded: that day is unknown, not zero.`
        : `On ${list} time was due and nothing was recorded: those days are unknown, not zero.`,
    moreDays: (n) => count(n, 'other day', 'other days'),
    picture: 'Bar chart, time recorded per day.',
    byDay: (figures) => `Day by day: ${figures}.`,
  },
  apps: {
    title: 'Apps by CPU time',
    active: 'Active',
    foreground: 'In front',
    app: 'App',
    cpu: 'CPU time',
    running: 'Running',
    launches: 'Launches',
    memoryMean: 'Memory, mean',
    memoryPeak: 'Memory, peak',
    others: (n) => count(n, 'other app', 'other apps'),
    unattributed: 'Not attributed',
    total: 'Total',
    none: 'No app was seen running in the time recorded.',
    presenceMeaning: ({ idle }) =>
      `Active: the app was in front and someone used keyboard or pointer; after ${idle} without either, idle counts from ` +
      'the last use. In front: one of its windows had the focus.',
    presencePart: ({ watched, recorded }) =>
      `Active time is known of ${watched} of the ${recorded} recorded; of the rest it is unknown, not zero.`,
    watching: ({ watching }) =>
      `Watching: ${watching} in front without keyboard or pointer while the app kept the screen on, as for a film or a call; ` +
      'it is not part of active time.',
    unattributedMeaning: 'Not attributed: CPU time that the system counted and that belongs to no app for certain.',
  },
  devices: {
    title: 'Computers',
    device: 'Computer',
    recorded: 'Recorded',
    due: 'Due',
    coverage: 'Coverage',
    last: 'Last record',
    never: 'never',
    others: (n) => count(n, 'other computer', 'other computers'),
    clock: ({ device, length, ahead }) =>
      `The clock of ${device} was ${length} ${ahead ? 'ahead' : 'behind'}: its times were put right.`,
    overlap: ({ length, of }) =>
      `Active time on several computers at once, ${length}, counts once in the ${of}’s total.`,
  },
  gaps: {
    title: 'What was not recorded',
    device: 'Computer',
    when: 'When',
    length: 'Time',
    reason: 'Why',
    reasons: {
      off: 'the computer was off',
      not_running: 'the agent was not running',
      asleep: 'the computer was asleep',
      disk_full: 'the disk was full',
      capped: 'the journal was full',
      paused: 'recording was paused',
      outside_hours: 'outside working hours',
      clock: 'the clock was changed',
      lost: 'records were lost',
      conflict: 'the journal was copied',
      silent: 'nothing came from it after that',
    },
    unknownReason: 'the reason is not known',
    others: ({ count: n, length }) => `${count(n, 'shorter gap', 'shorter gaps')}, ${length} together.`,
    excused: ({ off, asleep, paused, outside }) => {
      const parts = [
        off && `off for ${off}`,
        asleep && `asleep for ${asleep}`,
        paused && `paused for ${paused}`,
        outside && `outside working hours for ${outside}`,
      ]
      return `Nothing was due while the computers were ${new Intl.ListFormat('en-GB').format(parts.filter((part) => part !== undefined))}.`
    },
  },
  empty: {
    closed: 'Nothing was recorded',
    open: 'Nothing recorded yet',
    nothingDue: 'Nothing was due either: no computer was on with its agent set up.',
    unrecorded: ({ due }) => `The time due was ${due}: it is unknown, not zero.`,
    last: ({ device, at }) => `The last record is from ${device}, ${at}.`,
    never: 'No computer has ever sent a record.',
    wayOut: 'If a computer was in use, check that usage-audit agent is running on it.',
  },
  closing: {
    recorded: [
      { strong: 'Recorded' },
      ': which programs run, for how long, how often they are launched, their CPU time and memory; where the desktop tells, ' +
        'also which of them is in front and when keyboard or pointer were last used.',
    ],
    neverRecorded: [
      { strong: 'Never recorded' },
      ': screens, which keys, clipboard, camera, microphone, nor window titles unless somebody switched them on. ' +
        'A recorded hour is one in which the agent was watching; it does not say that anyone was at the keyboard.',
    ],
    coverage: ({ coverage, recorded, due }) =>
      `Coverage ${coverage}: ${recorded} of ${due} due. Due is the time in which the computers were on, awake and not paused.`,
    openPeriod: 'The month is not over: these figures will still grow.',
    made: ({ zone, at }) => `Times in ${zone}. Figures as of ${at}.`,
  },
}
