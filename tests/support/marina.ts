import type { Report, ReportApp, ReportDay } from '../../src/core/report/report.ts'
import type { ChangeLine, HourOfWeek, UnusedApp } from '../../src/core/report/sections.ts'
import { addMonths, daysOf, minuteMs, monthBounds, startOfDay, weekdayOf } from '../../src/core/time.ts'

/** A whole report, written by hand so that everything in it adds up: nobody's October, in São Paulo, by the name of Marina. */
const zone = 'America/Sao_Paulo'
const period = '2026-10'
const minutes = (value: number) => value * minuteMs
const hm = (text: string) => {
  const [hours, rest] = text.split(':').map(Number) as [number, number]
  return minutes(hours * 60 + rest)
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const at = (day: string, hour: number) => startOfDay(day, zone) + minutes(hour * 60)

/** Minutes active: 142 h together, at weekends 7 h 49, 26 days with use. Nothing is known of the 13th, a part of the 12th and 14th. */
const activeMinutes: Readonly<Record<number, number>> = {
  ...{ 1: 432, 2: 405, 3: 95, 4: 0, 5: 448, 6: 461, 7: 438, 8: 452, 9: 390, 10: 0, 11: 70, 12: 40, 14: 50 },
  ...{ 15: 401, 16: 377, 17: 110, 18: 0, 19: 425, 20: 512, 21: 446, 22: 431, 23: 364, 24: 0, 25: 100 },
  ...{ 26: 440, 27: 418, 28: 405, 29: 372, 30: 344, 31: 94 },
}
const recordedMinutes: Readonly<Record<number, number>> = { 12: 300, 13: 0, 14: 200 }

const days: readonly ReportDay[] = daysOf(period).map((day) => {
  const date = Number(day.slice(8))
  const active = activeMinutes[date] ?? 0
  const due = weekdayOf(day) > 5 ? (active > 0 ? 180 : 60) : 600
  const recorded = recordedMinutes[date] ?? due
  return {
    day,
    recordedMs: minutes(recorded),
    dueMs: minutes(due),
    cpuMs: minutes(Math.round(recorded * 0.28)),
    activeMs: recorded === 0 ? null : minutes(active),
    firstActivityAt: active > 0 ? at(day, 8.87) : null,
    lastActivityAt: active > 0 ? at(day, 18.28) : null,
    offsetMinutes: -180,
  }
})
export const marinaActiveMs = sum(days.map(({ activeMs }) => activeMs ?? 0))

type Row = readonly [
  name: string,
  active: string,
  foreground: string,
  before: string | null,
  cpuHours: number,
  runningHours: number,
  launches: number,
  meanMB: number,
  peakMB: number,
  days: number,
]

const rows: readonly Row[] = [
  ['Firefox', '41:12', '46:44', '43:22', 18.2, 131.4, 41, 1_910, 4_120, 26],
  ['VS Code', '33:48', '37:51', '28:24', 14.9, 97.85, 38, 1_360, 2_870, 22],
  ['Slack', '17:24', '21:30', '18:12', 7.1, 128.9, 25, 920, 1_350, 25],
  ['LibreOffice Calc', '13:06', '14:21', '12:30', 2.2, 19.75, 31, 410, 780, 14],
  ['Zoom', '10:36', '13:02', '12:06', 9.8, 21.6, 27, 480, 1_120, 17],
  ['Terminal', '9:30', '10:18', '8:18', 3.4, 88.3, 112, 110, 340, 24],
  ['GIMP', '6:54', '7:35', '3:48', 1.6, 7.1, 6, 640, 2_210, 4],
  ['Inkscape', '2:20', '2:38', '0:00', 0.9, 2.63, 4, 390, 720, 2],
  ['Files', '1:42', '1:58', '1:25', 0.22, 27.1, 87, 80, 160, 25],
  ['Document Viewer', '1:25', '1:40', '1:31', 0.4, 9.9, 64, 95, 310, 18],
  ['Spotify', '1:10', '1:22', '0:58', 0.84, 61.2, 23, 350, 520, 19],
  ['KeePassXC', '0:52', '1:01', '0:49', 0.11, 112.3, 24, 120, 150, 25],
  ['Text Editor', '0:44', '0:52', '0:30', 0.05, 3.3, 19, 60, 90, 9],
  ['Calculator', '0:31', '0:37', '0:28', 0.012, 0.85, 14, 48, 61, 8],
  ['Image Viewer', '0:26', '0:32', '0:19', 0.009, 0.6, 21, 71, 140, 7],
  ['Archive Manager', '0:11', '0:15', '0:09', 0.004, 0.2, 6, 44, 92, 4],
  ['System Monitor', '0:06', '0:11', '0:05', 0.002, 0.1, 2, 52, 58, 2],
  ['Characters', '0:03', '0:04', '0:01', 0.0001, 0.006, 1, 40, 41, 1],
]

/** Shapes of twelve months as shares of this one. */
const shapes = [
  [0.8, 0.7, 0.86, 0.9, 1.02, 0.95, 0.9, 1, 0.97, 1.04],
  [0.35, 0.4, 0.52, 0.6, 0.58, 0.7, 0.74, 0.8, 0.78, 0.83],
  [1.2, 1.1, 1.15, 1.08, 1.1, 1.02, 1.12, 0.98, 1.05, 1],
  [0.6, 0.2, 1.4, 1.1, 0.5, 0.7, 0.9, 0.6, 1.1, 0.9],
]

const apps: readonly ReportApp[] = rows.map(
  ([name, active, foreground, before, cpuHours, runningHours, launches, mean, peak, used], i) => {
    const isNew = before === '0:00'
    const activeMs = hm(active)
    const shape = shapes[i % shapes.length]!
    const history = isNew
      ? shape.map(() => 0)
      : shape.map((share) => minutes(Math.round((activeMs * share) / minuteMs)))
    return {
      key: `${name.toLowerCase().replaceAll(' ', '-')}.desktop`,
      name,
      runningMs: minutes(Math.round(runningHours * 60)),
      cpuMs: Math.round(cpuHours * 3_600_000),
      launches,
      memoryMeanKiB: Math.round((mean * 1e6) / 1024),
      memoryPeakKiB: Math.round((peak * 1e6) / 1024),
      days: used,
      activeMs,
      foregroundMs: hm(foreground),
      watchingMs: name === 'Zoom' ? hm('2:10') : 0,
      previous: {
        activeMs: hm(before ?? '0:00'),
        foregroundMs: Math.round(hm(before ?? '0:00') * 1.1),
        cpuMs: Math.round(cpuHours * 3_400_000),
        runningMs: minutes(Math.round(runningHours * 57)),
        memoryMeanKiB: Math.round((mean * 0.96e6) / 1024),
      },
      history: [...history, hm(before ?? '0:00'), activeMs],
      ...(isNew && { isNew: true as const }),
    }
  },
)

const change = (name: string): ChangeLine => {
  const app = apps.find((each) => each.name === name)!
  const ms = app.activeMs! - app.previous!.activeMs!
  return { what: 'app', key: app.key, name, ms, ...(app.isNew && { note: 'new' as const }) }
}
const others = apps.slice(8)

const changeLines: readonly ChangeLine[] = [
  change('VS Code'),
  change('GIMP'),
  { what: 'app', key: 'thunderbird.desktop', name: 'Thunderbird', ms: -hm('3:05'), note: 'gone' },
  ...['Inkscape', 'Firefox', 'Zoom', 'Terminal', 'Slack', 'LibreOffice Calc'].map(change),
  { what: 'others', apps: others.length, ms: sum(others.map((each) => each.activeMs! - each.previous!.activeMs!)) },
]

/** How a working day, and a day of a weekend, is spread over its hours. */
const workHours = [0, 0, 0, 0, 0, 0, 0, 1, 6, 10, 11, 10, 5, 7, 10, 11, 12, 9, 4, 2, 1, 1, 0, 0]
const restHours = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 2, 1, 2, 3, 4, 3, 2, 2, 2, 1, 0, 0]

/** All hours of a weekday come to what its days were active together. */
const hours: readonly HourOfWeek[] = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
  const all = days.filter(({ day, recordedMs }) => weekdayOf(day) === weekday && recordedMs > 0)
  const total = sum(all.map(({ activeMs }) => activeMs ?? 0))
  const weights = weekday > 5 ? restHours : workHours
  const each = weights.map((weight) => Math.floor((total * weight) / sum(weights)))
  const left = total - sum(each)
  return each.map((ms, hour) => {
    const known = hour < 6 ? 0 : all.length
    return {
      weekday,
      hour,
      days: known,
      recordedMs: known * minutes(60),
      activeMs: known === 0 ? null : ms + (hour === 14 ? left : 0),
    }
  })
})

const categories = [
  ['development', '48:10', '44:10'],
  ['communication', '31:25', '33:10'],
  ['documents', '22:40', '21:40'],
  ['web', '19:05', '19:10'],
  ['design', '11:34', '8:00'],
  [null, '9:06', '9:50'],
] as const

const unused: readonly UnusedApp[] = [
  {
    ...{ key: 'acrobat', name: 'Adobe Acrobat Pro', version: '24.2', devices: 1 },
    ...{ lastInFrontAt: at('2026-08-29', 15), days: 63, over: 60 },
    price: { minor: 10_900, currency: 'BRL', per: 'month' },
  },
  {
    ...{ key: 'impress', name: 'LibreOffice Impress', version: '24.8', devices: 2 },
    ...{ lastInFrontAt: at('2026-07-14', 10), days: 109, over: 90 },
  },
  { key: 'teams', name: 'Microsoft Teams', version: null, devices: 1, lastInFrontAt: null, days: 151, over: 90 },
]

const recordedMs = sum(days.map((day) => day.recordedMs))
const dueMs = sum(days.map((day) => day.dueMs))
const ofDesktop = { recordedMs: minutes(2_400), dueMs: minutes(2_500) }
const beforeMs = hm('136:00')

/** Marina's October 2026: every section there is. */
export function marinaReport(change: Partial<Report> = {}): Report {
  return {
    version: 1,
    kind: 'person-month',
    about: 'Marina',
    period,
    closed: true,
    madeAt: monthBounds(period, zone).end + minutes(10),
    zone,
    recordedMs,
    dueMs,
    coverage: recordedMs / dueMs,
    cpuMs: sum(apps.map(({ cpuMs }) => cpuMs)),
    unattributedCpuMs: Math.round(2.6 * 3_600_000),
    launches: sum(apps.map(({ launches }) => launches)),
    activeMs: marinaActiveMs,
    watchedMs: recordedMs,
    watchingMs: hm('2:10'),
    idleMs: recordedMs - marinaActiveMs - hm('2:10') - hm('20:00'),
    lockedMs: hm('20:00'),
    sessions: 61,
    sessionMs: hm('158:40'),
    overlapMs: 0,
    idleAfterMs: minutes(5),
    devices: [
      {
        ...{ name: 'marina-laptop', platform: 'linux', lastRecordedAt: at('2026-10-31', 18.2) },
        ...{ recordedMs: recordedMs - ofDesktop.recordedMs, dueMs: dueMs - ofDesktop.dueMs },
        activeMs: marinaActiveMs - hm('20:30'),
      },
      {
        ...{ name: 'studio-desktop', platform: 'win32', lastRecordedAt: at('2026-10-30', 21.7) },
        ...ofDesktop,
        activeMs: hm('20:30'),
      },
    ],
    days,
    apps,
    gaps: [
      { device: 'marina-laptop', start: at('2026-10-13', 8), end: at('2026-10-13', 18), reason: 'not_running' },
      { device: 'marina-laptop', start: at('2026-10-14', 8), end: at('2026-10-14', 44 / 3), reason: 'not_running' },
      { device: 'marina-laptop', start: at('2026-10-12', 13), end: at('2026-10-12', 18), reason: 'not_running' },
    ],
    against: {
      previous: {
        ...{ period: '2026-09', activeMs: beforeMs, recordedMs: minutes(13_500), dueMs: minutes(13_700) },
        ...{ cpuMs: Math.round(58.4 * 3_600_000), days: 25 },
      },
      mean: { periods: ['2026-07', '2026-08', '2026-09'], activeMs: hm('135:00'), cpuMs: Math.round(57.9 * 3_600_000) },
      corrected: {
        period: '2026-09',
        said: { activeMs: hm('133:20'), recordedMs: minutes(13_200) },
        now: { activeMs: beforeMs, recordedMs: minutes(13_500) },
      },
    },
    history: { periods: Array.from({ length: 12 }, (_, i) => addMonths(period, i - 11)) },
    gone: [
      {
        ...{ key: 'thunderbird.desktop', name: 'Thunderbird', activeMs: hm('3:05'), cpuMs: hm('0:42') },
        lastInFrontAt: at('2026-09-29', 17),
      },
    ],
    hours,
    usualDay: { days: 21, weekdaysOnly: true, firstMinute: 532, lastMinute: 1_097 },
    sessionFigures: {
      ...{ count: 61, totalMs: hm('158:40') },
      longest: { ms: hm('3:42'), at: at('2026-10-20', 13.1), day: '2026-10-20' },
    },
    categories: categories.map(([key, active, before], i) => ({
      ...{ key, name: null, activeMs: hm(active), foregroundMs: Math.round(hm(active) * 1.14) },
      ...{ cpuMs: Math.round((18 - i * 2) * 3_600_000) },
      previous: { activeMs: hm(before), cpuMs: Math.round((17 - i * 2) * 3_600_000) },
    })),
    growth: {
      memory: { key: 'slack.desktop', name: 'Slack', from: 605_469, to: 898_438 },
      cpu: { key: 'zoom.desktop', name: 'Zoom', from: hm('0:21'), to: hm('0:27') },
    },
    changes: {
      ...{ of: 'active', from: beforeMs, to: marinaActiveMs, lines: changeLines },
      days: { from: 25, to: 26, byMoreDaysMs: hm('5:26'), byLongerDaysMs: hm('0:34') },
    },
    unused,
    ...change,
  }
}

/** Names as long and as odd as they come: 3,000 apps, each with its history. */
export function hugeReport(): Report {
  const names = [
    'A program with a name of forty letters x',
    'محرر النصوص المتقدم للمستندات الطويلة جدا',
    '文書エディタープロフェッショナル版二〇二六年度特別記念限定版完全版上下巻',
    '👩‍👩‍👧 Família & Cia. <Financeiro> "Édition" №42',
    'Donaudampfschifffahrtsgesellschaftskapit',
  ]
  const model = apps[0]!
  const many = Array.from({ length: 3_000 }, (_, i) => ({
    ...model,
    key: `app-${i}`,
    name: `${names[i % names.length]}`,
    activeMs: Math.round(minutes(600) * 0.9 ** i) + 1_000,
    previous: { ...model.previous!, activeMs: Math.round(minutes(540) * 0.9 ** i) },
    isNew: true as const,
  }))
  const lines: ChangeLine[] = many
    .slice(0, 12)
    .map(({ key, name }, i) => ({ what: 'app', key, name, ms: minutes(i % 2 ? -500 : 600), note: 'new' }))
  return marinaReport({
    apps: many,
    launches: 3_000 * model.launches,
    activeMs: sum(many.map(({ activeMs }) => activeMs)),
    gone: many.map(({ key, name }) => ({ key, name, activeMs: minutes(60), cpuMs: 0, lastInFrontAt: null })),
    changes: { of: 'active', from: 0, to: sum(lines.map(({ ms }) => ms)), lines, days: null },
    unused: many.map(({ key, name }) => ({ ...unused[0]!, key, name })),
    devices: Array.from({ length: 40 }, (_, i) => ({ ...marinaReport().devices[0]!, name: names[i % names.length]! })),
    gaps: Array.from({ length: 400 }, (_, i) => ({ ...marinaReport().gaps[0]!, device: names[i % names.length]! })),
  })
}

/** The last week of the same October. */
export function marinaWeek(change: Partial<Report> = {}): Report {
  const week = days.slice(25)
  const activeMs = sum(week.map((day) => day.activeMs ?? 0))
  const all = [
    ...week,
    { ...week.at(-1)!, day: '2026-11-01', activeMs: 0, recordedMs: minutes(60), dueMs: minutes(60) },
  ]
  const whole = { recordedMs: sum(all.map((day) => day.recordedMs)), dueMs: sum(all.map((day) => day.dueMs)) }
  const some = apps.slice(0, 5).map((app, i) => ({ ...app, activeMs: minutes([700, 600, 400, 200, 100][i]!) }))
  const previous = { period: '2026-W43', activeMs: minutes(2_178), ...whole, cpuMs: minutes(900), days: 6 }
  const { against: _, changes: __, gone: ___, unused: ____, categories: _____, ...report } = marinaReport()
  return {
    ...report,
    ...whole,
    kind: 'person-week',
    period: '2026-W44',
    days: all,
    apps: some,
    activeMs,
    watchedMs: whole.recordedMs,
    coverage: whole.recordedMs / whole.dueMs,
    gaps: [],
    against: { previous, mean: { periods: ['2026-W42', '2026-W43'], activeMs: minutes(1_900), cpuMs: minutes(800) } },
    history: { periods: Array.from({ length: 12 }, (__, i) => `2026-W${33 + i}`) },
    ...change,
  }
}
