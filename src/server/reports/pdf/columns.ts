import type { Palette } from '../../../core/charts/palette.ts'
import type { Column, Row } from '../../../core/view/section.ts'
import { piecesOf } from './cells.ts'
import { looksOf } from './prose.ts'
import type { Sheet } from './sheet.ts'
import { toPieces, widthsOf } from './words.ts'

/** How wide what is drawn in a cell is, in points. */
const drawn = { history: 70, change: 110 } as const
const bars = { least: 48, most: 180 }
/** No column of text is narrower. */
const leastText = 40
const gap = 14

interface Room {
  /** Of the whole table. */
  readonly room: number
  /** What stands before the words of the first column. */
  readonly first: number
  readonly barred: boolean
}

interface Widths {
  /** Those that found room. */
  readonly columns: readonly Column[]
  readonly cells: readonly number[]
  readonly bar: number
  readonly gap: number
}

/** What a column needs: for its cells, and for its head in one line or broken between words. */
interface Size {
  readonly cells: number
  readonly head: number
  readonly brokenHead: number
}

const isText = ({ align, draws }: Column) => align === 'left' && !draws

/**
 * Columns of figures are as wide as their widest figure; columns of text share what is left. Where that is too little, heads are broken
 * between words, and then columns that can be spared are left out, the last first.
 */
export function toWidths(
  sheet: Sheet,
  palette: Palette,
  columns: readonly Column[],
  rows: readonly Row[],
  room: Room,
): Widths {
  const sizes = columns.map((column, i) => sizeOf(sheet, palette, columns, rows, column, i))
  const whole = layOut(columns, sizes, room, ({ cells, head }) => Math.max(cells, head), 1)
  if (whole.isEnough) return whole
  // A name may take two lines before a column is left out for it.
  const broken = layOut(columns, sizes, room, brokenWidth, 0.6)
  const spare = columns.findLastIndex((column) => column.spare)
  if (broken.isEnough || spare <= 0) return broken
  const fewer = rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => i !== spare) }))
  return toWidths(
    sheet,
    palette,
    columns.filter((_, i) => i !== spare),
    fewer,
    room,
  )
}

const brokenWidth = ({ cells, brokenHead }: Size) => Math.max(cells, brokenHead)

/** The narrowest that a table can be with all its columns, but for drawn ones that can be spared, and no cell broken. */
export function leastWidth(
  sheet: Sheet,
  palette: Palette,
  { columns, rows }: { readonly columns: readonly Column[]; readonly rows: readonly Row[] },
): number {
  const widths = columns.map((column, i) => {
    if (column.draws && column.spare) return 0
    return brokenWidth(sizeOf(sheet, palette, columns, rows, column, i)) + gap
  })
  const bar = rows.some(({ share: each }) => each !== undefined) ? bars.least + gap : 0
  return widths.reduce((sum, width) => sum + width, bar) - gap
}

function layOut(
  columns: readonly Column[],
  sizes: readonly Size[],
  { room, first, barred }: Room,
  widthOf: (size: Size) => number,
  leastShare: number,
): Widths & { readonly isEnough: boolean } {
  const wants = sizes.map(widthOf)
  const fixed = columns.reduce((sum, column, i) => sum + (isText(column) ? 0 : wants[i]!), 0)
  const rest = room - gap * (columns.length - 1 + (barred ? 1 : 0)) - fixed - first
  const texts = columns.map((column, i) => (isText(column) ? wants[i]! : 0))
  const wanted = texts.reduce((sum, want) => sum + Math.max(0, want), 0)
  const needed = texts.reduce((sum, want) => sum + Math.min(want, Math.max(leastText, want * leastShare)), 0)
  const bar = barred ? Math.min(bars.most, Math.max(bars.least, rest - Math.max(wanted, leastText))) : 0
  const shared = share(texts, Math.max(leastText, rest - bar))
  return {
    columns,
    cells: columns.map((column, i) => (isText(column) ? shared[i]! : wants[i]!) + (i === 0 ? first : 0)),
    bar,
    gap,
    isEnough: rest - bar >= needed,
  }
}

function sizeOf(
  { doc }: Sheet,
  palette: Palette,
  columns: readonly Column[],
  rows: readonly Row[],
  column: Column,
  i: number,
): Size {
  if (column.draws) return { cells: drawn[column.draws], head: 0, brokenHead: 0 }
  const head = widthsOf(doc, toPieces(column.head, looksOf(palette).head))
  const cells = Math.max(0, ...rows.map((row) => widthsOf(doc, piecesOf(palette, columns, row, i)).most))
  // Half a point more, so that what was measured word by word is not broken by a rounding. Heads take two lines, not three.
  return { cells: cells + 0.5, head: head.most + 0.5, brokenHead: Math.max(head.least, head.most * 0.55) + 0.5 }
}

/** What each gets of `room`: all it wants and an equal part of what is left; or, of too little, as much as others that want more. */
function share(wants: readonly number[], room: number): number[] {
  const askers = wants.filter((want) => want > 0).length
  const wanted = wants.reduce((sum, want) => sum + want, 0)
  if (wanted <= room) return wants.map((want) => (want > 0 ? want + (room - wanted) / askers : 0))
  const modest = wants.filter((want) => want <= room / askers)
  const left = room - modest.reduce((sum, want) => sum + want, 0)
  const greedy = wants.length - modest.length
  return wants.map((want) => (want <= room / askers ? want : left / Math.max(1, greedy)))
}
