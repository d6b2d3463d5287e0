import type { DayBar, DaysPicture } from '../view/picture.ts'
import type { Palette } from './palette.ts'
import { type Bands, type Scale, toBands, toScale } from './scales.ts'
import {
  fontSize,
  hatched,
  hatchLines,
  label,
  legend,
  outlined,
  pictureWidth,
  rectangle,
  ring,
  round,
  svg,
  widthOf,
} from './svg.ts'

const height = 232
const top = fontSize * 1.6
const base = height - fontSize * 3.8

interface Plot {
  readonly picture: DaysPicture
  readonly palette: Palette
  readonly x: Bands
  readonly y: Scale
}

/** Two kinds of grid line: with a label, and half-way between without. */
function axis({ picture: { ticks }, palette, x, y }: Plot): string {
  const left = x.from
  const step = ticks[0]!.at
  const line = (at: number) => `<path d="M${left} ${round(y(at))}H${x.to}" stroke="${palette.rule}"/>`
  const text = (at: number, name: string) =>
    label(left - 8, y(at) + fontSize * 0.35, name, { fill: palette.ink3, anchor: 'end' })
  return (
    ticks.map(({ at }) => line(at - step / 2) + line(at)).join('') +
    text(0, '0') +
    ticks.map(({ at, label: name }) => text(at, name)).join('')
  )
}

const isMissing = ({ hatchedTo }: DayBar) => hatchedTo > 0

/**
 * What is missing is hatched, over days in a row as one sheet; the bars stand before it, each with an edge of paper.
 *     ▨▨▨▨▨▨
 *     ▨█▨▨▨▨
 *     ▨█▨▨█▨
 */
function missing(plot: Plot): string {
  const { picture, palette, x, y } = plot
  if (picture.stacked) return picture.days.map((day, i) => missingOn(plot, day, i)).join('')
  const { days } = picture
  const room = x.width * 1.5
  const sheets: string[] = []
  for (let i = 0; i < days.length; i++) {
    if (!isMissing(days[i]!)) continue
    let end = i
    while (end + 1 < days.length && isMissing(days[end + 1]!) && days[end + 1]!.hatchedTo === days[i]!.hatchedTo) end++
    const left = x.left(i) - x.width / 4 + 1
    const upper = y(days[i]!.hatchedTo)
    sheets.push(hatchLines({ x: left, y: upper, width: room * (end - i + 1) - 2, height: base - upper }, palette.hatch))
    i = end
  }
  return sheets.join('')
}

/** The same standing on the bar, as the rest of a whole. */
function missingOn(plot: Plot, day: DayBar, i: number): string {
  if (!isMissing(day)) return ''
  const { palette, x, y } = plot
  const upper = y(day.hatchedTo)
  return hatchLines({ x: x.left(i), y: upper, width: x.width, height: y(day.value ?? 0) - upper }, palette.hatch)
}

function bar(plot: Plot, day: DayBar, i: number): string {
  const { palette, x, y } = plot
  const { value, weekend, hatchedTo } = day
  if (value === null) return ''
  const left = x.left(i)
  if (value === 0) return hatchedTo > 0 ? '' : ring(left + x.width / 2, base - 5.5, palette)
  const tall = Math.max(1, base - y(value))
  const box = { x: left, y: base - tall, width: x.width, height: tall }
  const edge = { x: left - 1.5, y: box.y - 1.5, width: x.width + 3, height: tall + 1.5 }
  return (
    (isMissing(day) ? rectangle(edge, `fill="${palette.paper}"`) : '') +
    (weekend
      ? outlined(box, 1.5, `fill="${palette.dataSoft}" stroke="${palette.data}"`)
      : rectangle(box, `fill="${palette.data}"`))
  )
}

/** Only the largest figure stands in the picture; the others stand in its words. */
function largest({ picture, palette, x, y }: Plot): string {
  const day = picture.days[picture.largest]
  if (!day?.value) return ''
  const half = widthOf(day.figure) / 2
  const middle = x.left(picture.largest) + x.width / 2
  const at = Math.min(Math.max(middle, x.from + half), x.to - half)
  const bottom = y(Math.max(day.value, day.hatchedTo)) - fontSize * 0.45
  const ground = { x: at - half - 2, y: bottom - fontSize * 0.85, width: half * 2 + 4, height: fontSize * 1.05 }
  return (
    rectangle(ground, `fill="${palette.paper}"`) +
    label(at, bottom, day.figure, { fill: palette.ink, anchor: 'middle', strong: true })
  )
}

/** Dates under their bars; a week has room for its weekdays too. */
function dates({ picture: { days }, palette, x }: Plot): string {
  const few = days.length <= 7
  const shown = new Set(few ? days.map(({ date }) => date) : [1, 5, 10, 15, 20, 25, days.length])
  return days
    .map((day, i) => ({ ...day, i }))
    .filter(({ date }) => shown.has(date))
    .map(({ date, weekdayName, i }) =>
      label(x.left(i) + x.width / 2, base + fontSize * 1.35, few ? `${weekdayName} ${date}` : String(date), {
        fill: palette.ink3,
        anchor: 'middle',
      }),
    )
    .join('')
}

function names({ picture, palette, x }: Plot): string {
  const { weekday, weekend, none, missing: unknown } = picture.legend
  const soft = `fill="${palette.dataSoft}" stroke="${palette.data}"`
  const items = [
    { name: weekday, draw: (box: Parameters<typeof rectangle>[0]) => rectangle(box, `fill="${palette.data}"`) },
    { name: weekend, draw: (box: Parameters<typeof rectangle>[0]) => outlined(box, 1.5, soft) },
    {
      name: none,
      draw: (box: Parameters<typeof rectangle>[0]) => ring(box.x + box.width / 2, box.y + box.height / 2, palette),
    },
    { name: unknown, draw: (box: Parameters<typeof rectangle>[0]) => hatched(box, palette) },
  ].flatMap(({ name, draw }) => (name === undefined ? [] : [{ name, draw }]))
  return legend(items, x.from, height - fontSize * 0.5, palette.ink2)
}

/** A period day by day as an SVG picture on opaque paper: one bar per calendar day. */
export function drawDays(picture: DaysPicture, palette: Palette, width = pictureWidth): string {
  const tallest = Math.max(...picture.days.map(({ value, hatchedTo }) => Math.max(value ?? 0, hatchedTo)))
  const y = toScale(Math.max(tallest, picture.ticks.at(-1)!.at), base, top)
  const labels = ['0', ...picture.ticks.map(({ label: name }) => name)].map(widthOf)
  const x = toBands(picture.days.length, Math.ceil(Math.max(...labels)) + 10, width - 1)
  const plot: Plot = { picture, palette, x, y }
  const content =
    axis(plot) +
    missing(plot) +
    picture.days.map((day, i) => bar(plot, day, i)).join('') +
    largest(plot) +
    `<path d="M${x.from} ${base}H${x.to}" stroke="${palette.axis}" stroke-width="1.25"/>` +
    dates(plot) +
    names(plot)
  return svg(width, height, content, palette.paper)
}
