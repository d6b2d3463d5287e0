import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Locale } from '../src/core/texts/language.ts'
import { locales } from '../src/core/texts/language.ts'
import { type AnyReport, toAnyView } from '../src/core/view/any-view.ts'
import type { Section } from '../src/core/view/section.ts'
import type { ReportView } from '../src/core/view/view.ts'
import { toAnyCsv, toJson } from '../src/server/reports/any-forms.ts'
import { toHtml } from '../src/server/reports/html.ts'
import { toShown } from '../src/server/reports/pdf/fonts.ts'
import { toPdf } from '../src/server/reports/pdf.ts'
import { toTerminal } from '../src/server/reports/terminal.ts'
import { toText } from '../src/server/reports/text.ts'
import { checkFigures } from './support/check-figures.ts'
import { orgReports, personReports } from './support/made-reports.ts'
import { hugeReport, marinaReport } from './support/marina.ts'
import { emptyOrgReport, sampleOrgReport } from './support/org-report.ts'
import {
  numbersIn,
  numbersOf,
  type ReadTable,
  readCsv,
  readHtml,
  readHtmlTables,
  squeeze,
  tableOf,
} from './support/read-forms.ts'
import { elementsOf, readPdf } from './support/read-pdf.ts'
import { emptyReport, firstReport, sampleReport } from './support/report.ts'

const anyReport: fc.Arbitrary<AnyReport> = fc.oneof(personReports, orgReports)
const seed = 20_261_101

const tablesOf = ({ sections }: ReportView) => sections.filter(({ rows }) => rows.length > 0)
const squeezed = (table: ReadTable) => table.map((row) => row.map(squeeze))

/** In HTML each table is the view's, cell by cell. */
function checkHtml(view: ReportView, html: string): void {
  expect(readHtmlTables(html).map(squeezed)).toEqual(tablesOf(view).map((section) => squeezed(tableOf(section))))
  expectInOrder(squeeze(readHtml(html)), headlineOf(view))
}

const headlineOf = ({ hero, figures, empty }: ReportView) => [
  hero.figure,
  ...figures.map(({ figure }) => figure),
  ...(figures.length === 0 ? empty : []),
]

/** Each text stands after the one before it. */
function expectInOrder(form: string, texts: readonly string[]): void {
  let from = 0
  for (const text of texts.map(squeeze)) {
    const at = form.indexOf(text, from)
    expect(at, `${text}, after ${form.slice(Math.max(0, from - 60), from)}`).toBeGreaterThanOrEqual(0)
    from = at + text.length
  }
}

/** In letters, every row stands after the one before it; columns that can be spared may be left out. */
function checkPlain(view: ReportView, form: string): void {
  const needed = ({ columns, rows }: Section) =>
    rows.flatMap(({ cells }) => cells.filter((_, i) => i > 0 && !columns[i]!.spare && columns[i]!.align === 'right'))
  expectInOrder(squeeze(form), [...headlineOf(view), ...tablesOf(view).flatMap(needed)])
}

/** A letter and its older forms, such as ﬁ and Ω, are one to who reads a PDF. */
const printed = (text: string) => squeeze(text.normalize('NFKC'))

/** Which columns found room: what is left out can be spared. */
function keptOf({ columns }: Section, heads: readonly string[], found: readonly string[]): number[] {
  let at = 0
  return columns.flatMap(({ spare }, i) => {
    if (spare && found[at] !== heads[i]) return []
    at += 1
    return [i]
  })
}

/** In print each table is the view's, but for columns that found no room; letters that the fonts lack are signs. */
async function checkPdf(view: ReportView, file: Buffer): Promise<void> {
  const read = await readPdf(file)
  const rows = elementsOf(read, 'TR').map(({ children }) => children.map(({ text }) => printed(text)))
  for (const section of tablesOf(view)) {
    const table = tableOf(section).map((row) => row.map((cell) => printed(toShown(cell))))
    const first = rows.splice(0, table.length)
    const kept = keptOf(section, table[0]!, first[0]!)
    expect(first).toEqual(table.map((row) => kept.map((i) => row[i]!)))
  }
  expect(rows).toEqual([])
  const text = read.pages.flatMap(({ texts }) => texts.map((each) => each.text)).join(' ')
  const pages = read.pages.flatMap((_, i) => [String(i + 1)])
  expectNoOthers(text, view, pages)
  const headings = elementsOf(read, 'H2').map((each) => printed(each.text))
  expect(headings).toEqual(view.sections.map(({ title }) => printed(title)))
  expect(elementsOf(read, 'Figure').map(({ alt }) => alt)).toEqual(
    view.sections.flatMap(({ picture }) => (picture ? [picture.alternative] : [])),
  )
  expect(read.bookmarks).toEqual(view.sections.map(({ title }) => title))
}

/** Limits of a heat map and hours of a day stand in every picture of one. */
const ofPictures = ['0', '1', '10', '20', '30', '45', '6', '12', '18', '24']

/** No number stands in a form that is none of the figures. */
function expectNoOthers(form: string, view: ReportView, more: readonly string[] = []): void {
  const known = new Set([...numbersOf(view), ...ofPictures, ...more])
  expect(numbersIn(form).filter((number) => !known.has(number))).toEqual([])
}

function checkForms(report: AnyReport, locale: Locale): ReportView {
  const view = toAnyView(report, locale)
  const html = toHtml(report, locale)
  checkHtml(view, html)
  expectNoOthers(readHtml(html), view)
  const text = toText(report, locale)
  const terminal = toTerminal(report, { locale, width: 100 })
  checkPlain(view, text)
  checkPlain(view, terminal)
  expectNoOthers(terminal, view)
  expect(JSON.parse(toJson(report))).toEqual(report)
  checkFigures(report, view, readCsv(toAnyCsv(report)))
  return view
}

describe('the forms of a report', () => {
  it('the forms › agree figure by figure with each other and with what was frozen, for any report', () => {
    fc.assert(
      fc.property(anyReport, fc.constantFrom(...locales), (report, locale) => {
        checkForms(report, locale)
      }),
      { numRuns: 30, seed },
    )
  })

  it('the forms › agree in print, read back by another program, for any report', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyReport,
        fc.constantFrom(...locales),
        fc.constantFrom('A4', 'Letter'),
        async (report, locale, paper) => {
          await checkPdf(toAnyView(report, locale), await toPdf(report, locale, { paper }))
        },
      ),
      { numRuns: 8, seed, endOnFailure: true },
    )
  })

  it.each([
    ['a whole month', marinaReport()],
    ['a month before presence was known', sampleReport()],
    ['twenty seconds', firstReport()],
    ['nothing', emptyReport()],
    ['an organisation', sampleOrgReport()],
    ['an organisation of nothing', emptyOrgReport()],
  ])('the forms › agree on %s', async (_, report) => {
    for (const locale of locales) await checkPdf(checkForms(report, locale), await toPdf(report, locale))
  })

  it('the forms › agree on 3,000 apps with long names in every script', async () => {
    const report = hugeReport()
    const view = toAnyView(report, 'pt-BR')
    checkHtml(view, toHtml(report, 'pt-BR'))
    checkPlain(view, toText(report, 'pt-BR'))
    expect(readCsv(toAnyCsv(report))).toHaveLength(report.apps.length + 1)
    await checkPdf(view, await toPdf(report, 'pt-BR'))
  })
})
