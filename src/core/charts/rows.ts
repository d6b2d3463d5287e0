import type { Palette } from './palette.ts'
import { outlined, rectangle, svg } from './svg.ts'

/** Small pictures of one row of a table, transparent. */

/** How tall each period of a sparkline is, from 0 to 1 of its largest; null is unknown. */
export function toHeights(history: readonly (number | null)[]): (number | null)[] {
  const largest = Math.max(...history.map((value) => value ?? 0))
  return history.map((value) => (value === null ? null : largest === 0 ? 0 : value / largest))
}

/** Twelve periods, this one at full strength; one without use is a stub, one that is not known leaves a gap. */
export function drawHistory(history: readonly (number | null)[], palette: Palette, width = 72, height = 22): string {
  const gap = 2
  const each = (width - gap * (history.length - 1)) / Math.max(1, history.length)
  const bars = toHeights(history).map((share, i) => {
    if (share === null) return ''
    const tall = share === 0 ? 1 : Math.max(1.5, share * (height - 1))
    const last = i === history.length - 1
    const fill = share === 0 ? palette.hatch : last ? palette.data : palette.past
    return rectangle({ x: i * (each + gap), y: height - tall, width: each, height: tall }, `fill="${fill}"`)
  })
  return svg(width, height, bars.join(''))
}

/** How much more or less, from the middle: solid to the right, outlined to the left. */
export function drawChange(change: number, palette: Palette, width = 160, height = 10): string {
  const middle = width / 2
  const long = Math.max(1, Math.abs(change) * (middle - 1))
  const axis = rectangle({ x: middle - 0.5, y: 0, width: 1, height }, `fill="${palette.axis}"`)
  if (change === 0) return svg(width, height, axis)
  const bar =
    change > 0
      ? rectangle({ x: middle, y: 0, width: long, height }, `fill="${palette.data}"`)
      : outlined(
          { x: middle - long, y: 0, width: long, height },
          1,
          `fill="${palette.dataSoft}" stroke="${palette.data}"`,
        )
  return svg(width, height, bar + axis)
}

/** A share of the longest, on a track. */
export function drawShare(share: number, palette: Palette, width = 120, height = 6): string {
  const long = share > 0 ? Math.max(1, share * width) : 0
  return svg(
    width,
    height,
    rectangle({ x: 0, y: 0, width, height }, `fill="${palette.track}"`) +
      rectangle({ x: 0, y: 0, width: long, height }, `fill="${palette.data}"`),
  )
}
