import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../../src/core/report/report.ts'
import { type Locale, locales } from '../../../src/core/texts/language.ts'
import { toView } from '../../../src/core/view/view.ts'
import { toHtml } from '../../../src/server/reports/html.ts'
import { drawPictures, paintPictures, toPictures } from '../../../src/server/reports/pictures.ts'
import { toTerminal } from '../../../src/server/reports/terminal.ts'
import { openBrowser } from '../browser.ts'
import { toTerminalPage } from './ansi.ts'
import { photograph, type Shot } from './camera.ts'
import { makeDemoReports } from './demo-reports.ts'

const at = 'https://usage.example.org'
const links = {
  web: `${at}/reports/2026-10`,
  stored: `${at}/account/data`,
  pause: `${at}/account`,
  export: `${at}/account/export`,
  erase: `${at}/account/erase`,
  unsubscribe: `${at}/unsubscribe`,
}

/** The HTML of the mail with the pictures that it carries. */
async function toMailPage(report: Report, locale: Locale): Promise<string> {
  const painted = await paintPictures(drawPictures(toView(report, locale)))
  const dataOf = new Map(painted.map((each) => [each.svg, `data:image/png;base64,${each.png.toString('base64')}`]))
  return toHtml(report, locale, { links, pictures: toPictures(painted, ({ svg }) => dataOf.get(svg)!) })
}

async function shotsOf(locale: Locale, database: string): Promise<Readonly<Record<string, Shot>>> {
  const { month, week, empty } = await makeDemoReports(database, locale)
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

/**
 * Every picture of the mail and of the terminal, in both languages, from a demo store.
 * @param folder where the pictures go
 * @param scratch where the stores are made
 */
export async function makePictures(folder: string, scratch: string): Promise<void> {
  const browser = await openBrowser()
  try {
    for (const locale of locales) {
      const shots = await shotsOf(locale, `file:${join(scratch, `${locale}.sqlite`)}`)
      for (const [name, shot] of Object.entries(shots)) {
        const png = await photograph(browser, shot)
        writeFileSync(join(folder, `${name}-${locale}.png`), png)
        console.log(`${name}-${locale}.png\t${Math.round(png.length / 1_000)} kB`)
      }
    }
  } finally {
    await browser.close()
  }
}
