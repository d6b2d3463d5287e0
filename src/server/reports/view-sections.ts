import {
  columnOfDurations,
  formatCount,
  formatCpu,
  formatDuration,
  formatInstant,
  formatMemory,
  formatPercent,
  formatRange,
  noFigure,
} from '../../core/format.ts'
import type { Report, ReportApp, ReportGap } from '../../core/report.ts'
import type { Locale, Rich, Texts } from '../../core/texts/language.ts'
import type { GapReason } from '../../core/usage.ts'
import { toLabel } from './label.ts'

export interface Column {
  readonly head: string
  readonly align: 'left' | 'right'
  /** The column that the table is sorted by stands out. */
  readonly strong?: true
  /** Left out where there is little room. */
  readonly spare?: true
}

export interface Row {
  readonly cells: readonly string[]
  /** Length of the bar beside the first cell, relative to the first row: 0 to 1. Without it there is none. */
  readonly share?: number
  /** What sums up the rows above, in quieter ink, or closes the table. */
  readonly kind: 'item' | 'rest' | 'total'
}

export interface Section {
  readonly title: string
  readonly columns: readonly Column[]
  /** No table where there are none. */
  readonly rows: readonly Row[]
  readonly sentences: readonly Rich[]
}

const shownApps = 15
const shownDevices = 10
const shownGaps = 5

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0)

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

const excused: ReadonlySet<string> = new Set(['off', 'asleep', 'paused'] satisfies GapReason[])

/** The longest gaps in the time due; what nobody expected is one sentence. Nothing to say, no section. */
export function toGapsSection(report: Report, { gaps: words }: Texts, locale: Locale): Section[] {
  const missed = report.gaps.filter(({ reason }) => !excused.has(reason))
  const shown = missed.slice(0, shownGaps)
  const rest = missed.slice(shownGaps)
  const length = (gaps: readonly ReportGap[]) => sum(gaps, ({ start, end }) => end - start)
  const reasons: Readonly<Record<string, string>> = words.reasons
  const several = report.devices.length > 1
  const sentences = [
    ...(rest.length > 0 ? [[words.others({ count: rest.length, length: formatDuration(length(rest), locale) })]] : []),
    ...sayExcused(report, words, locale).map((sentence) => [sentence]),
  ]
  if (shown.length === 0 && sentences.length === 0) return []
  return [
    {
      title: words.title,
      columns: [
        { head: words.when, align: 'left' },
        ...(several ? [{ head: words.device, align: 'left', spare: true } as const] : []),
        { head: words.reason, align: 'left' },
        { head: words.length, align: 'right', strong: true },
      ],
      rows: shown.map((gap) => ({
        kind: 'item',
        cells: [
          formatRange(gap.start, gap.end, locale, report.zone),
          ...(several ? [toLabel(gap.device, 40)] : []),
          reasons[gap.reason] ?? words.unknownReason,
          formatDuration(gap.end - gap.start, locale),
        ],
      })),
      sentences,
    },
  ]
}

function sayExcused({ gaps }: Report, words: Texts['gaps'], locale: Locale): string[] {
  const spent = (reason: GapReason) => {
    const ms = sum(
      gaps.filter((gap) => gap.reason === reason),
      ({ start, end }) => end - start,
    )
    return ms > 0 ? formatDuration(ms, locale) : undefined
  }
  const [off, asleep, paused] = [spent('off'), spent('asleep'), spent('paused')]
  if (!off && !asleep && !paused) return []
  return [words.excused({ ...(off && { off }), ...(asleep && { asleep }), ...(paused && { paused }) })]
}
