import type { Palette } from '../../../core/charts/palette.ts'
import type { Section } from '../../../core/view/section.ts'
import { type Block, heightOf } from './flow.ts'
import { type Frame, looksOf, paragraph } from './prose.ts'
import { rule, type Sheet, type Struct } from './sheet.ts'
import { drawSvg } from './svg.ts'
import { table } from './table.ts'

/** A picture of a section, drawn for print. */
export interface Drawing {
  readonly svg: string
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly alternative: string
}

/** Room above the rule that opens a section. */
export const sectionGap = 24

/** A section: its rule and title, its picture, its table, its sentences. A title never stands alone at the end of a page. */
export function sectionBlocks(
  sheet: Sheet,
  palette: Palette,
  section: Section,
  drawing: Drawing | undefined,
  frame: Frame,
): Block[] {
  const looks = looksOf(palette)
  const part = sheet.doc.struct('Sect')
  sheet.root.add(part)
  const add = (tag: string) => {
    const element = sheet.doc.struct(tag)
    part.add(element)
    return element
  }
  // Elements are added in the order of reading.
  const title = titleBlock(sheet, palette, section.title, frame, part)
  const subtitle = section.subtitle ? paragraph(sheet, section.subtitle, looks.subtitle, frame, add('P'), 1) : []
  const picture = drawing ? [pictureBlock(drawing, frame, part, sheet)] : []
  const rows = section.rows.length > 0 ? table(sheet, palette, section, frame, part) : []
  const sentences = section.sentences.flatMap((sentence, i) =>
    paragraph(sheet, sentence, looks.body, frame, add('P'), i === 0 ? 8 : 4),
  )
  const notes = (section.notes ?? []).flatMap((note, i) =>
    paragraph(sheet, note, looks.subtitle, frame, add('P'), i === 0 ? 8 : 4),
  )
  const body = [...picture, ...withAbove(rows, 8), ...sentences, ...notes]
  const heading = [title, ...subtitle].map((block): Block => ({ ...block, keep: true }))
  // The first sentence stays with its picture, which it explains.
  const kept = body.map((block, i): Block => (drawing && i === 0 && body.length > 1 ? { ...block, keep: true } : block))
  return body.length > 0 ? [...heading, ...kept] : [title, ...subtitle]
}

const withAbove = ([first, ...rest]: readonly Block[], above: number): Block[] =>
  first ? [{ ...first, above }, ...rest] : []

function titleBlock(sheet: Sheet, palette: Palette, title: string, { x, width }: Frame, part: Struct): Block {
  const { doc } = sheet
  const element = doc.struct('H2')
  part.add(element)
  const [words] = paragraph(sheet, title, looksOf(palette).title, { x, width }, element)
  const inset = 8
  return {
    height: inset + words!.height,
    above: sectionGap,
    print: (at, y) => {
      rule(doc, x, y, width, palette.axis)
      // The types do not know that a bookmark may lead to a place of a page.
      doc.outline.addItem(title, { top: y, left: doc.page.width } as object)
      words!.print(at, y + inset)
    },
  }
}

/** A chart as wide as its frame, with its words. */
function pictureBlock({ svg, width, height, alternative }: Drawing, frame: Frame, part: Struct, sheet: Sheet): Block {
  const { doc } = sheet
  const scale = frame.width / width
  const tall = height * scale
  // Holds its place in the order of reading: where the figure stands on the page is known only when it is printed.
  const holder = doc.struct('Div')
  part.add(holder)
  return {
    height: tall,
    above: 8,
    print: (_, y) => {
      const box = { alt: alternative, bbox: [frame.x, y, frame.x + frame.width, y + tall] }
      const figure = doc.struct('Figure', box, () => drawSvg(doc, svg, { x: frame.x, y, scale }))
      holder.add(figure)
    },
  }
}

/** Two sections side by side, as tall as the taller. */
export function pair(left: readonly Block[], right: readonly Block[]): Block {
  const column = (blocks: readonly Block[]): Block => ({
    height: heightOf(blocks),
    print: (sheet, y) => {
      let at = y
      for (const [i, block] of blocks.entries()) {
        at += i === 0 ? 0 : (block.above ?? 0)
        block.print(sheet, at)
        at += block.height
      }
    },
  })
  const columns = [column(left), column(right)]
  return {
    height: Math.max(...columns.map(({ height }) => height)),
    above: sectionGap,
    print: (sheet, y) => {
      for (const { print } of columns) print(sheet, y)
    },
  }
}
