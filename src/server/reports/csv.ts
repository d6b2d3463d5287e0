import { unattributed } from '../../core/apps.ts'
import type { Report, ReportApp } from '../../core/report/report.ts'
import { toPlainText } from '../../core/text.ts'
import { textsOf } from '../../core/texts/texts.ts'

/**
 * Columns, in this order. Durations are milliseconds and memory KiB, so that nothing is rounded; the last are of the whole
 * period and the same in each row: the coverage that every other figure has.
 */
const csvColumns = [
  'period',
  'app',
  'name',
  'cpuMs',
  'runningMs',
  'launches',
  'memoryMeanKiB',
  'memoryPeakKiB',
  'days',
  'periodRecordedMs',
  'periodDueMs',
] as const

/** Behind the others, and only where anything is known of them; an empty cell is unknown. */
const presenceColumns = ['activeMs', 'foregroundMs', 'periodActiveMs', 'periodWatchedMs'] as const
/** And behind these, where that is told. */
const watchingColumns = ['watchingMs', 'periodWatchingMs'] as const
/** And behind these, where there is a period before. */
const beforeColumns = [
  ...['previousActiveMs', 'previousForegroundMs', 'previousCpuMs', 'previousRunningMs', 'previousMemoryMeanKiB'],
  ...['isNew', 'periodPreviousActiveMs', 'periodPreviousCpuMs'],
] as const

export type Cell = string | number | null | undefined

const isAnythingTold = ({ apps, activeMs }: Report) =>
  typeof activeMs === 'number' || apps.some(({ foregroundMs }) => typeof foregroundMs === 'number')

/** Spreadsheets run what begins like this as a formula, also in its wide forms. */
const formula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/** A number stays a number, unknown stays empty, and a text stays a text wherever it is opened. */
export function toCell(cell: Cell, most = 1_000): string {
  if (cell == null) return ''
  if (typeof cell === 'number') return String(cell)
  const plain = toPlainText(cell, most)
  const text = formula.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The report as CSV (RFC 4180, UTF-8, CRLF): one row per app, and one for CPU time that belongs to no app, so that each
 * column of sums adds up to the report's own, but for what somebody did on several computers at once. No row of totals.
 */
export function toCsv(report: Report): string {
  const period = [report.recordedMs, report.dueMs]
  const told = isAnythingTold(report)
  const watching = typeof report.watchingMs === 'number'
  const compared = report.apps.some(({ previous }) => previous)
  const more = (app: Partial<ReportApp>): Cell[] => [
    ...(told ? [app.activeMs, app.foregroundMs, report.activeMs, report.watchedMs] : []),
    ...(watching ? [app.watchingMs, report.watchingMs] : []),
    ...(compared ? toBefore(app, report) : []),
  ]
  const rows: Cell[][] = report.apps.map((app) => [
    report.period,
    app.key,
    app.name,
    app.cpuMs,
    app.runningMs,
    app.launches,
    app.memoryMeanKiB,
    app.memoryPeakKiB,
    app.days,
    ...period,
    ...more(app),
  ])
  if (report.unattributedCpuMs > 0) {
    const unknown: Cell[] = Array.from({ length: 5 })
    const row = [report.period, unattributed.key, unattributed.name, report.unattributedCpuMs, ...unknown, ...period]
    rows.push([...row, ...more({})])
  }
  // The first column, where everything is made up: nobody takes such a table for a real one.
  const made: Cell[] = report.demo ? [textsOf('en').demo.name] : []
  const head = [
    ...(report.demo ? ['demo'] : []),
    ...csvColumns,
    ...(told ? presenceColumns : []),
    ...(watching ? watchingColumns : []),
    ...(compared ? beforeColumns : []),
  ]
  return [head, ...rows.map((row) => [...made, ...row])]
    .map((row) => `${row.map((cell) => toCell(cell)).join(',')}\r\n`)
    .join('')
}

const toBefore = ({ previous, isNew }: Partial<ReportApp>, { against }: Report): Cell[] => [
  previous?.activeMs,
  previous?.foregroundMs,
  previous?.cpuMs,
  previous?.runningMs,
  previous?.memoryMeanKiB,
  previous && (isNew ? 1 : 0),
  against?.previous?.activeMs,
  against?.previous?.cpuMs,
]
