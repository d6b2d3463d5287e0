import { type HeatPicture, heatClass, heatLimits } from '../view/picture.ts'
import type { Palette } from './palette.ts'
import { type Box, fontSize, hatchLines, label, pictureWidth, rectangle, svg, widthOf } from './svg.ts'

const cellHeight = 22
const gap = 2

/** An hour that was never recorded: a few thin strokes, so that nights without a computer do not shout. */
const unknown = (box: Box, { rule, hatch }: Palette, strong = false) =>
  hatchLines(box, strong ? hatch : rule, 5, strong ? 1.1 : 1.2)

/** Hours of the day by weekday as an SVG picture on opaque paper; the darker (in dark mode brighter), the more. */
export function drawHeat({ rows, unit, missing }: HeatPicture, palette: Palette, width = pictureWidth): string {
  const left = Math.ceil(Math.max(...rows.map((row) => widthOf(row.label)))) + 14
  const cell = (width - left) / 24
  const bottom = rows.length * cellHeight
  const box = (row: number, hour: number): Box => ({
    x: left + hour * cell,
    y: row * cellHeight,
    width: cell - gap,
    height: cellHeight - gap,
  })
  const map = rows.map((row, i) => {
    const name = label(0, i * cellHeight + cellHeight / 2 + fontSize * 0.35 - 1, row.label, {
      fill: row.weekend ? palette.ink3 : palette.ink2,
    })
    const cells = row.hours.map((mean, hour) =>
      mean === null
        ? unknown(box(i, hour), palette)
        : rectangle(box(i, hour), `fill="${palette.heat[heatClass(mean)]}"`),
    )
    return name + cells.join('')
  })
  const hours = [0, 6, 12, 18, 24].map((hour) =>
    label(hour === 24 ? width - gap : left + hour * cell, bottom + fontSize * 1.2, String(hour), {
      fill: palette.ink3,
      ...(hour === 24 && { anchor: 'end' as const }),
    }),
  )
  const content = map.join('') + hours.join('') + ramp(left, bottom, { unit, missing }, palette)
  return svg(width, bottom + fontSize * 4.4, content, palette.paper)
}

/** The classes with their lower limits under them, and what they count. */
function ramp(
  left: number,
  bottom: number,
  { unit, missing }: { unit: string; missing: string | undefined },
  palette: Palette,
): string {
  const width = 28
  const y = bottom + fontSize * 2.9
  const swatch = (i: number): Box => ({
    x: left + i * (width + gap),
    y: y - fontSize * 0.8,
    width,
    height: fontSize * 0.8,
  })
  const last = heatLimits.length - 1
  const classes = heatLimits.map(
    (limit, i) =>
      rectangle(swatch(i), `fill="${palette.heat[i]}"`) +
      label(left + i * (width + gap), y + fontSize * 1.15, i === last ? `${limit}+` : String(limit), {
        fill: palette.ink3,
      }),
  )
  const after = left + heatLimits.length * (width + gap) + 10
  const known = label(after, y - 1, unit, { fill: palette.ink2 })
  if (missing === undefined) return classes.join('') + known
  const square = { x: after, y: y + fontSize * 0.35, width: fontSize * 0.85, height: fontSize * 0.85 }
  return (
    classes.join('') +
    known +
    unknown(square, palette, true) +
    label(after + square.width + 6, y + fontSize * 1.15, missing, { fill: palette.ink2 })
  )
}
