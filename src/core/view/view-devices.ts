import { columnOfDurations, formatDuration, formatInstant, formatPercent, noFigure } from '../format.ts'
import { isPresenceKnown } from '../presence-totals.ts'
import type { Report, ReportDevice } from '../report/report.ts'
import type { Locale, Rich, Texts } from '../texts/language.ts'
import { isMonth, minuteMs } from '../time.ts'
import { toLabel } from './label.ts'
import { type Row, type Section, sum } from './section.ts'

const shownDevices = 10

/** A map: what a computer calls its system comes from outside. */
const platforms = new Map(Object.entries({ linux: 'Linux', darwin: 'macOS', win32: 'Windows' }))

/** `win32-x64` as people call it. */
export const platformOf = (platform: string): string =>
  platforms.get(platform.split('-')[0] ?? '') ?? toLabel(platform, 20)

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
    name: 'devices',
    title: words.title,
    columns: [
      { head: words.device, align: 'left' },
      { head: words.recorded, align: 'right', strong: true },
      { head: words.due, align: 'right', spare: true },
      { head: words.coverage, align: 'right' },
      { head: words.last, align: 'right', wraps: true },
    ],
    rows: [
      ...shown.map(({ name, platform, recordedMs, dueMs, lastRecordedAt }): Row => {
        const label = [toLabel(name, 40) || '?', platformOf(platform)].filter(Boolean).join(', ')
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
    sentences: [...sayOverlap(report, words, locale), ...sayClocks(shown, words, locale)],
  }
}

/** Only where the headline is of active time: computers and apps add up to more than that. */
function sayOverlap(report: Report, words: Texts['devices'], locale: Locale): Rich[] {
  if (!report.overlapMs || report.overlapMs < minuteMs || !isPresenceKnown(report)) return []
  return [[words.overlap({ length: formatDuration(report.overlapMs, locale), of: unitOf(report) })]]
}

/** A report is of a month or a week; a screen shows the figures of a year in its form, too. */
function unitOf({ kind, period, days }: Report) {
  if (kind === 'person-week') return 'week'
  if (isMonth(period)) return 'month'
  return days.length > 1 ? 'year' : 'day'
}

/** Clocks that were wrong: every figure of such a computer was moved by as much. */
const sayClocks = (devices: readonly ReportDevice[], words: Texts['devices'], locale: Locale): Rich[] =>
  devices.flatMap(({ name, clockAheadMs }) => {
    if (!clockAheadMs) return []
    const length = formatDuration(Math.abs(clockAheadMs), locale)
    return [[words.clock({ device: toLabel(name, 40) || '?', length, ahead: clockAheadMs > 0 })]]
  })
