import { textsOf } from '../../core/texts/texts.ts'
import { toCell } from '../reports/csv.ts'
import type { ExportHead, ExportPage } from './read-export.ts'
import type { Row } from './row.ts'

/** One JSON document, in pieces: the head, then `tables` with the rows of each. */
export async function* toExportJson(head: ExportHead, pages: AsyncIterable<ExportPage>): AsyncGenerator<string> {
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "tables": {`
  let open: string | undefined
  for await (const { table, rows } of pages) {
    const isNew = table !== open
    if (isNew) yield `${open === undefined ? '' : '\n    ],'}\n    ${JSON.stringify(table)}: [`
    open = table
    yield rows.map((row, i) => `${isNew && i === 0 ? '' : ','}\n      ${JSON.stringify(row)}`).join('')
  }
  yield `${open === undefined ? '' : '\n    ]\n  '}}\n}\n`
}

export interface CsvOptions {
  /** Whether the names of the columns come first. */
  readonly head: boolean
  /** Made-up rows say so, each of them. */
  readonly demo?: boolean | undefined
}

/** Rows as CSV (RFC 4180), instants as a person reads them; the columns are the same on all pages of a table. */
export const toExportCsv = (rows: readonly Row[], { head, demo = false }: CsvOptions): string => {
  const marked = demo ? rows.map((row) => ({ demo: textsOf('en').demo.name, ...row })) : rows
  return [...(head ? [Object.keys(marked[0]!)] : []), ...marked.map((row) => Object.entries(row).map(toValue))]
    .map((cells) => `${cells.map((cell) => toCell(cell, mostOfCell)).join(',')}\r\n`)
    .join('')
}

/** A cell of a spreadsheet takes no more. */
const mostOfCell = 32_000

const isInstant = (column: string) => /At$|^start$|^end$|^hour$/.test(column)

function toValue([column, value]: [string, unknown]): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') return JSON.stringify(value)
  return typeof value === 'number' && isInstant(column) ? new Date(value).toISOString() : (value as string | number)
}
