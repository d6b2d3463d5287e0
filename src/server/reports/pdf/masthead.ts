import type { Palette } from '../../../core/charts/palette.ts'
import type { Figure } from '../../../core/view/headline.ts'
import type { ReportView } from '../../../core/view/view.ts'
import type { Block } from './flow.ts'
import { type Frame, looksOf, paragraph } from './prose.ts'
import { rule, type Sheet, widthIn } from './sheet.ts'
import { printLines, toText } from './words.ts'

/** Columns of figures beside the large one. */
const perRow = 4
const gap = 14
/** How much of the width the large figure may take where others stand beside it. */
const heroShare = 0.36

/** That all is made up, whose report it is, the period, the large figure and the others. */
export function openingBlocks(sheet: Sheet, palette: Palette, view: ReportView): Block[] {
  const frame = { x: sheet.left, width: sheet.width }
  const looks = looksOf(palette)
  const { doc, root } = sheet
  const banner =
    view.banner === undefined
      ? []
      : paragraph(sheet, view.banner, { ...looks.attention, line: 14 }, frame, add(sheet, 'P'))
  const masthead = ownerBlock(sheet, palette, view, root)
  const { figure, label } = view.hero
  const heroWidth = frame.width * heroShare
  const isNarrow = figure !== '' && widthIn(doc, figure, 'light', looks.hero.size) <= heroWidth
  const left = frame.x + heroWidth + gap
  const besideFrame = { x: left, width: frame.x + frame.width - left }
  const isBeside = isNarrow && fitsInRow(sheet, palette, view.figures, besideFrame)
  const heroFrame = isBeside ? { ...frame, width: heroWidth } : frame
  const hero = [
    ...paragraph(sheet, view.period, looks.period, heroFrame, add(sheet, 'P'), 22),
    ...(figure ? paragraph(sheet, figure, looks.hero, heroFrame, add(sheet, 'H1')) : []),
    ...paragraph(sheet, label, figure ? looks.label : looks.statement, heroFrame, add(sheet, figure ? 'P' : 'H1'), 2),
  ]
  const rest = isBeside ? [] : rowsOf(view.figures).map((row) => figuresBlock(sheet, palette, row, frame, 18))
  if (!isBeside) return [...banner, masthead, ...hero, ...rest]
  const beside = figuresBlock(sheet, palette, view.figures, besideFrame, 0)
  return [...banner, masthead, sideBySide(hero, beside)]
}

function add({ doc, root }: Sheet, tag: string) {
  const element = doc.struct(tag)
  root.add(element)
  return element
}

function ownerBlock(sheet: Sheet, palette: Palette, { owner }: ReportView, root: Sheet['root']): Block {
  const { doc } = sheet
  const { cell } = looksOf(palette)
  const name = toText(doc, 'usage-audit', { ...cell, weight: 'medium' }, 100)
  const reader = toText(doc, owner, { ...cell, color: palette.ink3 }, sheet.width - 110)
  const elements = [doc.struct('P'), doc.struct('P')] as const
  for (const element of elements) root.add(element)
  return {
    height: reader.lines.length * reader.height,
    above: 10,
    print: (_, y) => {
      printLines(sheet, name, { x: sheet.left, y, width: 100 }, elements[0])
      printLines(sheet, reader, { x: sheet.left + 110, y, width: sheet.width - 110, align: 'right' }, elements[1])
    },
  }
}

/** The large figure on the left, the others beside it, at the height of its middle. */
function sideBySide(hero: readonly Block[], figures: Block): Block {
  const heights = hero.reduce((sum, { height, above = 0 }, i) => sum + height + (i === 0 ? 0 : above), 0)
  const shift = 26
  return {
    height: Math.max(heights, figures.height + shift),
    above: hero[0]?.above ?? 0,
    print: (sheet, y) => {
      let at = y
      for (const [i, block] of hero.entries()) {
        at += i === 0 ? 0 : (block.above ?? 0)
        block.print(sheet, at)
        at += block.height
      }
      figures.print(sheet, y + shift)
    },
  }
}

const cellWidth = ({ width }: Frame, count: number) => (width - gap * (count - 1)) / Math.max(1, count)

/** Whether all figures stand in one row without being broken. */
function fitsInRow({ doc }: Sheet, palette: Palette, figures: readonly Figure[], frame: Frame): boolean {
  const { weight, size } = looksOf(palette).figure
  const room = cellWidth(frame, figures.length)
  return (
    figures.length > 0 &&
    figures.length <= perRow &&
    figures.every(({ figure }) => widthIn(doc, figure, weight, size) <= room)
  )
}

function rowsOf(figures: readonly Figure[]): Figure[][] {
  const rows = Math.ceil(figures.length / perRow)
  const size = Math.ceil(figures.length / Math.max(1, rows))
  return Array.from({ length: rows }, (_, i) => figures.slice(i * size, (i + 1) * size))
}

/** Figures in a row, each under a rule of its own. */
function figuresBlock(sheet: Sheet, palette: Palette, figures: readonly Figure[], frame: Frame, above: number): Block {
  const looks = looksOf(palette)
  const width = cellWidth(frame, figures.length)
  const cells = figures.map(({ figure, label }, i) => {
    const element = sheet.doc.struct('P')
    sheet.root.add(element)
    return {
      x: frame.x + i * (width + gap),
      element,
      figure: toText(sheet.doc, figure, looks.figure, width),
      label: toText(sheet.doc, label, looks.note, width),
    }
  })
  const room = Math.max(0, ...cells.map(({ figure }) => figure.lines.length)) * looks.figure.line
  const labels = Math.max(0, ...cells.map(({ label }) => label.lines.length)) * looks.note.line
  return {
    height: 6 + room + 3 + labels,
    above,
    print: (_, y) => {
      for (const { x, element, figure, label } of cells) {
        rule(sheet.doc, x, y, width, palette.rule)
        printLines(sheet, figure, { x, y: y + 6, width }, element)
        printLines(sheet, label, { x, y: y + 6 + room + 3, width }, element)
      }
    },
  }
}
