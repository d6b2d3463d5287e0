import type { Rich } from '../../core/texts/language.ts'
import type { Link } from '../../core/view/links.ts'
import type { Picture } from '../../core/view/picture.ts'
import type { Section } from '../../core/view/section.ts'
import type { ReportView } from '../../core/view/view.ts'
import type { Paint } from './paint.ts'
import { cutToWidth, isolate, widthOf, wrap } from './plain-layout.ts'
import { plainTable } from './plain-table.ts'

export interface PlainOptions {
  readonly width: number
  readonly paint: Paint
  /** How this form draws a picture; no lines where its table says it all. */
  draw(picture: Picture, view: ReportView): string[]
}

/** A report for a fixed-width font: the same figures and sentences as the mail, in the same order. */
export function toPlain(view: ReportView, options: PlainOptions): string {
  const { empty, sections, closing, links, web } = view
  const blocks = [
    masthead(view, options),
    hero(view, options),
    ...(empty.length > 0 ? [prose(toRich(empty), options)] : [figures(view, options)]),
    ...(web ? [linkLines([web.short])] : []),
    ...sections.map((section) => sectionLines(section, view, options)),
    [options.paint.quiet('─'.repeat(options.width)), ...prose(closing, options)],
    ...(links.length > 0 ? [linkLines(links)] : []),
  ]
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]))
  return `${lines.map((line) => line.replaceAll('\u00a0', ' ').trimEnd()).join('\n')}\n`
}

const toRich = (sentences: readonly string[]): Rich[] => sentences.map((sentence) => [sentence])

/** An address stays whole, whatever its length. */
const linkLines = (links: readonly Link[]) => links.map(({ label, url }) => `${label}: ${url}`)

function masthead({ owner, banner }: ReportView, { width, paint }: PlainOptions): string[] {
  const name = 'usage-audit'
  const reader = cutToWidth(owner, width - widthOf(name) - 2)
  const above = banner === undefined ? [] : [...wrap(banner, width).map(paint.strong), '']
  return [
    ...above,
    paint.strong(name) + ' '.repeat(width - widthOf(name) - widthOf(reader)) + paint.quiet(isolate(reader)),
  ]
}

const hero = ({ period, hero: { figure, label } }: ReportView, { paint }: PlainOptions) => [
  paint.quiet(period),
  figure ? `${paint.strong(figure)} ${label}` : paint.strong(label),
]

function figures({ figures: all }: ReportView, { paint, width }: PlainOptions): string[] {
  const room = Math.max(...all.map(({ figure }) => widthOf(figure)))
  return all.flatMap(({ figure, label }) =>
    wrap(label, width - room - 2).map(
      (line, i) =>
        `${paint.strong(' '.repeat(i === 0 ? room - widthOf(figure) : room) + (i === 0 ? figure : ''))}  ${line}`,
    ),
  )
}

const title = (text: string, { paint, width }: PlainOptions) => [
  `${paint.strong(text)} ${paint.quiet('─'.repeat(Math.max(0, width - widthOf(text) - 1)))}`,
]

/** Sentences one below the other; what is strong begins in strong ink if the line holds it whole. */
function prose(sentences: readonly Rich[], { width, paint }: PlainOptions): string[] {
  return sentences.flatMap((sentence) => {
    const text = sentence.map((piece) => (typeof piece === 'string' ? piece : piece.strong)).join('')
    const strong = sentence.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.strong]))
    return wrap(text, width).map((line) => strong.reduce((done, part) => done.replace(part, paint.strong(part)), line))
  })
}

function sectionLines(section: Section, view: ReportView, options: PlainOptions): string[] {
  const { title: name, subtitle, picture, columns, rows, sentences, notes = [] } = section
  const under = subtitle === undefined ? [] : wrap(subtitle, options.width).map(options.paint.quiet)
  const blocks = [
    picture ? options.draw(picture, view) : [],
    rows.length > 0 ? plainTable(columns, rows, options.width, options.paint) : [],
    [...prose(sentences, options), ...prose(notes, options).map(options.paint.quiet)],
  ].filter((lines) => lines.length > 0)
  return [...title(name, options), ...under, ...blocks.flatMap((lines) => ['', ...lines])]
}
