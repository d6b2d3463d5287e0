import type { Report, ReportApp, ReportDay, ReportGap } from '../../src/core/report/report.ts'
import { daysOf, hourMs, minuteMs, monthBounds, secondMs, startOfDay, weekdayOf } from '../../src/core/time.ts'

const zone = 'America/Sao_Paulo'
const hours = (value: number) => Math.round(value * 60) * minuteMs

/** Sample data: nobody's month. Days, computers, apps and gaps add up. */
const weekdayHours = [6.8, 7.6, 8.1, 7.2, 6.4, 8.4, 7.9, 5.5, 7.35, 8.05, 6.9]
const weekendHours = [0, 1.7, 0, 2.4, 0.9, 0, 1.2, 2.1, 0]
const missingHours: Readonly<Record<string, number>> = { '2026-10-12': 5, '2026-10-13': 9, '2026-10-14': 5.5 }

const sampleDays: readonly ReportDay[] = daysOf('2026-10').map((day, i) => {
  const usual = weekdayOf(day) > 5 ? weekendHours[i % 9]! : weekdayHours[i % 11]!
  const missing = missingHours[day] ?? 0
  const recorded = day === '2026-10-13' ? 0 : Math.max(0, usual - missing) + (day === '2026-10-20' ? 1.2 : 0)
  return { day, recordedMs: hours(recorded), dueMs: hours(recorded) + hours(missing), cpuMs: hours(recorded * 0.29) }
})

const app = (
  name: string,
  cpuHours: number,
  runningHours: number,
  launches: number,
  meanMB: number,
  peakMB: number,
  days: number,
): ReportApp => ({
  key: `${name.toLowerCase().replaceAll(' ', '-')}.desktop`,
  name,
  runningMs: hours(runningHours),
  cpuMs: Math.round(cpuHours * hourMs),
  launches,
  memoryMeanKiB: Math.round((meanMB * 1e6) / 1024),
  memoryPeakKiB: Math.round((peakMB * 1e6) / 1024),
  days,
})

const sampleApps = [
  app('Firefox', 18.2, 131.4, 41, 1_910, 4_120, 26),
  app('Visual Studio Code', 14.9, 97.85, 38, 1_360, 2_870, 22),
  app('Zoom', 9.8, 21.6, 27, 480, 1_120, 17),
  app('Slack', 7.1, 128.9, 25, 920, 1_350, 25),
  app('Terminal', 3.4, 88.3, 112, 110, 340, 24),
  app('LibreOffice Calc', 2.2, 19.75, 31, 410, 780, 14),
  app('GIMP', 1.6, 7.1, 6, 640, 2_210, 4),
  app('Inkscape', 0.9, 2.63, 4, 390, 720, 2),
  app('Spotify', 0.84, 61.2, 23, 350, 520, 19),
  app('Thunderbird', 0.71, 44.5, 22, 430, 610, 20),
  app('Document Viewer', 0.4, 9.9, 64, 95, 310, 18),
  app('Files', 0.22, 27.1, 87, 80, 160, 25),
  app('KeePassXC', 0.11, 112.3, 24, 120, 150, 25),
  app('Text Editor', 0.05, 3.3, 19, 60, 90, 9),
  app('Calculator', 0.012, 0.85, 14, 48, 61, 8),
  app('Image Viewer', 0.009, 0.6, 21, 71, 140, 7),
  app('Archive Manager', 0.004, 0.2, 6, 44, 92, 4),
  app('System Monitor', 0.002, 0.1, 2, 52, 58, 2),
  app('Characters', 0.0001, 0.006, 1, 40, 41, 1),
]

const at = (day: string, time: number) => startOfDay(day, zone) + hours(time)
const missed = (day: string, from: number, to: number): ReportGap => ({
  device: 'sample-laptop',
  start: at(day, from),
  end: at(day, to),
  reason: 'not_running',
})
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function toReport(days: readonly ReportDay[], apps: readonly ReportApp[]) {
  const recordedMs = sum(days.map((day) => day.recordedMs))
  const dueMs = sum(days.map((day) => day.dueMs))
  return {
    version: 1,
    kind: 'person-month',
    zone,
    recordedMs,
    dueMs,
    coverage: dueMs === 0 ? null : recordedMs / dueMs,
    cpuMs: sum(apps.map((each) => each.cpuMs)),
    launches: sum(apps.map((each) => each.launches)),
    days,
    apps,
  } as const
}

/** A month of sample data: October 2026, two computers, three days with gaps. */
export function sampleReport(change: Partial<Report> = {}): Report {
  const report = toReport(sampleDays, sampleApps)
  const ofDesktop = hours(31.5)
  return {
    ...report,
    about: 'Sample Person',
    period: '2026-10',
    closed: true,
    madeAt: monthBounds('2026-10', zone).end + 10 * minuteMs,
    unattributedCpuMs: 2.6 * hourMs,
    devices: [
      {
        name: 'sample-laptop',
        platform: 'linux',
        recordedMs: report.recordedMs - ofDesktop,
        dueMs: report.dueMs - ofDesktop,
        lastRecordedAt: at('2026-10-30', 18.2),
      },
      {
        name: 'sample-desktop',
        platform: 'linux',
        recordedMs: ofDesktop,
        dueMs: ofDesktop,
        lastRecordedAt: at('2026-10-29', 21.7),
      },
    ],
    gaps: [
      { device: 'sample-laptop', start: at('2026-10-03', 0), end: at('2026-10-05', 8.5), reason: 'off' },
      { device: 'sample-laptop', start: at('2026-10-08', 12), end: at('2026-10-08', 21.25), reason: 'asleep' },
      missed('2026-10-13', 9, 18),
      missed('2026-10-14', 9, 14.5),
      missed('2026-10-12', 14, 19),
    ],
    ...change,
  }
}

/** The same month on desktops that told what was in front, most of the time. */
export function presentReport(change: Partial<Report> = {}): Report {
  const report = sampleReport()
  const apps = report.apps
    .map((each, i) => ({
      ...each,
      foregroundMs: Math.round(each.runningMs / (3 + (i % 4))),
      activeMs: i === 3 ? null : Math.round(each.runningMs / (4 + (i % 5))),
    }))
    .sort((a, b) => (b.activeMs ?? 0) - (a.activeMs ?? 0))
  return { ...report, apps, activeMs: hours(96.4), watchedMs: report.recordedMs - hours(12), ...change }
}

/** What a newcomer sees first: twenty seconds of one computer, in a month that has only begun. */
export function firstReport(): Report {
  const days = daysOf('2026-11').map((day) => {
    const recordedMs = day === '2026-11-14' ? 20_400 : 0
    return { day, recordedMs, dueMs: recordedMs, cpuMs: recordedMs === 0 ? 0 : 11_940 }
  })
  const second = { days: 1, runningMs: 20_400 }
  const apps = sampleApps.slice(0, 7).map((each, i) => ({
    ...each,
    ...second,
    launches: i === 4 ? 1 : 0,
    cpuMs: [6_120, 2_930, 1_480, 640, 180, 40, 0][i]!,
  }))
  const now = at('2026-11-14', 16.55)
  return {
    ...toReport(days, apps),
    about: 'Sample Person',
    period: '2026-11',
    closed: false,
    madeAt: now,
    unattributedCpuMs: 550,
    devices: [
      { name: 'sample-laptop', platform: 'linux', recordedMs: 20_400, dueMs: 20_400, lastRecordedAt: now - secondMs },
    ],
    gaps: [],
  }
}

/** A closed month of a computer that went silent before it began. */
export const emptyReport = (): Report => ({
  ...toReport(
    daysOf('2026-11').map((day) => ({ day, recordedMs: 0, dueMs: 0, cpuMs: 0 })),
    [],
  ),
  about: 'Sample Person',
  period: '2026-11',
  closed: true,
  madeAt: monthBounds('2026-11', zone).end + 10 * minuteMs,
  unattributedCpuMs: 0,
  devices: [
    { name: 'sample-laptop', platform: 'linux', recordedMs: 0, dueMs: 0, lastRecordedAt: at('2026-10-28', 14) },
  ],
  gaps: [],
})
