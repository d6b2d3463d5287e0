import type { Column, Row } from '../../core/view/section.ts'
import type { Paint } from './paint.ts'
import { barOf, pad, widthOf, wrap } from './plain-layout.ts'

const gap = '  '
/** Names and reasons give way to figures, but not below this. */
const leastText = 14
const leastBar = 4

interface Field {
  readonly column: Column
  readonly index: number
  readonly width: number
}

const widthOfFields = (widths: readonly number[]) =>
  widths.reduce((sum, width) => sum + width + gap.length, -gap.length)

/** Figures take what they need; texts share what is left; spare columns go first where that is too little. */
function toFields(columns: readonly Column[], rows: readonly Row[], width: number): Field[] {
  const needed = columns.map(({ head }, i) =>
    Math.max(...wrap(head, 10).map(widthOf), ...rows.map((row) => widthOf(row.cells[i] ?? ''))),
  )
  const least = (i: number) => (columns[i]!.align === 'left' ? Math.min(needed[i]!, leastText) : needed[i]!)
  let kept = columns.map((_, i) => i)
  for (const spare of kept.filter((i) => columns[i]!.spare).reverse())
    if (widthOfFields(kept.map(least)) > width) kept = kept.filter((i) => i !== spare)
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
  const all = toFields(columns, rows, bars ? width - leastBar - gap.length : width)
  const free = width - widthOfFields(all.map((field) => field.width)) - gap.length
  const barWidth = bars ? Math.min(free, 20) : 0
  const [first, ...others] = all as [Field, ...Field[]]

  const lines = (cells: readonly string[], bar: string, ink: (field: Field) => (text: string) => string) => {
    const split = all.map((field) => {
      const text = cells[field.index] ?? ''
      return field === first ? [text] : wrap(text, field.width)
    })
    const height = Math.max(...split.map((cell) => cell.length))
    return Array.from({ length: height }, (_, line) => {
      const cell = (field: Field, i: number) => ink(field)(pad(split[i]![line] ?? '', field.width, field.column.align))
      const drawn = bars
        ? [paint.data(line === 0 ? bar : '') + ' '.repeat(barWidth - (line === 0 ? widthOf(bar) : 0))]
        : []
      return [cell(first, 0), ...drawn, ...others.map((field, i) => cell(field, i + 1))].join(gap)
    })
  }
  const head = headLines(all).flatMap((cells) => lines(cells, '', () => paint.quiet))
  const body = rows.flatMap((row) => {
    const ink = (field: Field) => {
      if (row.kind === 'rest') return paint.quiet
      return row.kind === 'total' || field.column.strong || (field === first && bars) ? paint.strong : paint.plain
    }
    return lines(row.cells, row.share === undefined ? '' : barOf(row.share, barWidth), ink)
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
