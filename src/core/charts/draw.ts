import type { Picture } from '../view/picture.ts'
import { drawDays } from './days.ts'
import { drawHeat } from './heat.ts'
import type { Palette } from './palette.ts'
import { drawShares } from './shares.ts'
import { pictureWidth } from './svg.ts'

/**
 * A section's picture as SVG, on paper of the palette: the same in mail, print and web.
 * @param width pixels; as wide as a mail's column unless told. Its letters do not grow with it
 */
export function drawPicture(picture: Picture, palette: Palette, width = pictureWidth): string {
  if (picture.kind === 'days') return drawDays(picture, palette, width)
  return picture.kind === 'heat' ? drawHeat(picture, palette, width) : drawShares(picture, palette, width)
}
