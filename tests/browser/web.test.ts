import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/core/report/report.ts'
import { toView } from '../../src/core/view/view.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import { findOwner, personalOrg } from '../../src/server/store/people.ts'
import { changeReportSettings } from '../../src/server/store/report-settings.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { noon } from '../support/records.ts'
import { findFaults, openWebVisitor, type WebVisitor, whole } from '../support/web-visitor.ts'
import { names, pairs } from '../support/web-visits.ts'
import { hostileApps, openWebWorld, type WebWorld, type WorldKind, worldKinds } from '../support/web-world.ts'

describe.runIf(hasBrowser())('the web', () => {
  let browser: Browser
  const worlds = {} as Record<WorldKind, WebWorld>
  const visitors = {} as Record<WorldKind, WebVisitor>
  beforeAll(async () => {
    const opening = openBrowser()
    for (const kind of worldKinds) worlds[kind] = await openWebWorld(kind)
    browser = await opening
    for (const kind of worldKinds) visitors[kind] = await openWebVisitor(browser, worlds[kind])
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
        const visitor = visitors[visit.store]
        await visitor.visit(visit)
        const found = await findFaults(visitor, worlds[visit.store])
        if (found.length > 0) faults[`${visit.screen} ${visit.store} ${visit.width} ${visit.theme}`] = found
        expect(await visitor.page.evaluate('document.documentElement.lang')).toBe(locale)
      }
      expect(faults).toEqual({})
    },
  )

  it('says in figures and words what the report says', async () => {
    const { page, open, speak } = visitors.demo
    await speak('en')
    const { store } = worlds.demo
    const user = (await findOwner(store, personalOrg))!
    const report: Report = await makeReport(store, personalOrg, user, '2026-10', noon)
    const view = toView(report, 'en')
    await open('/?period=2026-10')
    const shown = (text: string | null) => (text ?? '').replaceAll(/\s+/g, ' ').trim()
    const all = shown(await page.locator('main').textContent())
    expect(view.hero.figure).toMatch(/^\d+/)
    for (const { figure, label } of [view.hero, ...view.figures]) {
      expect(all).toContain(shown(figure))
      expect(all).toContain(shown(label))
    }
    const apps = view.sections.find(({ name }) => name === 'apps')!
    const rows = await page.getByRole('table', { name: apps.title }).getByRole('row').allTextContents()
    expect(rows.slice(1).map(shown)).toEqual(
      apps.rows.map(({ cells, note }) => shown([`${cells[0]} ${note ?? ''}`, ...cells.slice(1)].join(''))),
    )
  })

  it('has weeks begin where the organisation has them begin, and says of one what its report says', async () => {
    const { page, open, speak } = visitors.demo
    const { store } = worlds.demo
    await speak('en')
    await page.setViewportSize({ width: 1280, height: 800 })
    await changeReportSettings(store, personalOrg, { weekStart: 7 }, noon)
    try {
      // From a week that begins on Monday, which its address shows still.
      await open('/?period=2026-W43')
      await page.getByRole('heading', { name: 'Week 43, 19 Oct – 25 Oct 2026' }).waitFor()
      await page.getByRole('button', { name: 'Week', exact: true }).click()
      await page.getByRole('heading', { name: 'Week of 18 – 24 October 2026' }).waitFor()
      expect(new URL(page.url()).searchParams.get('period')).toBe('2026-10-18..2026-10-24')
      await whole(page)
      const user = (await findOwner(store, personalOrg))!
      const { hero, figures } = toView(await makeReport(store, personalOrg, user, '2026-10-18', noon), 'en')
      const all = (await page.locator('main').textContent())!.replaceAll(/\s+/g, ' ')
      for (const { figure, label } of [hero, ...figures])
        expect(all).toContain(`${figure}${label}`.replaceAll(/\s+/g, ' '))
      expect((await page.locator('.heat span').allTextContents()).slice(0, 2)).toEqual(['Sun', 'Mon'])
      // The year of days begins on a Saturday, before which lies the rest of its week.
      await page.locator('.calendar').waitFor()
      expect(await page.locator('.calendar > i').count()).toBe(6)
      await page.keyboard.press('[')
      await page.getByRole('heading', { name: 'Week of 11 – 17 October 2026' }).waitFor()
    } finally {
      await changeReportSettings(store, personalOrg, { weekStart: null }, noon)
    }
  })

  it('runs nothing that is hidden in a name, breaks nowhere by it, and has only those rows of a long list that can be seen', {
    timeout: 120_000,
  }, async () => {
    const visitor = visitors.hostile
    const dialogs: string[] = []
    visitor.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await visitor.page.setViewportSize({ width: 390, height: 800 })
    for (const path of [
      '/',
      '/apps',
      `/app?app=${encodeURIComponent('<script>alert(1)</sc 0')}`,
      '/day?period=2026-11-02',
      '/compare',
      '/search?q=script',
      '/my-data',
      '/reports',
      `/reports/${worlds.hostile.reports!.week}`,
    ]) {
      await visitor.open(path)
      expect([path, await findFaults(visitor, worlds.hostile)]).toEqual([path, []])
    }
    expect(dialogs).toEqual([])
    await visitor.open('/apps?sort=cpu')
    const table = visitor.page.getByRole('table', { name: 'Apps' })
    expect(await table.getAttribute('aria-rowcount')).toBe(String(hostileApps + 1))
    expect(await table.locator('tr').count()).toBeLessThanOrEqual(80)
    await visitor.page.evaluate('scrollTo(0, document.body.scrollHeight)')
    await visitor.page.locator(`tr[aria-rowindex="${hostileApps + 1}"]`).waitFor()
    expect(await table.locator('tr').count()).toBeLessThanOrEqual(80)
  })

  it('follows what is recorded of today while somebody looks', async () => {
    const { page, open, speak } = visitors.hostile
    await speak('en')
    await open('/')
    const hero = page.locator('main p').first()
    const before = await hero.textContent()
    await worlds.hostile.recordHour()
    await page.getByRole('rowheader', { name: 'Inkscape' }).first().waitFor()
    expect(await hero.textContent()).not.toBe(before)
  })

  it('is gone through by keys alone', async () => {
    const { page, open } = visitors.demo
    await open('/?period=2026-10')
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('[')
    await page.waitForURL('**/?period=2026-09')
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.waitForURL('**/apps?period=2026-09')
    await whole(page)
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1')
    await page.keyboard.press('/')
    await page.waitForURL('**/search')
    await page.keyboard.type('firefox')
    await page.getByRole('link', { name: /^Firefox/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/app?app=*')
    // Enter opens what was typed, though what is shown is still of the text before.
    await page.goBack()
    await page.getByRole('link', { name: /^Firefox/ }).waitFor()
    await page.getByRole('searchbox').fill('compare')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/compare')
    await page.goBack()
    await page
      .getByRole('search')
      .getByRole('link', { name: /^Compare/ })
      .waitFor()
    // What the address has no more is in the field no more.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('/')
    await page.waitForURL('**/search')
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
  })
})
