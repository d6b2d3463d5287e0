import type { Rich } from '../../core/texts/language.ts'
import type { Section } from '../../core/view/section.ts'
import type { ReportView } from '../../core/view/view.ts'
import type { MonthView } from '../../core/view/view-month.ts'
import type { Paint } from './paint.ts'
import { cutToWidth, isolate, widthOf, wrap } from './plain-layout.ts'
import { plainTable } from './plain-table.ts'

export interface PlainOptions {
  readonly width: number
  readonly paint: Paint
  /** How this form draws the month. */
  drawMonth(month: MonthView, view: ReportView): string[]
}

/** A report for a fixed-width font: the same figures and sentences as the mail, in the same order. */
export function toPlain(view: ReportView, options: PlainOptions): string {
  const { month } = view
  const blocks = [
    masthead(view, options),
    hero(view, options),
    ...(view.empty.length > 0
      ? [
          prose(
            view.empty.map((each) => [each]),
            options,
          ),
        ]
      : [figures(view, options)]),
    ...(month
      ? [[...title(month.title, options), options.paint.quiet(month.subtitle), '', ...options.drawMonth(month, view)]]
      : []),
    ...(month ? [prose(month.sentences, options)] : []),
    ...view.sections.map((section) => sectionLines(section, options)),
    [options.paint.quiet('─'.repeat(options.width)), ...prose(view.closing, options)],
  ]
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]))
  return `${lines.map((line) => line.replaceAll('\u00a0', ' ').trimEnd()).join('\n')}\n`
}

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

function sectionLines({ title: name, columns, rows, sentences }: Section, options: PlainOptions): string[] {
  const table = rows.length > 0 ? ['', ...plainTable(columns, rows, options.width, options.paint)] : []
  return [...title(name, options), ...table, ...(sentences.length > 0 ? ['', ...prose(sentences, options)] : [])]
}
