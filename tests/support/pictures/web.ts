import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Locale, locales } from '../../../src/core/texts/language.ts'
import { fillStore } from '../../../src/server/demo/fill-store.ts'
import { openStore } from '../../../src/server/store/open.ts'
import { findOwner, personalOrg } from '../../../src/server/store/people.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { openBrowser } from '../browser.ts'
import { serve } from '../server.ts'
import { closeMonths } from './archive.ts'
import { askToLeaveOut } from './asked.ts'
import { faces, inFewColors } from './camera.ts'
import { morning } from './demo-reports.ts'

/** A screen as it is shown in the guides. */
interface WebShot {
  /** Of the picture: `web-overview` becomes `web-overview-en.png`. */
  readonly name: string
  /** With `:month` or `:org` in the place of a frozen report's id. */
  readonly path: string
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  /** As much of it as fits; else all. */
  readonly height?: number
  /** What has to be so before; whatever is photographed later sees it too. */
  before?(store: Store): Promise<void>
}

const phone = 390

const shots: readonly WebShot[] = [
  { name: 'web-overview', path: '/?period=2026-10' },
  { name: 'web-overview-dark', path: '/?period=2026-10', theme: 'dark', height: 1_100 },
  { name: 'web-overview-phone', path: '/?period=2026-10', width: phone },
  { name: 'web-day', path: '/day?period=2026-10-21', height: 900 },
  { name: 'web-day-phone-dark', path: '/day?period=2026-10-21', width: phone, theme: 'dark', height: 844 },
  { name: 'web-apps', path: '/apps?period=2026-10', height: 1_000 },
  { name: 'web-app', path: '/app?app=code.desktop&period=2026-10' },
  { name: 'web-reports', path: '/reports', height: 1_000 },
  { name: 'web-report', path: '/reports/:month' },
  { name: 'web-report-org-dark', path: '/reports/:org', theme: 'dark', height: 1_100 },
  { name: 'web-compare', path: '/compare?a=2026-09&b=2026-10', height: 1_000 },
  { name: 'web-software', path: '/software', height: 1_000 },
  { name: 'web-licences', path: '/software?tab=licences' },
  { name: 'web-licences-phone-dark', path: '/software?tab=licences', width: phone, theme: 'dark' },
  { name: 'web-people', path: '/people' },
  { name: 'web-devices', path: '/devices' },
  { name: 'web-device', path: '/devices?device=2', theme: 'dark' },
  { name: 'web-devices-phone', path: '/devices', width: phone },
  { name: 'web-my-data', path: '/my-data', height: 1_400 },
  { name: 'web-my-data-phone-dark', path: '/my-data', width: phone, theme: 'dark', height: 844 },
  { name: 'web-access-log', path: '/access-log', height: 900 },
  { name: 'web-settings', path: '/settings?tab=privacy', before: askToLeaveOut },
  { name: 'web-settings-phone-dark', path: '/settings?tab=retention', width: phone, theme: 'dark' },
  { name: 'web-account', path: '/account' },
]

/**
 * Every picture of the web, in both languages, from a year of ten made-up computers.
 * @param folder where the pictures go
 * @param scratch where the stores are made
 */
export async function makeWebPictures(folder: string, scratch: string): Promise<void> {
  const browser = await openBrowser()
  try {
    for (const locale of locales) await photographWeb(browser, locale, { folder, scratch })
  } finally {
    await browser.close()
  }
}

async function photographWeb(browser: Browser, locale: Locale, to: { folder: string; scratch: string }): Promise<void> {
  const store = await openStore(`file:${join(to.scratch, `web-${locale}.sqlite`)}`)
  await fillStore(store, { seed: 1, from: '2025-11-03', devices: 10, now: morning, locale, zone: 'America/Sao_Paulo' })
  const reports = await closeMonths(store, morning)
  const server = await serve(store, { now: () => morning })
  try {
    const owner = (await findOwner(store, personalOrg))!
    const link = await server.createSignInLink(owner.id)
    // The pages' own policy allows no font of ours; pictures are to be the same on every machine.
    const context = await browser.newContext({ bypassCSP: true, deviceScaleFactor: 1.25 })
    const page = await context.newPage()
    await page.clock.setFixedTime(morning)
    await page.goto(link)
    for (const { path, before, ...shot } of shots) {
      await before?.(store)
      const filled = path.replace(/:(month|org)$/, (_, name: keyof typeof reports) => reports[name])
      const png = await inFewColors(await photographScreen(page, server.url, { ...shot, path: filled }))
      writeFileSync(join(to.folder, `${shot.name}-${locale}.png`), png)
      console.log(`${shot.name}-${locale}.png\t${Math.round(png.length / 1_000)} kB`)
    }
    await context.close()
  } finally {
    await server.stop()
    await store.close()
  }
}

async function photographScreen(page: Page, url: string, { path, width = 1_280, theme = 'light', height }: WebShot) {
  await page.setViewportSize({ width, height: height ?? 900 })
  await page.emulateMedia({ colorScheme: theme })
  await page.goto(url + path)
  await page.addStyleTag({ content: `${faces}:root{--font:Roboto}` })
  await page.locator('main h1').first().waitFor()
  await page.locator('.pulse').first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready')
  return page.screenshot({ fullPage: height === undefined })
}
