import type { Palette } from '../../../core/charts/palette.ts'
import type { Column, Row, Section } from '../../../core/view/section.ts'
import { type Cell, piecesOf } from './cells.ts'
import { toWidths } from './columns.ts'
import { printDrawn, printShare, printSquare } from './drawn-cells.ts'
import type { Block } from './flow.ts'
import { type Frame, looksOf } from './prose.ts'
import { rule, type Sheet, type Struct } from './sheet.ts'
import { actualOf, printLines, toLines, toText, type Words } from './words.ts'

/** Above and below the words of a row: lines of an account stand closer. */
const paddings = { usual: 5, dense: 3 } as const
const headPadding = 5
/** Room for a square before a name. */
const square = 14

/** A table whose columns are laid out: where each begins, and how wide it is. */
interface Laid {
  readonly sheet: Sheet
  readonly palette: Palette
  readonly frame: Frame
  readonly columns: readonly Column[]
  readonly cells: readonly Cell[]
  /** Where the bars stand. */
  readonly bar: Cell | undefined
  readonly colored: boolean
  /** Above and below the words of a row. */
  readonly padding: number
}

/** The blocks of a table: its head, which each page has again, and its rows. */
export function table(
  sheet: Sheet,
  palette: Palette,
  { columns, rows }: Pick<Section, 'columns' | 'rows'>,
  frame: Frame,
  parent: Struct,
): Block[] {
  const laid = layOut(sheet, palette, columns, rows, frame)
  const shown = laid.columns
  const element = sheet.doc.struct('Table')
  parent.add(element)
  const again = headBlock(laid, undefined)
  const repeat = { height: again.height, print: again.print }
  const head = columns.some((column) => column.head) ? headBlock(laid, element) : lineBlock(laid)
  const body = rows.map((row) => ({ ...rowBlock(laid, shownOf(columns, shown, row), element), repeat }))
  // The first two rows stay with the head, and the last with the one before it.
  const kept = (i: number) => i < body.length - 1 && (i === 0 || i === body.length - 2)
  return [{ ...head, keep: true }, ...body.map((block, i): Block => (kept(i) ? { ...block, keep: true } : block))]
}

/** A row without the cells of columns that found no room. */
function shownOf(columns: readonly Column[], shown: readonly Column[], row: Row): Row {
  if (shown.length === columns.length) return row
  const kept = columns.flatMap((column, i) => (shown.includes(column) ? [i] : []))
  const attention = kept.indexOf(row.attention ?? -1)
  const { attention: _, ...rest } = row
  return { ...rest, cells: kept.map((i) => row.cells[i] ?? ''), ...(attention >= 0 && { attention }) }
}

function layOut(sheet: Sheet, palette: Palette, columns: readonly Column[], rows: readonly Row[], frame: Frame): Laid {
  const colored = rows.some(({ color }) => color !== undefined)
  const barred = rows.some(({ share }) => share !== undefined)
  const widths = toWidths(sheet, palette, columns, rows, { room: frame.width, first: colored ? square : 0, barred })
  let x = frame.x
  let bar: Cell | undefined
  const cells: Cell[] = []
  for (const [i, width] of widths.cells.entries()) {
    cells.push({ x, width })
    x += width + widths.gap
    if (i > 0 || !widths.bar) continue
    bar = { x, width: widths.bar }
    x += widths.bar + widths.gap
  }
  const isAccount = rows.some(({ change }) => change !== undefined)
  const padding = isAccount ? paddings.dense : paddings.usual
  return { sheet, palette, frame, columns: widths.columns, cells, bar, colored, padding }
}

/** What a table without heads begins with. */
const lineBlock = ({ sheet, palette, frame }: Laid): Block => ({
  height: 0,
  print: (_, y) => rule(sheet.doc, frame.x, y, frame.width, palette.rule),
})

function headBlock(laid: Laid, element: Struct | undefined): Block {
  const { sheet, palette, columns, cells, frame } = laid
  const look = looksOf(palette).head
  const heads = columns.map(({ head }, i) => toText(sheet.doc, head, look, cells[i]!.width))
  const height = Math.max(...heads.map(({ lines }) => lines.length)) * look.line + headPadding
  const row = element && sheet.doc.struct('TR')
  if (row) element.add(row)
  const print = (_: Sheet, y: number) => {
    if (!row) sheet.doc.markContent('Artifact', { type: 'Pagination' })
    for (const [i, words] of heads.entries()) {
      const at = {
        ...cells[i]!,
        y: y + height - headPadding - words.lines.length * look.line,
        align: columns[i]!.align,
      }
      printHead(sheet, words, at, row)
    }
    if (!row) sheet.doc.endMarkedContent()
    rule(sheet.doc, frame.x, y + height, frame.width, palette.rule)
  }
  return { height, print }
}

type At = Cell & { readonly y: number; readonly align: 'left' | 'right' }

function printHead(sheet: Sheet, words: Words, at: At, row: Struct | undefined): void {
  // The types do not know that a head may say of what it is one.
  const cell = row && sheet.doc.struct('TH', { scope: 'Column' } as object)
  if (cell) row.add(cell)
  printLines(sheet, words, at, cell)
}

function rowBlock(laid: Laid, row: Row, element: Struct): Block {
  const { sheet, palette, columns, cells, frame, padding } = laid
  const { doc } = sheet
  const inset = laid.colored ? square : 0
  const placeOf = (i: number): Cell => {
    const { x, width } = cells[i]!
    return i === 0 ? { x: x + inset, width: width - inset } : { x, width }
  }
  const texts = columns.map((_, i): Words => {
    const pieces = piecesOf(palette, columns, row, i)
    return { lines: toLines(doc, pieces, placeOf(i).width), height: 12, ...actualOf(pieces) }
  })
  const height = Math.max(...texts.map(({ lines }) => lines.length)) * 12 + padding * 2
  const tableRow = doc.struct('TR')
  element.add(tableRow)
  const print = (_: Sheet, y: number) => {
    for (const [i, words] of texts.entries()) {
      const cell = doc.struct(i === 0 ? 'TH' : 'TD', (i === 0 ? { scope: 'Row' } : {}) as object)
      tableRow.add(cell)
      printLines(sheet, words, { ...placeOf(i), y: y + padding, align: columns[i]!.align }, cell)
    }
    printPictures(laid, row, y)
    rule(doc, frame.x, y + height, frame.width, palette.rule)
  }
  return { height, print }
}

/** What stands in a row for the eye only. */
function printPictures({ sheet: { doc }, palette, columns, cells, bar, padding }: Laid, row: Row, y: number): void {
  if (row.color !== undefined) printSquare(doc, palette, row.color, cells[0]!.x, y + padding)
  if (bar && row.share !== undefined) printShare(doc, palette, row.share, bar, y + padding)
  for (const [i, { draws }] of columns.entries())
    if (draws) printDrawn(doc, palette, draws, row, cells[i]!, y + padding)
}
