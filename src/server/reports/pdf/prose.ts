import type { Palette } from '../../../core/charts/palette.ts'
import type { Rich } from '../../../core/texts/language.ts'
import type { Block } from './flow.ts'
import type { Sheet, Struct } from './sheet.ts'
import { type Look, printLines, toText } from './words.ts'

/** The looks of words, by what they are: sizes of print. */
export const looksOf = ({ ink, ink2, ink3, attention }: Palette) =>
  ({
    period: { size: 12, line: 16, color: ink2 },
    hero: { size: 50, line: 56, color: ink, weight: 'light' },
    /** Of an empty report, in place of a figure. */
    statement: { size: 24, line: 32, color: ink, weight: 'light' },
    label: { size: 12, line: 16, color: ink },
    figure: { size: 13, line: 17, color: ink, weight: 'medium' },
    note: { size: 8, line: 11, color: ink2 },
    title: { size: 11.5, line: 15, color: ink, weight: 'medium' },
    subtitle: { size: 8.5, line: 12, color: ink2, strongColor: ink },
    body: { size: 9.5, line: 14, color: ink2, strongColor: ink },
    closing: { size: 8.5, line: 12, color: ink3, strongColor: ink },
    head: { size: 8, line: 10, color: ink3 },
    cell: { size: 9.5, line: 12, color: ink },
    attention: { size: 9.5, line: 12, color: attention, weight: 'medium' },
    margin: { size: 8, line: 10, color: ink3 },
  }) satisfies Record<string, Look>

export interface Frame {
  readonly x: number
  readonly width: number
}

/** A paragraph, or a heading. One of many lines may be parted by the end of a page, but for two lines at its ends. */
export function paragraph(
  sheet: Sheet,
  sentence: Rich | string,
  look: Look,
  { x, width }: Frame,
  element: Struct,
  above = 0,
): Block[] {
  const words = toText(sheet.doc, sentence, look, width)
  const block = (from: number, to: number, first: number): Block => ({
    height: (to - from) * words.height,
    above: first,
    print: (_, y) => printLines(sheet, words, { x, y, width }, element, from, to),
  })
  const count = words.lines.length
  if (count < 5) return [block(0, count, above)]
  const middle = Array.from({ length: count - 4 }, (_, i) => block(i + 2, i + 3, 0))
  return [block(0, 2, above), ...middle, block(count - 2, count, 0)]
}
