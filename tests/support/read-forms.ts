import type { Section } from '../../src/core/view/section.ts'
import type { ReportView } from '../../src/core/view/view.ts'

/** A table as somebody finds it in a form: its rows, the head among them. */
export type ReadTable = readonly (readonly string[])[]

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

const toText = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
      code ? String.fromCodePoint(Number(code)) : (entities[name ?? ''] ?? whole),
    )

/** Ignores how a form breaks its lines and spaces its figures, and marks of direction. */
export const squeeze = (text: string): string => text.replace(/[\s\p{Cf}]+/gu, '')

const body = (html: string) => html.replace(/<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->|<head>[\s\S]*?<\/head>/g, '')

/** The tables of figures of the HTML: what lays it out is not among them, nor the bars, which are tables too. */
export function readHtmlTables(html: string): ReadTable[] {
  const withoutBars = body(html).replace(/<table role="presentation"(?:(?!<\/?table)[\s\S])*<\/table>/g, '')
  return [...withoutBars.matchAll(/<table (?!role)[^>]*>((?:(?!<\/?table)[\s\S])*)<\/table>/g)].map(([, table]) =>
    [...table!.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
      [...row!.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => toText(cell!).trim()),
    ),
  )
}

/** All that a reader of the HTML reads or hears. */
export const readHtml = (html: string): string =>
  toText(
    body(html)
      .replace(/<[^>]*\balt="([^"]*)"[^>]*>/g, ' $1 ')
      .replaceAll('>', '> '),
  )

/** Rows of CSV (RFC 4180). */
export function readCsv(csv: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  const [head, ...records] = rows.slice(0, -1)
  return records.map((record) => Object.fromEntries(head!.map((name, i) => [name, record[i] ?? ''])))
}

/** A section's table as every form has it: heads where there are any, names with their notes; what is drawn has no text. */
export function tableOf({ columns, rows }: Section): ReadTable {
  const heads = columns.some(({ head }) => head) ? [columns.map(({ head }) => head)] : []
  const body = rows.map(({ cells, note }) =>
    cells.map((cell, i) => (i === 0 && note ? `${cell} ${note}` : columns[i]?.draws ? '' : cell)),
  )
  return [...heads, ...body]
}

/** Every number that a form may show, as it is written: those of all words, figures and pictures of the view. */
export function numbersOf(view: ReportView): Set<string> {
  const words = [
    view.banner ?? '',
    view.owner,
    view.period,
    ...[view.hero, ...view.figures].flatMap(({ figure, label }) => [figure, label]),
    ...view.empty,
    ...view.sections.flatMap(wordsOf),
    ...view.closing.flat().map((piece) => (typeof piece === 'string' ? piece : piece.strong)),
  ]
  return new Set(words.flatMap(numbersIn))
}

function wordsOf(section: Section): string[] {
  const { title, subtitle = '', picture, sentences, notes = [] } = section
  const drawn = picture?.kind === 'days' ? picture : undefined
  return [
    title,
    subtitle,
    ...tableOf(section).flat(),
    ...[...sentences, ...notes].flat().map((piece) => (typeof piece === 'string' ? piece : piece.strong)),
    picture?.alternative ?? '',
    ...(drawn ? drawn.ticks.map(({ label }) => label) : []),
    ...(drawn ? drawn.days.flatMap(({ date, figure }) => [String(date), figure]) : []),
  ]
}

/** Numbers as they are written, with what parts their thousands and decimals. */
export const numbersIn = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? []
