import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { needs } from './needs.ts'

export const hasBrowser = (): boolean => needs('chromium', 'chromium')

/** Chromium as the system has it, in a folder of its own, which asks nobody of the world for anything. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
    ],
  })

/** One person's browser, and what went wrong in it. */
export interface Person {
  readonly context: BrowserContext
  readonly page: Page
  /** What its console said is an error, policies that were broken too. */
  readonly errors: string[]
  /** Where it asked for anything. */
  readonly origins: ReadonlySet<string>
}

export async function openPerson(browser: Browser, locale: string): Promise<Person> {
  const context = await browser.newContext({ locale, viewport: { width: 600, height: 800 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const errors: string[] = []
  const origins = new Set<string>()
  page.on('console', (said) => {
    if (said.type() === 'error') errors.push(said.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  return { context, page, errors, origins }
}

/** What is serious about a page for who sees, hears or types differently. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
