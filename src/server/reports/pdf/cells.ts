import type { Palette } from '../../../core/charts/palette.ts'
import type { Column, Row } from '../../../core/view/section.ts'
import { looksOf } from './prose.ts'
import { type Look, type Piece, toPieces } from './words.ts'

/** Where a cell of a table begins, and how wide it is, in points. */
export interface Cell {
  readonly x: number
  readonly width: number
}

/** What a cell says, in its look: strong are names, the column sorted by, and sums. */
export function piecesOf(palette: Palette, columns: readonly Column[], row: Row, i: number): Piece[] {
  const looks = looksOf(palette)
  const closes = row.kind === 'total' || row.kind === 'opening'
  const strong = row.kind !== 'rest' && (closes || columns[i]!.strong || (i === 0 && row.kind === 'item'))
  const quiet = row.kind === 'rest' || (!strong && i > 0)
  const plain: Look = { ...looks.cell, ...(strong && { weight: 'medium' }), ...(quiet && { color: palette.ink2 }) }
  const look = row.attention === i ? looks.attention : plain
  const note = i === 0 && row.note ? toPieces(` ${row.note}`, looks.head) : []
  return [...toPieces(row.cells[i] ?? '', look), ...note]
}
