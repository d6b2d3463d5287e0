import { escapeXml } from '../escape.ts'
import type { Palette } from './palette.ts'

/** The few shapes that all pictures are made of: rectangles, segments, circles and labels, which every renderer draws the same. */
export const fontSize = 15
/** Pictures are as wide as a mail's column. */
export const pictureWidth = 536

export const round = (value: number): number => Math.round(value * 100) / 100

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const rectangle = ({ x, y, width, height }: Box, paint: string): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${paint}/>`

/** The same box with its outline inside it. */
export const outlined = ({ x, y, width, height }: Box, stroke: number, paint: string): string =>
  rectangle(
    { x: x + stroke / 2, y: y + stroke / 2, width: Math.max(0, width - stroke), height: Math.max(0, height - stroke) },
    `${paint} stroke-width="${stroke}"`,
  )

/**
 * What is unknown: 45° lines as plain segments, cut at the box by arithmetic. A line is where x + y = c, both counted from the upper
 * left corner.
 */
export function hatchLines({ x, y, width, height }: Box, stroke: string, step = 5, strokeWidth = 1.1): string {
  let path = ''
  for (let c = step / 2; c < width + height; c += step) {
    const left = Math.max(0, c - height)
    const end = Math.min(width, c)
    path += `M${round(x + left)} ${round(y + c - left)}L${round(x + end)} ${round(y + c - end)}`
  }
  return `<path d="${path}" stroke="${stroke}" stroke-width="${strokeWidth}" fill="none"/>`
}

/** A hatched box on paper, with an outline. */
export const hatched = (box: Box, { paper, hatch }: Palette): string =>
  rectangle(box, `fill="${paper}"`) + hatchLines(box, hatch) + outlined(box, 0.8, `fill="none" stroke="${hatch}"`)

/** Nothing, where something could have been. */
export const ring = (x: number, y: number, { data }: Palette): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="2.4" fill="none" stroke="${data}" stroke-width="1.3"/>`

export interface LabelPaint {
  readonly fill: string
  readonly anchor?: 'middle' | 'end'
  readonly strong?: true
}

export function label(x: number, y: number, text: string, { fill, anchor, strong }: LabelPaint): string {
  const at = anchor ? ` text-anchor="${anchor}"` : ''
  const weight = strong ? ' font-weight="500"' : ''
  return `<text x="${round(x)}" y="${round(y)}" font-family="Roboto,system-ui,sans-serif" font-size="${fontSize}" fill="${fill}"${at}${weight}>${escapeXml(text)}</text>`
}

/** About as wide as Roboto sets it; good enough to keep words apart. */
export const widthOf = (text: string): number => text.length * fontSize * 0.55

/** A picture on paper of its own; without paper it is transparent. */
export const svg = (width: number, height: number, content: string, paper?: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${round(height)}" width="${width}" height="${round(height)}">` +
  (paper === undefined ? '' : rectangle({ x: 0, y: 0, width, height }, `fill="${paper}"`)) +
  `${content}</svg>`

export interface LegendItem {
  readonly name: string
  draw(box: Box): string
}

/** Names of what is to be seen, side by side, on a line whose letters stand on `bottom`. */
export function legend(items: readonly LegendItem[], left: number, bottom: number, ink: string): string {
  const size = fontSize * 0.85
  let x = left
  return items
    .map(({ name, draw }) => {
      const at = x
      x += size + 6 + widthOf(name) + 18
      return (
        draw({ x: at, y: bottom - size + 1, width: size, height: size }) +
        label(at + size + 6, bottom, name, { fill: ink })
      )
    })
    .join('')
}
