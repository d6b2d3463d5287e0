import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatCount } from '../../src/core/format.ts'
import { readConsent } from '../../src/server/store/consent.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { hasBrowser, openBrowser, openPerson, type Person } from '../support/browser.ts'
import { noon } from '../support/records.ts'
import { openRightsWorld, type RightsWorld } from '../support/rights-world.ts'
import type { TestVisitor } from '../support/visitor.ts'

const org = '/api/v1/orgs/1'
const hostile = '<img src=x onerror=alert(1)>'

describe.runIf(hasBrowser())('my data', () => {
  let browser: Browser
  let world: RightsWorld
  let bo: Person
  let ada: Person
  beforeAll(async () => {
    const opening = openBrowser()
    world = await openRightsWorld(await openSqlite(':memory:'))
    browser = await opening
    bo = await openAs(world.bo)
    ada = await openAs(world.ada)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.server.stop()
    await world?.store.close()
  })

  /** Somebody in a browser, signed in already. */
  async function openAs(visitor: TestVisitor): Promise<Person> {
    const person = await openPerson(browser, 'en-US')
    const [, name, value] = /^([^=]+)=(.*)$/.exec(visitor.cookie()!)!
    await person.context.addCookies([{ name: name!, value: value!, url: world.server.url }])
    await person.page.setViewportSize({ width: 1_280, height: 900 })
    await person.page.clock.setFixedTime(noon)
    return person
  }

  it('says in figures what the API says is stored, and gives it as a file', async () => {
    const { page } = bo
    await page.goto(`${world.server.url}/my-data?part=export`)
    const table = page.getByRole('table', { name: 'What is stored of you' })
    const shown = await table.locator('tfoot td').nth(1).textContent()
    const { tables } = (await world.bo.call('GET', `${org}/me/stored`)).body
    const all = Object.values<number>(tables).reduce((sum, n) => sum + n, 0)
    expect(shown).toBe(formatCount(all, 'en'))
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'One JSON file' }).click(),
    ])
    const copy = JSON.parse(readFileSync(await download.path(), 'utf8'))
    const counts = Object.entries<unknown[]>(copy.tables).map(([name, rows]) => [name, rows.length])
    expect(Object.fromEntries(counts)).toEqual(tables)
    await page.getByText('usage-audit-2026-11.json is complete').waitFor()
  })

  it('pauses and resumes for real, and asks before consent is withdrawn', async () => {
    const { page } = bo
    const state = async () => (await readConsent(world.store, 1, world.boId)).state
    await page.goto(`${world.server.url}/my-data?part=pause`)
    await page.getByRole('button', { name: 'Pause recording' }).click()
    await page.getByText('You have paused recording').waitFor()
    // Beside every screen, too.
    await page.getByText('Recording is paused', { exact: true }).filter({ visible: true }).first().waitFor()
    expect(await state()).toBe('paused')
    await page.getByRole('button', { name: 'Resume recording' }).click()
    await page.getByRole('button', { name: 'Pause recording' }).waitFor()
    expect(await state()).toBe('recording')
    await page.getByRole('button', { name: 'Withdraw consent' }).click()
    await page.keyboard.press('Escape')
    expect(await state()).toBe('recording')
  })

  it('shows who looked, and why, to the person and to admins, as text and nothing else', async () => {
    const why = new URLSearchParams({ month: '2026-11', reason: hostile })
    await world.ada.call('GET', `${org}/members/${world.boId}/report?${why}`)
    await bo.page.goto(`${world.server.url}/my-data?part=seen`)
    const own = bo.page.getByRole('table', { name: 'Who looked at what is yours, and why' })
    await own.getByRole('row').filter({ hasText: 'ada' }).getByText(hostile).last().waitFor()
    await ada.page.goto(`${world.server.url}/access-log?about=${world.boId}`)
    const log = ada.page.getByRole('table', { name: 'Who opened whose data, and why' })
    await log.getByRole('row').filter({ hasText: 'bo' }).getByText(hostile).last().waitFor()
    await ada.page.getByLabel('Who', { exact: true }).selectOption({ label: 'mia' })
    await ada.page.getByText('Nothing in the log fits this choice').waitFor()
    expect(new URL(ada.page.url()).searchParams.get('actor')).not.toBeNull()
    expect([bo.errors, ada.errors]).toEqual([[], []])
    // A member has no log of others.
    await bo.page.goto(`${world.server.url}/access-log`)
    await bo.page.getByText('There is nothing at this address').waitFor()
    expect(bo.errors).toEqual([])
  })

  it('erases what it showed in figures, once the word was typed, and tells when that is done', async () => {
    const { page } = bo
    const counted: string[] = []
    page.on('request', (sent) => {
      if (sent.method() === 'POST' && sent.url().endsWith('/me/erasures')) counted.push(sent.postData() ?? '')
    })
    await page.goto(`${world.server.url}/my-data?part=erase&before=2026-11-02`)
    const count = page.getByRole('button', { name: 'See what would go' })
    await count.waitFor()
    // Who came for something else has nothing counted for them.
    expect(counted).toEqual([])
    await count.click()
    const dry = (await world.bo.call('POST', `${org}/me/erasures`, { dryRun: true, until: '2026-11-02' })).body
    const records = Object.values<number>(dry.devices[0].rows).reduce((sum, n) => sum + n, 0)
    await page.getByText(`${records}\u00a0records`).first().waitFor()
    await page.getByRole('button', { name: 'Erase …' }).click()
    await page.getByLabel('Type erase to go on').fill('nothing')
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await page.getByText('This does not say erase.').waitFor()
    expect((await world.bo.call('GET', `${org}/me/erasures`)).body.erasures).toEqual([])
    await page.getByLabel('Type erase to go on').fill('erase')
    await page.getByRole('button', { name: 'Erase for good' }).click()
    const history = page.getByRole('table', { name: 'What was erased' })
    await history.getByRole('row').filter({ hasText: 'laptop' }).getByText(/^done/).waitFor()
    await page.getByText('There is nothing to erase.').waitFor()
    expect((await world.bo.call('GET', `${org}/me/stored`)).body).toMatchObject({ firstDay: '2026-11-02' })
    expect(bo.errors).toEqual([])
  })
})
