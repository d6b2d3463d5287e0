import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Locale, locales } from '../../../src/core/texts/language.ts'
import { type AnyReport, toAnyView } from '../../../src/core/view/any-view.ts'
import { toReportLinks } from '../../../src/server/mail/report-links.ts'
import { toHtml } from '../../../src/server/reports/html.ts'
import { toPdf } from '../../../src/server/reports/pdf.ts'
import { drawPictures, paintPictures, toPictures } from '../../../src/server/reports/pictures.ts'
import { toTerminal } from '../../../src/server/reports/terminal.ts'
import { openBrowser } from '../browser.ts'
import { toTerminalPage } from './ansi.ts'
import { inFewColors, photograph, type Shot } from './camera.ts'
import { type DemoReports, makeDemoOrgReport, makeDemoReports } from './demo-reports.ts'
import { paintPages } from './print.ts'

const at = 'https://usage.example.org'
/** The HTML of the mail with the pictures that it carries. */
async function toMailPage(report: AnyReport, locale: Locale): Promise<string> {
  const painted = await paintPictures(drawPictures(toAnyView(report, locale)))
  const dataOf = new Map(painted.map((each) => [each.svg, `data:image/png;base64,${each.png.toString('base64')}`]))
  return toHtml(report, locale, {
    links: toReportLinks(
      at,
      {
        orgId: 1,
        reader: 'marina',
        about: report.kind === 'org-month' ? '' : 'marina',
        reportId: '8e952b9d-834f-4c1a-9d0e-63b69b9ef1e8',
      },
      'token',
    ),
    pictures: toPictures(painted, ({ svg }) => dataOf.get(svg)!),
  })
}

async function shotsOf(locale: Locale, { month, week, empty }: DemoReports): Promise<Readonly<Record<string, Shot>>> {
  const html = await toMailPage(month, locale)
  const terminal = toTerminal(month, { locale, width: 96, colors: true })
  return {
    'mail-desktop': { html, width: 648 },
    'mail-desktop-dark': { html, width: 648, scheme: 'dark' },
    'mail-phone': { html, width: 360 },
    'mail-phone-dark': { html, width: 360, scheme: 'dark' },
    'mail-without-images': { html, width: 648, withoutImages: true },
    'mail-week': { html: await toMailPage(week, locale), width: 648 },
    'mail-empty': { html: await toMailPage(empty, locale), width: 648 },
    terminal: { html: toTerminalPage('usage-audit report --month 2026-10', terminal), width: 1_000, scale: 1 },
  }
}

/** The mail of an organisation. */
async function orgShotsOf(locale: Locale, report: AnyReport): Promise<Readonly<Record<string, Shot>>> {
  const html = await toMailPage(report, locale)
  return {
    'org-mail-desktop': { html, width: 648 },
    'org-mail-desktop-dark': { html, width: 648, scheme: 'dark' },
    'org-mail-phone': { html, width: 360 },
  }
}

/**
 * Every picture of the mail, of print and of the terminal, in both languages, from a demo store.
 * @param folder where the pictures go
 * @param scratch where the stores are made
 */
export async function makePictures(folder: string, scratch: string): Promise<void> {
  const browser = await openBrowser()
  const write = (name: string, png: Buffer) => {
    writeFileSync(join(folder, `${name}.png`), png)
    console.log(`${name}.png\t${Math.round(png.length / 1_000)} kB`)
  }
  try {
    for (const locale of locales) {
      const database = (name: string) => `file:${join(scratch, `${name}-${locale}.sqlite`)}`
      const reports = await makeDemoReports(database('person'), locale)
      const org = await makeDemoOrgReport(database('org'), locale)
      const shots = { ...(await shotsOf(locale, reports)), ...(await orgShotsOf(locale, org)) }
      for (const [name, shot] of Object.entries(shots)) write(`${name}-${locale}`, await photograph(browser, shot))
      for (const [name, report] of [
        ['pdf', reports.month],
        ['org-pdf', org],
      ] as const)
        for (const [i, page] of (await paintPages(await toPdf(report, locale))).entries())
          write(`${name}-${i + 1}-${locale}`, await inFewColors(page))
    }
  } finally {
    await browser.close()
  }
}
