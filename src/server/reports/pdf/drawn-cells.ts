import type { Palette } from '../../../core/charts/palette.ts'
import { drawChange, drawHistory, drawShare } from '../../../core/charts/rows.ts'
import { colorOf } from '../../../core/charts/shares.ts'
import type { Row } from '../../../core/view/section.ts'
import type { Cell } from './cells.ts'
import { artifact, type Doc } from './sheet.ts'
import { drawSvg } from './svg.ts'

/** A row of a table is so tall between its paddings. */
const line = 12
/** Points of the bars and squares of a row. */
const thick = { bar: 4, change: 7, square: 7 } as const

const draw = (doc: Doc, svg: string, x: number, y: number) => artifact(doc, () => drawSvg(doc, svg, { x, y, scale: 1 }))

/** The share of the longest: what a row has as a bar. */
export const printShare = (doc: Doc, palette: Palette, share: number, { x, width }: Cell, y: number): void =>
  draw(doc, drawShare(share, palette, width, thick.bar), x, y + (line - thick.bar) / 2)

/** The square that a part has in the picture above the table. */
export const printSquare = (doc: Doc, palette: Palette, color: number, x: number, y: number): void =>
  artifact(doc, () =>
    doc.rect(x, y + (line - thick.square) / 2, thick.square, thick.square).fill(colorOf(color, palette)),
  )

/** What a column draws of a row. */
export function printDrawn(
  doc: Doc,
  palette: Palette,
  draws: 'history' | 'change',
  { history, change }: Row,
  { x, width }: Cell,
  y: number,
): void {
  if (draws === 'history' && history) draw(doc, drawHistory(history, palette, width, line), x, y)
  if (draws === 'change' && change !== undefined)
    draw(doc, drawChange(change, palette, width, thick.change), x, y + (line - thick.change) / 2)
}
