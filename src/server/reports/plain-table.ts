import type { Column, Row } from '../../core/view/section.ts'
import type { Paint } from './paint.ts'
import { changeOf, historyOf, textureOf } from './plain-drawings.ts'
import { barOf, pad, widthOf, wrap } from './plain-layout.ts'

const gap = '  '
/** Names and reasons give way to figures, but not below this. */
const leastText = 20
/** Where even that is too much. */
const shortText = 14
const leastBar = 4
const changeWidth = 17

interface Field {
  readonly column: Column
  readonly index: number
  readonly width: number
}

const widthOfFields = (widths: readonly number[]) =>
  widths.reduce((sum, width) => sum + width + gap.length, -gap.length)

/** Heads break between words only. */
const wrapHead = (head: string) => wrap(head, Math.max(10, ...head.split(' ').map(widthOf)))

/** What stands in a cell: its text with its note, or what letters draw of the row there. */
function textOf(row: Row, column: Column, i: number): string {
  if (column.draws === 'history') return row.history ? historyOf(row.history) : ''
  if (column.draws === 'change') return row.change === undefined ? '' : changeOf(row.change, changeWidth)
  const text = row.cells[i] ?? ''
  return i === 0 && row.note ? `${text} (${row.note})` : text
}

/** Figures take what they need; texts share what is left; spare columns go first where that is too little, drawings before figures. */
function toFields(columns: readonly Column[], rows: readonly Row[], width: number): Field[] {
  const needed = columns.map((column, i) =>
    Math.max(...wrapHead(column.head).map(widthOf), ...rows.map((row) => widthOf(textOf(row, column, i)))),
  )
  const isText = (i: number) => columns[i]!.align === 'left' && !columns[i]!.draws
  const within = (i: number, most: number) => (isText(i) ? Math.min(needed[i]!, most) : needed[i]!)
  let kept = columns.map((_, i) => i)
  const spare = kept.filter((i) => columns[i]!.spare).reverse()
  const drawn = (i: number) => Number(columns[i]!.draws === undefined)
  for (const each of spare.sort((a, b) => drawn(a) - drawn(b)))
    if (widthOfFields(kept.map((i) => within(i, leastText))) > width) kept = kept.filter((i) => i !== each)
  const isTight = widthOfFields(kept.map((i) => within(i, leastText))) > width
  const least = (i: number) => within(i, isTight ? shortText : leastText)
  let left = width - widthOfFields(kept.map(least))
  return kept.map((index) => {
    const more = Math.max(0, Math.min(left, needed[index]! - least(index)))
    left -= more
    return { column: columns[index]!, index, width: least(index) + more }
  })
}

/** A table for a fixed-width font. Names that are too long are cut; other texts go on in the next line. */
export function plainTable(columns: readonly Column[], rows: readonly Row[], width: number, paint: Paint): string[] {
  const bars = rows.some(({ share }) => share !== undefined)
  const marks = rows.some(({ color }) => color !== undefined)
  const room = width - (bars ? leastBar + gap.length : 0) - (marks ? 2 : 0)
  const all = toFields(columns, rows, room)
  const free = room + leastBar - widthOfFields(all.map((field) => field.width))
  const barWidth = bars ? Math.min(free, 20) : 0
  const [first, ...others] = all as [Field, ...Field[]]

  const lines = (
    texts: (field: Field) => string,
    row: Row | undefined,
    ink: (field: Field) => (text: string) => string,
  ) => {
    const split = all.map((field) => (field === first ? [texts(field)] : wrap(texts(field), field.width)))
    const height = Math.max(...split.map((cell) => cell.length))
    const bar = row?.share === undefined ? '' : barOf(row.share, barWidth)
    const mark = row?.color === undefined ? '' : paint.part(row.color)(textureOf(row.color))
    return Array.from({ length: height }, (_, line) => {
      const cell = (field: Field, i: number) => {
        const text = split[i]![line] ?? ''
        return ink(field)(field.column.draws ? text.padEnd(field.width) : pad(text, field.width, field.column.align))
      }
      const shown = line === 0 ? bar : ''
      const drawn = bars ? [paint.data(shown) + ' '.repeat(barWidth - widthOf(shown))] : []
      const before = marks ? `${line === 0 && mark ? mark : ' '} ` : ''
      return before + [cell(first, 0), ...drawn, ...others.map((field, i) => cell(field, i + 1))].join(gap)
    })
  }
  const head = columns.some((column) => column.head)
    ? headLines(all).flatMap((cells) =>
        lines(
          ({ index }) => cells[index] ?? '',
          undefined,
          () => paint.quiet,
        ),
      )
    : []
  const body = rows.flatMap((row) => {
    const ink = (field: Field) => {
      if (field.column.draws) return paint.data
      if (row.kind === 'rest') return paint.quiet
      if (row.attention === field.index) return paint.attention
      const strong = row.kind === 'total' || row.kind === 'opening' || field.column.strong || (field === first && bars)
      return strong ? paint.strong : paint.plain
    }
    return lines(({ column, index }) => textOf(row, column, index), row, ink)
  })
  return [...head, ...body]
}

/** Heads in as many lines as the tallest, set on the last. */
function headLines(fields: readonly Field[]): string[][] {
  const heads = fields.map(({ column, width }) => wrap(column.head, width))
  const height = Math.max(...heads.map((head) => head.length))
  return Array.from({ length: height }, (_, line) => {
    const cells: string[] = []
    fields.forEach(({ index }, i) => {
      cells[index] = heads[i]![line - (height - heads[i]!.length)] ?? ''
    })
    return cells
  })
}
