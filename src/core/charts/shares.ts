import type { SharesPicture } from '../view/picture.ts'
import type { Palette } from './palette.ts'
import { pictureWidth, rectangle, svg } from './svg.ts'

/** The colour of a part of a whole. */
export const colorOf = (color: number, { categories }: Palette): string => categories[color] ?? categories.at(-1)!

/** A whole as one bar of its parts, parted by paper, which needs no legend: the table below it has a square in each colour. */
export function drawShares({ parts }: SharesPicture, palette: Palette, width = pictureWidth, height = 20): string {
  const gap = 2
  const room = width - gap * (parts.length - 1)
  let x = 0
  const bars = parts.map(({ share, color }) => {
    const long = Math.max(1, share * room)
    const bar = rectangle({ x, y: 0, width: long, height }, `fill="${colorOf(color, palette)}"`)
    x += long + gap
    return bar
  })
  return svg(width, height, bars.join(''), palette.paper)
}
