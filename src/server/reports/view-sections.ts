import {
  columnOfDurations,
  formatCount,
  formatCpu,
  formatInstant,
  formatMemory,
  formatPercent,
  noFigure,
} from '../../core/format.ts'
import type { Report, ReportApp } from '../../core/report.ts'
import type { Locale, Texts } from '../../core/texts/language.ts'
import { toLabel } from './label.ts'
import { type Row, type Section, sum } from './section.ts'

const shownApps = 15
const shownDevices = 10

/** A name nobody can read is still a row: its key stands in. */
const nameOf = (app: ReportApp) => toLabel(app.name, 60) || toLabel(app.key, 60) || '?'

/** The apps that took most CPU time, the rest in one row, and the total. */
export function toAppsSection(report: Report, { apps: words }: Texts, locale: Locale): Section {
  const title = words.title
  if (report.apps.length === 0) return { title, columns: [], rows: [], sentences: [[words.none]] }
  const shown = report.apps.slice(0, shownApps)
  const rest = report.apps.slice(shownApps)
  const largestCpuMs = Math.max(...shown.map(({ cpuMs }) => cpuMs), 1)
  const formatRunning = columnOfDurations(Math.max(...shown.map(({ runningMs }) => runningMs)), locale)
  const toRow = (app: ReportApp): Row => ({
    kind: 'item',
    share: app.cpuMs / largestCpuMs,
    cells: [
      nameOf(app),
      formatCpu(app.cpuMs, locale),
      formatRunning(app.runningMs),
      formatCount(app.launches, locale),
      formatMemory(app.memoryMeanKiB, locale),
      formatMemory(app.memoryPeakKiB, locale),
    ],
  })
  const summary = (kind: 'rest' | 'total', name: string, cpuMs: number, launches: string): Row => ({
    kind,
    cells: [name, formatCpu(cpuMs, locale), noFigure, launches, noFigure, noFigure],
  })
  const restLaunches = formatCount(
    sum(rest, (app) => app.launches),
    locale,
  )
  return {
    title,
    columns: [
      { head: words.app, align: 'left' },
      { head: words.cpu, align: 'right', strong: true },
      { head: words.running, align: 'right' },
      { head: words.launches, align: 'right', spare: true },
      { head: words.memoryMean, align: 'right' },
      { head: words.memoryPeak, align: 'right', spare: true },
    ],
    rows: [
      ...shown.map(toRow),
      ...(rest.length > 0
        ? [
            summary(
              'rest',
              words.others(rest.length),
              sum(rest, (app) => app.cpuMs),
              restLaunches,
            ),
          ]
        : []),
      ...(report.unattributedCpuMs > 0
        ? [summary('rest', words.unattributed, report.unattributedCpuMs, noFigure)]
        : []),
      summary('total', words.total, report.cpuMs + report.unattributedCpuMs, formatCount(report.launches, locale)),
    ],
    sentences: [[words.meaning], ...(report.unattributedCpuMs > 0 ? [[words.unattributedMeaning]] : [])],
  }
}

const platforms: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

/** Each computer with its own coverage, as a silent one hides in the sum. */
export function toDevicesSection(report: Report, { devices: words }: Texts, locale: Locale): Section {
  const shown = report.devices.slice(0, shownDevices)
  const rest = report.devices.slice(shownDevices)
  const formatTime = columnOfDurations(Math.max(0, ...report.devices.map(({ dueMs }) => dueMs)), locale)
  const times = (recordedMs: number, dueMs: number) => [
    formatTime(recordedMs),
    formatTime(dueMs),
    dueMs === 0 ? noFigure : formatPercent(recordedMs / dueMs, locale),
  ]
  const last = (at: number | null) => (at === null ? words.never : formatInstant(at, locale, report.zone))
  return {
    title: words.title,
    columns: [
      { head: words.device, align: 'left' },
      { head: words.recorded, align: 'right', strong: true },
      { head: words.due, align: 'right', spare: true },
      { head: words.coverage, align: 'right' },
      { head: words.last, align: 'right' },
    ],
    rows: [
      ...shown.map(({ name, platform, recordedMs, dueMs, lastRecordedAt }): Row => {
        const system = platforms[platform] ?? toLabel(platform, 20)
        const label = [toLabel(name, 40) || '?', system].filter(Boolean).join(', ')
        return { kind: 'item', cells: [label, ...times(recordedMs, dueMs), last(lastRecordedAt)] }
      }),
      ...(rest.length > 0
        ? [
            {
              kind: 'rest' as const,
              cells: [
                words.others(rest.length),
                ...times(
                  sum(rest, (device) => device.recordedMs),
                  sum(rest, (device) => device.dueMs),
                ),
                noFigure,
              ],
            },
          ]
        : []),
    ],
    sentences: [],
  }
}
