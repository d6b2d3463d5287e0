import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatPercent } from '../../src/core/format.ts'
import { readJudge } from '../../src/server/store/categories/ruleset.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { findFaults, openWebVisitor, type WebVisitor } from '../support/web-visitor.ts'
import { hostileApps, openWebWorld, type WebWorld } from '../support/web-world.ts'

describe.runIf(hasBrowser())('categories in the web', () => {
  let browser: Browser
  let world: WebWorld
  let visitor: WebVisitor
  beforeAll(async () => {
    world = await openWebWorld('hostile')
    browser = await openBrowser()
    visitor = await openWebVisitor(browser, world)
    await visitor.page.setViewportSize({ width: 1280, height: 800 })
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const rulesNow = async () => (await readJudge(world.store, personalOrg)).ruleset
  const api = async (path: string) =>
    (await visitor.context.request.get(`${world.url}/api/v1/orgs/${personalOrg}/${path}`)).json()

  it('says how much is in none as the API does, whatever apps are called, and has only rows that can be seen', async () => {
    const { page, open } = visitor
    await open('/categories?tab=unsorted')
    const { unsorted, categories } = await api('categories')
    const tops = categories.filter(({ parentId }: { parentId: number | null }) => parentId === null)
    const ms = [...tops.map(({ all }: { all: unknown }) => all), unsorted].reduce(
      (sum, one) => sum + (one.time.activeMs ?? 0),
      0,
    )
    const hero = await page.locator('main p').first().textContent()
    expect(hero).toBe(formatPercent(unsorted.time.activeMs / ms, 'en'))
    expect(await page.locator('main').textContent()).toContain(`is in no category: ${unsorted.apps}\u00a0apps`)
    expect(unsorted.apps).toBeGreaterThan(hostileApps - 20)
    expect(await findFaults(visitor, world)).toEqual([])
    const table = page.getByRole('table', { name: 'Without category' })
    expect(await table.getAttribute('aria-rowcount')).toBe(String(unsorted.apps + 1))
    expect(await table.locator('tr').count()).toBeLessThanOrEqual(80)
  })

  it('puts an app where it belongs by keys alone, and takes it back by one', async () => {
    const { page, open } = visitor
    await open('/categories?tab=unsorted')
    const before = await rulesNow()
    const total = (await api('rules/suggestions')).total
    const row = page
      .getByRole('row')
      .filter({ has: page.locator('input[type=checkbox]:enabled') })
      .first()
    const key = await row.getByRole('checkbox').getAttribute('value')
    await row.getByRole('combobox').last().selectOption({ label: 'Work / Notes' })
    await row.getByRole('checkbox').press('Enter')
    await page.getByText(/is in Notes now/).waitFor()
    const after = await rulesNow()
    expect(after.rules.at(-1)).toMatchObject({ app: key, title: null })
    expect(after.rules).toHaveLength(before.rules.length + 1)
    expect((await api('rules/suggestions')).total).toBeLessThan(total)
    await page.waitForFunction('document.activeElement.type === "checkbox"')
    await page.locator('main h1').focus()
    await page.keyboard.press('u')
    await page.getByText('Taken back: rule added').waitFor()
    expect((await rulesNow()).rules).toEqual(before.rules)
  })

  it('shows what a rule would do before it is saved, and says what is wrong with it where that is', async () => {
    const { page, open } = visitor
    await open('/categories?tab=rules&rule=new')
    const before = await rulesNow()
    const app = page.getByLabel('App', { exact: true })
    await page.getByLabel('Puts into').selectOption({ label: 'Leisure / Games' })
    await app.fill('x'.repeat(4_001))
    await page.getByText('At most 4000 characters.').first().waitFor()
    expect(await app.getAttribute('aria-invalid')).toBe('true')
    // Browsers write down whatever is refused.
    expect(visitor.errors.splice(0).length).toBeGreaterThan(0)
    await app.fill('*')
    const moves = page.getByText(/apps would go elsewhere:$/)
    await moves.waitFor()
    expect(Number(/^\d+/.exec((await moves.textContent()) ?? '')?.[0])).toBe(hostileApps)
    expect((await rulesNow()).revision).toBe(before.revision)
    expect(await findFaults(visitor, world)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The rule is saved').waitFor()
    expect((await rulesNow()).rules[0]).toMatchObject({ app: '*' })
    await open('/categories')
    expect(await page.locator('main p').first().textContent()).toBe('0%')
  })

  it('moves a rule by keys, and leaves it where it was until it is put down', async () => {
    const { page, open } = visitor
    await open('/categories?tab=rules')
    const [first, second, third] = (await rulesNow()).rules.map(({ id }) => id)
    const order = async () => (await rulesNow()).rules.slice(0, 3).map(({ id }) => id)
    await page.locator('[data-grip]').first().focus()
    for (const key of ['Enter', 'ArrowDown', 'Escape']) await page.keyboard.press(key)
    expect(await order()).toEqual([first, second, third])
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
    expect(await page.getByText(/^Place 3 of/).count()).toBe(1)
    await page.keyboard.press('Enter')
    await expect.poll(order).toEqual([second, third, first])
  })
})
