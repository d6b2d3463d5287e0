import { stepFor } from '../../core/charts/time-axis.ts'
import { formatDuration } from '../../core/format.ts'
import type { Report } from '../../core/report/report.ts'
import type { Locale } from '../../core/texts/language.ts'
import { type ReportView, toView } from '../../core/view/view.ts'
import type { DayView, MonthView } from '../../core/view/view-month.ts'
import { noPaint, type Paint } from './paint.ts'
import { toPlain } from './plain.ts'
import { pad, widthOf } from './plain-layout.ts'

export interface TerminalOptions {
  readonly locale: Locale
  /** Columns, 80 unless told; below 60 the report asks for 60 all the same. */
  readonly width?: number
  readonly colors?: boolean
}

const ansi = (code: string) => (text: string) => (text ? `\u001b[${code}m${text}\u001b[0m` : '')

/** Bold, faint, and two blues of the 256 that read on dark and on light grounds. */
const colors: Paint = {
  plain: (text) => text,
  strong: ansi('1'),
  quiet: ansi('2'),
  data: ansi('38;5;67'),
  dataSoft: ansi('38;5;110'),
}

/** The report as a person likes to read it in a terminal. Colours only when asked for. */
export function toTerminal(report: Report, options: TerminalOptions): string {
  const width = Math.min(Math.max(options.width ?? 80, 60), 100)
  const paint = options.colors ? colors : noPaint
  const drawMonth = (month: MonthView, view: ReportView) => bars(month, view, width, paint)
  return toPlain(toView(report, options.locale), { width, paint, drawMonth })
}

const rows = 8
const levels = ' ▁▂▃▄▅▆▇█'
const hatch = '╱'

/** One bar per calendar day: what was recorded in eighths of a row, what was due and is missing hatched above it. */
function bars({ days }: MonthView, { words, locale }: ReportView, width: number, paint: Paint): string[] {
  const largestMs = Math.max(...days.map(({ recordedMs, dueMs }) => Math.max(recordedMs, dueMs)))
  const step = stepFor(largestMs)
  const rowMs = Math.max(largestMs, step) / rows
  const labels = new Map([1, 2, 3].map((n) => [Math.round((n * step) / rowMs) - 1, formatDuration(n * step, locale)]))
  const left = Math.max(...[...labels].filter(([row]) => row < rows).map(([, label]) => widthOf(label)))
  const room = Math.floor((width - left - 3) / days.length)
  const barWidth = Math.max(1, room - 1)
  const cell = (text: string) => text.repeat(barWidth) + ' '.repeat(room - barWidth)

  const drawn = (day: DayView, row: number) => {
    const level = day.recordedMs === 0 ? 0 : Math.max(1, Math.round((day.recordedMs / rowMs) * 8))
    const part = Math.min(Math.max(level - row * 8, 0), 8)
    if (part > 0) return (day.weekend ? paint.dataSoft : paint.data)(cell(levels[part]!))
    return day.dueMs - day.recordedMs > rowMs / 2 && day.dueMs > (row + 0.5) * rowMs
      ? paint.quiet(cell(hatch))
      : cell(' ')
  }
  const lines = Array.from({ length: rows }, (_, i) => rows - 1 - i).map((row) => {
    const axis = `${pad(labels.get(row) ?? '', left, 'right')} ${labels.has(row) ? '┤' : '│'} `
    return paint.quiet(axis) + days.map((day) => drawn(day, row)).join('')
  })
  const base = paint.quiet(`${pad('0', left, 'right')} └${'─'.repeat(room * days.length + 1)}`)
  const missing = days.some((day) => day.dueMs - day.recordedMs > rowMs / 2)
  return [
    ...lines,
    base,
    paint.quiet(' '.repeat(left + 3) + dates(days, room)),
    ...(room > 1 ? [paint.quiet(' '.repeat(left + 3) + days.map(({ letter }) => letter.padEnd(room)).join(''))] : []),
    ...(missing ? ['', paint.quiet(`${' '.repeat(left + 3)}${hatch} ${words.month.unrecorded}`)] : []),
  ]
}

/** Dates under their bars, as many as keep apart. */
function dates(days: readonly DayView[], room: number): string {
  const line = Array.from({ length: days.length * room + 1 }, () => ' ')
  for (const { date } of days.filter((day) => day.date === 1 || day.date % 5 === 0))
    for (const [i, digit] of [...String(date)].entries()) line[(date - 1) * room + i] = digit
  return line.join('')
}
