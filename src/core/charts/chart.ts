import { escapeXml } from '../escape.ts'
import { formatDuration } from '../format.ts'
import type { ReportView } from '../view/view.ts'
import type { DayView } from '../view/view-month.ts'
import type { Palette } from './palette.ts'
import { type Bands, type Scale, toBands, toScale } from './scales.ts'
import { stepFor } from './time-axis.ts'

export const chartSize = { width: 536, height: 232 }

const fontSize = 15
const top = fontSize * 1.6
const base = chartSize.height - fontSize * 3.8
const right = chartSize.width - 1

const round = (value: number) => Math.round(value * 100) / 100

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const rectangle = ({ x, y, width, height }: Box, paint: string) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${paint}/>`

/** The same box with its outline inside it. */
const outlined = ({ x, y, width, height }: Box, stroke: number, paint: string) =>
  rectangle(
    { x: x + stroke / 2, y: y + stroke / 2, width: Math.max(0, width - stroke), height: Math.max(0, height - stroke) },
    `${paint} stroke-width="${stroke}"`,
  )

/**
 * Unrecorded time: 45° lines as plain segments, cut at the box by arithmetic, so that every renderer draws the same.
 * A line is where x + y = c, both counted from the upper left corner.
 */
function hatched(box: Box, { paper, hatch }: Palette): string {
  const { x, y, width, height } = box
  let path = ''
  for (let c = 2.5; c < width + height; c += 5) {
    const left = Math.max(0, c - height)
    const end = Math.min(width, c)
    path += `M${round(x + left)} ${round(y + c - left)}L${round(x + end)} ${round(y + c - end)}`
  }
  return (
    rectangle(box, `fill="${paper}"`) +
    `<path d="${path}" stroke="${hatch}" stroke-width="1.1" fill="none"/>` +
    outlined(box, 0.8, `fill="none" stroke="${hatch}"`)
  )
}

function label(x: number, y: number, text: string, paint: { fill: string; anchor?: 'middle' | 'end'; strong?: true }) {
  const anchor = paint.anchor ? ` text-anchor="${paint.anchor}"` : ''
  const weight = paint.strong ? ' font-weight="500"' : ''
  return `<text x="${round(x)}" y="${round(y)}" font-family="Roboto" font-size="${fontSize}" fill="${paint.fill}"${anchor}${weight}>${escapeXml(text)}</text>`
}

/** About as wide as Roboto sets it; good enough to keep words apart. */
const widthOf = (text: string) => text.length * fontSize * 0.53

interface Plot {
  readonly view: ReportView
  readonly palette: Palette
  readonly days: readonly DayView[]
  readonly x: Bands
  readonly y: Scale
  readonly most: number
  readonly step: number
}

const ticksOf = ({ most, step }: Plot, every: number) =>
  Array.from({ length: Math.floor(most / (step * every)) }, (_, i) => (i + 1) * step * every)

function axis(plot: Plot): string {
  const { view, palette, x, y } = plot
  const left = x.from
  const lines = ticksOf(plot, 0.5).map((ms) => `<path d="M${left} ${round(y(ms))}H${right}" stroke="${palette.rule}"/>`)
  const labels = [0, ...ticksOf(plot, 1)].map((ms) =>
    label(left - 8, y(ms) + fontSize * 0.35, ms === 0 ? '0' : formatDuration(ms, view.locale), {
      fill: palette.ink3,
      anchor: 'end',
    }),
  )
  return lines.join('') + labels.join('')
}

/** Too thin to be told from the bar, the missing time is left to the coverage figure. */
const isMissing = ({ y }: Plot, { recordedMs, dueMs }: DayView) => y(recordedMs) - y(dueMs) > 3

/** What was recorded stands on the base line; what was due and is missing lies on it, hatched, where it is tall enough to see. */
function bar(plot: Plot, day: DayView): string {
  const { palette, x, y } = plot
  const left = x.left(day.date - 1)
  const width = x.width
  const height = day.recordedMs === 0 ? 0 : Math.max(1, base - y(day.recordedMs))
  const box = { x: left, y: base - height, width, height }
  const missing = { ...box, y: y(day.dueMs), height: box.y - y(day.dueMs) }
  const fill = day.weekend
    ? outlined(box, 1.5, `fill="${palette.dataSoft}" stroke="${palette.data}"`)
    : rectangle(box, `fill="${palette.data}"`)
  const gap = height > 0 ? 1.5 : 0
  return (
    (isMissing(plot, day) ? hatched({ ...missing, height: missing.height - gap }, palette) : '') +
    (height > 0 ? fill : '')
  )
}

/** Only the largest figure stands in the picture; the others stand in its words. */
function largest({ view, palette, x, y }: Plot): string {
  const day = view.month!.busiest
  const half = widthOf(day.recorded) / 2
  const middle = x.left(day.date - 1) + x.width / 2
  const at = Math.min(Math.max(middle, x.from + half), right - half)
  const bottom = y(Math.max(day.recordedMs, day.dueMs)) - fontSize * 0.45
  const ground = { x: at - half - 2, y: bottom - fontSize * 0.85, width: half * 2 + 4, height: fontSize * 1.05 }
  return (
    rectangle(ground, `fill="${palette.paper}"`) +
    label(at, bottom, day.recorded, { fill: palette.ink, anchor: 'middle', strong: true })
  )
}

function dates({ palette, days, x }: Plot): string {
  const shown = new Set([1, 5, 10, 15, 20, 25, days.length])
  return days
    .filter(({ date }) => shown.has(date))
    .map(({ date }) =>
      label(x.left(date - 1) + x.width / 2, base + fontSize * 1.35, String(date), {
        fill: palette.ink3,
        anchor: 'middle',
      }),
    )
    .join('')
}

/** Names what the picture shows, and nothing that it does not. */
function legend(plot: Plot): string {
  const { view, palette, days, x } = plot
  const { weekday, weekend, unrecorded } = view.words.month
  const size = fontSize * 0.85
  const bottom = chartSize.height - fontSize * 0.5
  const box = (left: number) => ({ x: left, y: bottom - size + 1, width: size, height: size })
  const soft = `fill="${palette.dataSoft}" stroke="${palette.data}"`
  const items = [
    {
      name: weekday,
      when: (d: DayView) => d.recordedMs > 0 && !d.weekend,
      draw: (b: Box) => rectangle(b, `fill="${palette.data}"`),
    },
    { name: weekend, when: (d: DayView) => d.recordedMs > 0 && d.weekend, draw: (b: Box) => outlined(b, 1.5, soft) },
    { name: unrecorded, when: (d: DayView) => isMissing(plot, d), draw: (b: Box) => hatched(b, palette) },
  ].filter(({ when }) => days.some(when))
  let left = x.from
  return items
    .map(({ name, draw }) => {
      const at = left
      left += size + 6 + widthOf(name) + 20
      return draw(box(at)) + label(at + size + 6, bottom, name, { fill: palette.ink2 })
    })
    .join('')
}

/** The month day by day as an SVG picture on opaque paper, one bar per calendar day; undefined if nothing was recorded. */
export function toMonthChart(view: ReportView, palette: Palette): string | undefined {
  if (!view.month) return undefined
  const { days } = view.month
  const largestMs = Math.max(...days.map(({ recordedMs, dueMs }) => Math.max(recordedMs, dueMs)))
  const step = stepFor(largestMs)
  const most = Math.max(largestMs, step)
  const y = toScale(most, base, top)
  const labels = [0, 1, 2, 3].map((n) => widthOf(formatDuration(n * step, view.locale)))
  const x = toBands(days.length, Math.ceil(Math.max(...labels)) + 10, right)
  const plot: Plot = { view, palette, days, x, y, most, step }
  const { width, height } = chartSize
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    rectangle({ x: 0, y: 0, width, height }, `fill="${palette.paper}"`) +
    axis(plot) +
    days.map((day) => bar(plot, day)).join('') +
    largest(plot) +
    `<path d="M${x.from} ${base}H${right}" stroke="${palette.axis}" stroke-width="1.25"/>` +
    dates(plot) +
    legend(plot) +
    '</svg>'
  )
}
