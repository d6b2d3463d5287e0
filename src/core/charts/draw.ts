import type { Picture } from '../view/picture.ts'
import { drawDays } from './days.ts'
import { drawHeat } from './heat.ts'
import type { Palette } from './palette.ts'
import { drawShares } from './shares.ts'

/** A section's picture as SVG, 536 wide, on paper of the palette: the same in mail, print and web. */
export function drawPicture(picture: Picture, palette: Palette): string {
  if (picture.kind === 'days') return drawDays(picture, palette)
  return picture.kind === 'heat' ? drawHeat(picture, palette) : drawShares(picture, palette)
}
