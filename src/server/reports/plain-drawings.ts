import { toHeights } from '../../core/charts/rows.ts'
import { type HeatPicture, heatClass, type SharesPicture } from '../../core/view/picture.ts'
import { noPaint, type Paint } from './paint.ts'
import { barOf, pad, widthOf, wrap } from './plain-layout.ts'

/** What letters can draw of a report, the same in text and terminal. */

const levels = '▁▂▃▄▅▆▇█'

/** One letter for each period; a gap where it is unknown, a dot where there was no use. */
export const historyOf = (history: readonly (number | null)[]): string =>
  toHeights(history)
    .map((share) => {
      if (share === null) return ' '
      return share === 0 ? '·' : levels[Math.min(7, Math.floor(share * 8))]!
    })
    .join('')

/** More to the right of a line, less to the left of it. */
export function changeOf(change: number, width: number): string {
  const half = Math.floor((width - 1) / 2)
  if (change >= 0) return `${' '.repeat(half)}│${barOf(change, half)}`.padEnd(width)
  // Letters fill from the left only, so what is less is drawn in whole columns.
  const long = Math.max(1, Math.round(-change * half))
  return `${' '.repeat(half - long)}${'░'.repeat(long)}│`.padEnd(width)
}

const textures = ['█', '▓', '▒', '░', '▚', '·']

/** The square that names a part in the table below the bar. */
export const textureOf = (color: number): string => textures[color] ?? '·'

/** A whole as one line of its parts; each has a column at least. */
export function sharesOf({ parts }: SharesPicture, width: number, paint: Paint): string {
  let used = 0
  let until = 0
  return parts
    .map(({ share, color }, i) => {
      until += share
      const end = i === parts.length - 1 ? width : Math.min(width - (parts.length - 1 - i), Math.round(until * width))
      const columns = Math.max(1, end - used)
      used += columns
      return paint.part(color)(textureOf(color).repeat(columns))
    })
    .join('')
}

const shades = [' ·', ' ░', '░░', '▒▒', '▓▓', '██']

/** Hours by weekday in shades, two columns an hour. */
export function heatOf({ rows, unit, missing }: HeatPicture, paint: Paint): string[] {
  const cell = (mean: number | null) => {
    if (mean === null) return paint.quiet(' ╱')
    const level = heatClass(mean)
    return (level === 0 ? paint.quiet : paint.data)(shades[level]!)
  }
  const limits = ['0', '1', '10', '20', '30', '45+']
  const key = limits.map((limit, i) => `${paint.data(shades[i]!.trim())} ${limit}`).join('  ')
  const meaning = missing ? `${unit}   ╱ ${missing}` : unit
  return [...grid(rows, cell, paint), '', key, paint.quiet(meaning)]
}

/** The same in figures: tens of minutes; fewer are a plus, none is a dot. */
export function digitsOf({ rows, missing }: HeatPicture, meaning: string, width: number): string[] {
  const digit = (mean: number) => (mean < 1 ? ' .' : mean < 10 ? ' +' : ` ${Math.floor(mean / 10)}`)
  const cells = grid(rows, (mean) => (mean === null ? ' /' : digit(mean)), noPaint)
  return [...cells, '', ...wrap(meaning, width), ...(missing ? [`/ ${missing}`] : [])]
}

function grid(rows: HeatPicture['rows'], cell: (mean: number | null) => string, paint: Paint): string[] {
  const left = Math.max(...rows.map(({ label }) => widthOf(label)))
  const hours = [0, 6, 12, 18].map((hour) => ` ${hour}`.padEnd(12)).join('')
  return [
    paint.quiet(`${' '.repeat(left + 1)}${hours}24`),
    ...rows.map(({ label, hours: each }) => `${pad(label, left, 'left')} ${each.map(cell).join('')}`),
  ]
}
