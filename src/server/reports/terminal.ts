import type { Locale } from '../../core/texts/language.ts'
import { type AnyReport, toAnyView } from '../../core/view/any-view.ts'
import type { ReportLinks } from '../../core/view/links.ts'
import type { DayBar, DaysPicture, Picture } from '../../core/view/picture.ts'
import { colors, noPaint, type Paint } from './paint.ts'
import { toPlain } from './plain.ts'
import { heatOf, sharesOf } from './plain-drawings.ts'
import { pad, widthOf } from './plain-layout.ts'

export interface TerminalOptions {
  readonly locale: Locale
  /** Columns, 80 unless told; below 60 the report asks for 60 all the same. */
  readonly width?: number
  readonly colors?: boolean
  readonly links?: ReportLinks
}

/** The report as a person likes to read it in a terminal. Colours only when asked for. */
export function toTerminal(report: AnyReport, options: TerminalOptions): string {
  const width = Math.min(Math.max(options.width ?? 80, 60), 100)
  const paint = options.colors ? colors : noPaint
  const draw = (picture: Picture) => {
    if (picture.kind === 'days') return bars(picture, width, paint)
    return picture.kind === 'heat' ? heatOf(picture, paint) : [sharesOf(picture, width, paint)]
  }
  return toPlain(toAnyView(report, options.locale, options.links), { width, paint, draw })
}

const rows = 8
const levels = ' ▁▂▃▄▅▆▇█'
const hatch = '╱'

/** One bar per calendar day in eighths of a row; what is missing is hatched behind it, a day without use is a ring. */
function bars({ days, ticks, legend }: DaysPicture, width: number, paint: Paint): string[] {
  const tallest = Math.max(...days.map(({ value, hatchedTo }) => Math.max(value ?? 0, hatchedTo)), ticks.at(-1)!.at)
  const each = tallest / rows
  const labels = new Map(ticks.map(({ at, label }) => [Math.round(at / each) - 1, label]))
  const left = Math.max(...[...labels].filter(([row]) => row < rows).map(([, label]) => widthOf(label)))
  const room = Math.min(8, Math.floor((width - left - 3) / days.length))
  const barWidth = Math.max(1, room - 1)
  const cell = (text: string) => text.repeat(barWidth) + ' '.repeat(room - barWidth)

  const drawn = ({ value, hatchedTo, weekend }: DayBar, row: number) => {
    const level = value ? Math.max(1, Math.round((value / each) * 8)) : 0
    const part = Math.min(Math.max(level - row * 8, 0), 8)
    if (part > 0) return (weekend ? paint.dataSoft : paint.data)(cell(levels[part]!))
    if (hatchedTo - (value ?? 0) > each / 2 && hatchedTo > (row + 0.5) * each) return paint.quiet(cell(hatch))
    return value === 0 && row === 0 ? paint.data('○'.padEnd(room)) : cell(' ')
  }
  const lines = Array.from({ length: rows }, (_, i) => rows - 1 - i).map((row) => {
    const axis = `${pad(labels.get(row) ?? '', left, 'right')} ${labels.has(row) ? '┤' : '│'} `
    return paint.quiet(axis) + days.map((day) => drawn(day, row)).join('')
  })
  const below = ' '.repeat(left + 3)
  const key = [...(legend.none ? [`○ ${legend.none}`] : []), ...(legend.missing ? [`${hatch} ${legend.missing}`] : [])]
  return [
    ...lines,
    paint.quiet(`${pad('0', left, 'right')} └${'─'.repeat(room * days.length + 1)}`),
    paint.quiet(below + dates(days, room)),
    ...(room > 1 ? [paint.quiet(below + days.map(({ letter }) => letter.padEnd(room)).join(''))] : []),
    ...(key.length > 0 ? ['', paint.quiet(below + key.join('   '))] : []),
  ]
}

/** Dates under their bars, as many as keep apart. */
function dates(days: readonly DayBar[], room: number): string {
  const line = Array.from({ length: days.length * room + 1 }, () => ' ')
  for (const [i, { date }] of days.entries()) {
    if (days.length > 7 && date !== 1 && date % 5 !== 0) continue
    for (const [k, digit] of [...String(date)].entries()) line[i * room + k] = digit
  }
  return line.join('')
}
