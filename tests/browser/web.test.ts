import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { findFaults, openWebVisitor, type WebVisitor } from '../support/web-visitor.ts'
import { names, pairs } from '../support/web-visits.ts'
import { openWebWorld, type WebWorld } from '../support/web-world.ts'

describe.runIf(hasBrowser())('the web', () => {
  let browser: Browser
  const worlds: Partial<Record<'demo' | 'empty', WebWorld>> = {}
  const visitors: Partial<Record<'demo' | 'empty', WebVisitor>> = {}
  beforeAll(async () => {
    const opening = openBrowser()
    for (const store of ['demo', 'empty'] as const) worlds[store] = await openWebWorld(store)
    browser = await opening
    for (const store of ['demo', 'empty'] as const) visitors[store] = await openWebVisitor(browser, worlds[store]!)
  })
  afterAll(async () => {
    await browser?.close()
    for (const world of Object.values(worlds)) await world.close()
  })

  it('is looked at in every screen, and in every pair of language, width and theme, in forty looks at most', () => {
    expect(pairs.length).toBeLessThanOrEqual(40)
    expect(new Set(pairs.map(({ screen }) => screen)).size).toBe(names.length)
  })

  it.each(['en', 'pt-BR'] as const)(
    'has no barrier, no error and nothing from elsewhere in any screen (%s)',
    { timeout: 120_000 },
    async (locale) => {
      for (const visitor of Object.values(visitors)) await visitor.speak(locale)
      const faults: Record<string, string[]> = {}
      for (const visit of pairs.filter((one) => one.locale === locale)) {
        const visitor = visitors[visit.store]!
        await visitor.visit(visit)
        const found = await findFaults(visitor, worlds[visit.store]!)
        if (found.length > 0) faults[`${visit.screen} ${visit.store} ${visit.width} ${visit.theme}`] = found
        expect(await visitor.page.evaluate('document.documentElement.lang')).toBe(locale)
      }
      expect(faults).toEqual({})
    },
  )

  it('is gone through by keys alone', async () => {
    const { page, open, speak } = visitors.demo!
    await speak('en')
    await open('/')
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
  })
})
