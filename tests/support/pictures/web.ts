import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Locale, locales } from '../../../src/core/texts/language.ts'
import { fillStore } from '../../../src/server/demo/fill-store.ts'
import { openStore } from '../../../src/server/store/open.ts'
import { findOwner, personalOrg } from '../../../src/server/store/people.ts'
import { openBrowser } from '../browser.ts'
import { serve } from '../server.ts'
import { closeMonths } from './archive.ts'
import { faces, inFewColors } from './camera.ts'
import { morning } from './demo-reports.ts'
import { type WebShot, webShots } from './web-shots.ts'

interface Photographing {
  readonly folder: string
  readonly scratch: string
  readonly shots: readonly WebShot[]
}

/**
 * Pictures of the web, in both languages, from a year of ten made-up computers.
 * @param folder where the pictures go
 * @param scratch where the stores are made
 * @param only these, by name (`web-rules`); all of them if there are none
 */
export async function makeWebPictures(folder: string, scratch: string, only: readonly string[] = []): Promise<void> {
  const browser = await openBrowser()
  const shots = webShots.filter(({ name }) => only.length === 0 || only.includes(name))
  try {
    for (const locale of locales) await photographWeb(browser, locale, { folder, scratch, shots })
  } finally {
    await browser.close()
  }
}

async function photographWeb(browser: Browser, locale: Locale, to: Photographing): Promise<void> {
  const store = await openStore(`file:${join(to.scratch, `web-${locale}.sqlite`)}`)
  await fillStore(store, { seed: 1, from: '2025-11-03', devices: 10, now: morning, locale, zone: 'America/Sao_Paulo' })
  // A year of reports takes minutes.
  const archived = to.shots.some(({ path }) => path.startsWith('/reports'))
  const reports = archived ? await closeMonths(store, morning) : undefined
  const server = await serve(store, { now: () => morning })
  try {
    const owner = (await findOwner(store, personalOrg))!
    const link = await server.createSignInLink(owner.id)
    // The pages' own policy allows no font of ours; pictures are to be the same on every machine.
    const context = await browser.newContext({ bypassCSP: true, deviceScaleFactor: 1.25 })
    const page = await context.newPage()
    await page.clock.setFixedTime(morning)
    await page.goto(link)
    for (const { path, before, ...shot } of to.shots) {
      await before?.(store)
      const filled = path.replace(/:(month|org)$/, (whole, name: 'month' | 'org') => reports?.[name] ?? whole)
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
