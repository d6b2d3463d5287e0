import { drawPicture } from '../../core/charts/draw.ts'
import { light } from '../../core/charts/palette.ts'
import { formatInstant } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'
import { printTextsOf } from '../../core/texts/print.ts'
import { type AnyReport, toAnySubject, toAnyView } from '../../core/view/any-view.ts'
import { toLabel } from '../../core/view/label.ts'
import type { Section } from '../../core/view/section.ts'
import type { ReportView } from '../../core/view/view.ts'
import { leastWidth } from './pdf/columns.ts'
import { type Block, flow } from './pdf/flow.ts'
import { lackingSign } from './pdf/fonts.ts'
import { printMargins } from './pdf/margins.ts'
import { openingBlocks } from './pdf/masthead.ts'
import { looksOf, paragraph } from './pdf/prose.ts'
import { type Drawing, pair, sectionBlocks, sectionGap } from './pdf/sections.ts'
import { closeSheet, openSheet, type Paper, rule, type Sheet } from './pdf/sheet.ts'

const columnGap = 24
/** Of a chart as wide as the page. */
const pixels = 860

export interface PdfOptions {
  /** A4 unless told. */
  readonly paper?: Paper
}

/**
 * The report in print: tagged, with bookmarks, its charts as vectors. The same report is the same file, byte for byte.
 */
export async function toPdf(report: AnyReport, locale: Locale, { paper = 'A4' }: PdfOptions = {}): Promise<Buffer> {
  const view = toAnyView(report, locale)
  const subject = toAnySubject(report, locale)
  const title = `${view.owner} · ${view.period}`
  const sheet = openSheet({ locale, paper, title, subject, madeAt: report.madeAt })
  flow(sheet, [...openingBlocks(sheet, light, view), ...bodyBlocks(sheet, view)])
  flow(sheet, closingBlocks(sheet, view))
  const zone = toLabel(report.zone, 60)
  const at = formatInstant(report.madeAt, locale, report.zone, 'year')
  printMargins(sheet, locale, {
    header: title,
    banner: view.banner && view.words.demo.name,
    footer: view.words.closing.made({ zone, at }),
  })
  return closeSheet(sheet)
}

function bodyBlocks(sheet: Sheet, view: ReportView): Block[] {
  const frame = { x: sheet.left, width: sheet.width }
  if (view.empty.length > 0) {
    const part = sheet.doc.struct('Sect')
    sheet.root.add(part)
    return view.empty.flatMap((sentence) => {
      const element = sheet.doc.struct('P')
      part.add(element)
      return paragraph(sheet, sentence, looksOf(light).body, frame, element, 6)
    })
  }
  return rowsOf(sheet, view.sections).flatMap((row) => {
    const [left, right] = row
    if (!right) return sectionBlocks(sheet, light, left, drawingOf(left, 1), frame)
    const half = { x: frame.x, width: (frame.width - columnGap) / 2 }
    const other = { x: frame.x + half.width + columnGap, width: half.width }
    const share = half.width / frame.width
    const first = sectionBlocks(sheet, light, left, drawingOf(left, share), half)
    const second = sectionBlocks(sheet, light, right, drawingOf(right, share), other)
    return [pair(first, second)]
  })
}

/** A chart as wide as a page has letters of 8.7 points, as the notes of print. */
function drawingOf({ picture }: Section, share: number): Drawing | undefined {
  if (!picture) return undefined
  const svg = drawPicture(picture, light, Math.round(pixels * share))
  const [, width = 1, height = 1] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)?.map(Number) ?? []
  return { svg, width, height, alternative: picture.alternative }
}

/** So much taller may one of two sections be that stand side by side. */
const unlike = 2.2
/** Rows and sentences of such a section: it is not broken by the end of a page. */
const mostTall = 24

const isTable = ({ picture, columns, rows }: Section) =>
  (picture === undefined || picture.kind === 'shares') && columns.length > 0 && rows.length > 0

/** Two tables that follow each other stand side by side where both find room in half the width, and are about as tall. */
function rowsOf(sheet: Sheet, sections: readonly Section[]): [Section, Section?][] {
  const half = (sheet.width - columnGap) / 2
  const fits = (section: Section) => isTable(section) && leastWidth(sheet, light, section) <= half
  const tall = ({ rows, sentences, picture }: Section) => rows.length + sentences.length + (picture ? 1 : 0) + 2
  const isAlike = (a: Section, b: Section) =>
    Math.max(tall(a), tall(b)) <= unlike * Math.min(tall(a), tall(b)) && Math.max(tall(a), tall(b)) <= mostTall
  const rows: [Section, Section?][] = []
  for (const section of sections) {
    const last = rows.at(-1)
    if (last?.length === 1 && isAlike(last[0], section) && fits(last[0]) && fits(section))
      rows[rows.length - 1] = [last[0], section]
    else rows.push([section])
  }
  return rows
}

function closingBlocks(sheet: Sheet, view: ReportView): Block[] {
  const { doc, root } = sheet
  const frame = { x: sheet.left, width: sheet.width }
  const look = looksOf(light).closing
  const part = doc.struct('Sect')
  root.add(part)
  const lacking = sheet.lacking ? [[printTextsOf(view.locale).lacking(lackingSign)]] : []
  const ruled: Block = {
    height: 10,
    above: sectionGap,
    keep: true,
    print: (_, y) => rule(doc, frame.x, y, frame.width, light.axis),
  }
  const sentences = [...view.closing, ...lacking].flatMap((sentence, i) => {
    const element = doc.struct('P')
    part.add(element)
    return paragraph(sheet, sentence, look, frame, element, i === 0 ? 0 : 5)
  })
  return [ruled, ...sentences].map((block, i, all) => (i < all.length - 1 ? { ...block, keep: true } : block))
}
