import type { OrgApp, OrgLicence, OrgReport } from '../../src/core/report/org-report.ts'
import { daysOf, hourMs, minuteMs, monthBounds, startOfDay, weekdayOf } from '../../src/core/time.ts'

const zone = 'America/Sao_Paulo'
const at = (day: string, time: number) => startOfDay(day, zone) + Math.round(time * 60) * minuteMs

const licence = (
  name: string,
  seats: number | null,
  used: number,
  reais: number,
  renewsOn: string | null,
): OrgLicence => {
  const installed = seats ?? used + 9
  const unused = installed - used
  const minor = Math.round(reais * 100)
  return {
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    seats,
    installed,
    used,
    unused,
    ...(minor > 0 && { price: { minor, currency: 'BRL', per: 'month' as const }, wastedMinor: unused * minor }),
    renewsOn,
  }
}

const app = (name: string, people: OrgApp['people'], devices: number, active: number, change: number): OrgApp => {
  const few = people === 'withheld'
  return {
    key: `${name.toLowerCase().replaceAll(' ', '-')}.desktop`,
    name,
    people,
    devices,
    activeMs: few ? 'withheld' : active * hourMs,
    foregroundMs: few ? 'withheld' : Math.round(active * 1.3) * hourMs,
    runningMs: active * 4 * hourMs,
    cpuMs: Math.round(active * 0.4 * hourMs),
    previous: {
      people: few ? 'withheld' : people,
      activeMs: few ? 'withheld' : (active - change) * hourMs,
      devices: devices - Math.sign(change),
    },
  }
}

/** How many of the 48 computers recorded: fewer where two went silent, and on weekends. */
const recordingOn = (day: string, i: number) => {
  const silent = (i >= 9 ? 1 : 0) + (i >= 20 ? 1 : 0) + (i >= 23 ? 1 : 0)
  return weekdayOf(day) > 5 ? 11 + (i % 3) - (silent > 1 ? 1 : 0) : 48 - silent - ((i * 5) % 3)
}

/** Sample data: an organisation of 48 computers that does not exist. Licences, days and devices add up. */
export function sampleOrgReport(change: Partial<OrgReport> = {}): OrgReport {
  const activeMs = 5_214 * hourMs
  const dueMs = 8_420 * hourMs
  const recordedMs = 7_660 * hourMs
  return {
    version: 1,
    kind: 'org-month',
    about: 'Aroeira Design',
    period: '2026-10',
    closed: true,
    madeAt: monthBounds('2026-10', zone).end + 10 * minuteMs,
    zone,
    recordedMs,
    dueMs,
    coverage: recordedMs / dueMs,
    activeMs,
    against: {
      previous: {
        period: '2026-09',
        activeMs: activeMs - 184 * hourMs,
        recordedMs: recordedMs - 211 * hourMs,
        dueMs: dueMs - 96 * hourMs,
        cpuMs: 2_080 * hourMs,
        days: 22,
      },
      mean: { periods: ['2026-07', '2026-08', '2026-09'], activeMs: activeMs - 131 * hourMs, cpuMs: 2_050 * hourMs },
    },
    people: { recorded: 46, active: 44 },
    devices: {
      total: 48,
      reporting: 45,
      silent: [
        { name: 'ws-017', platform: 'win32', lastSeenAt: at('2026-10-09', 17.7), days: 22 },
        { name: 'lap-031', platform: 'darwin', lastSeenAt: at('2026-10-21', 8.25), days: 10 },
        { name: 'ws-044', platform: 'linux', lastSeenAt: at('2026-10-24', 19.05), days: 7 },
      ],
      versions: [
        { version: '0.1.0', devices: 41 },
        { version: '0.0.9', devices: 7 },
      ],
    },
    days: daysOf('2026-10').map((day, i) => {
      const recording = recordingOn(day, i)
      return { day, recording, due: weekdayOf(day) > 5 ? recording + (i % 4 === 0 ? 1 : 0) : 48 }
    }),
    apps: [
      app('Firefox', 44, 46, 1_412, 38),
      app('Microsoft Excel', 41, 43, 988, -21),
      app('Slack', 41, 41, 706, 12),
      app('Zoom', 29, 31, 402, -33),
      app('Visual Studio Code', 19, 20, 641, 54),
      app('Adobe Photoshop', 13, 13, 318, 9),
      app('Figma', 10, 11, 241, 27),
      app('JetBrains Rider', 7, 7, 166, -8),
      app('AutoCAD LT', 'withheld', 3, 0, 0),
    ],
    licences: [
      licence('Adobe Creative Cloud', 20, 13, 275, '2027-03-14'),
      licence('Zoom Workplace Pro', 45, 29, 69.9, '2026-11-12'),
      licence('Figma Professional', 18, 10, 82, '2027-01-05'),
      licence('JetBrains All Products', 15, 12, 149, null),
      licence('Slack Pro', 48, 41, 45, null),
      licence('Microsoft 365 Business', 48, 44, 62.5, '2027-06-30'),
      licence('AutoCAD LT', 4, 3, 0, null),
    ],
    unused: [
      { key: 'acrobat', name: 'Adobe Acrobat Pro', devices: 12, over: 90 },
      { key: 'impress', name: 'LibreOffice Impress', devices: 9, over: 60 },
      { key: 'teams', name: 'Microsoft Teams', devices: 4, over: 30 },
    ],
    growth: [
      { key: 'code', name: 'Visual Studio Code', from: 14, to: 20 },
      { key: 'zoom', name: 'Zoom', from: 36, to: 31 },
      { key: 'figma', name: 'Figma', from: 9, to: 11 },
    ],
    ...change,
  }
}

/** A month of an organisation in which no computer recorded anything. */
export const emptyOrgReport = (): OrgReport =>
  sampleOrgReport({
    recordedMs: 0,
    dueMs: 0,
    coverage: null,
    activeMs: null,
    against: { previous: null, mean: null },
    people: { recorded: 0, active: 0 },
    devices: { ...sampleOrgReport().devices, reporting: 0 },
    days: daysOf('2026-10').map((day) => ({ day, recording: 0, due: 0 })),
    apps: [],
    licences: [],
    unused: [],
    growth: [],
  })
