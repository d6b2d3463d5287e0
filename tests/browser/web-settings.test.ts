import { TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { minuteMs } from '../../src/core/time.ts'
import { findOwner, getUser, personalOrg } from '../../src/server/store/people.ts'
import { readPolicies } from '../../src/server/store/policies.ts'
import { goodPassword } from '../support/accounts.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { noon } from '../support/records.ts'
import { findFaults, openWebVisitor, type WebVisitor, whole } from '../support/web-visitor.ts'
import { openWebWorld, type WebWorld } from '../support/web-world.ts'

describe.runIf(hasBrowser())('settings and account', () => {
  let browser: Browser
  let world: WebWorld
  let visitor: WebVisitor
  beforeAll(async () => {
    const opening = openBrowser()
    world = await openWebWorld('hostile')
    browser = await opening
    visitor = await openWebVisitor(browser, world)
    await visitor.page.setViewportSize({ width: 390, height: 800 })
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  it('show every part without a fault on a phone, each at an address of its own', { timeout: 90_000 }, async () => {
    const { page, open } = visitor
    const found: Record<string, string[]> = {}
    for (const screen of ['/settings', '/account']) {
      await open(screen)
      const tabs = await page
        .getByRole('navigation', { name: /^Parts of/ })
        .getByRole('link')
        .allTextContents()
      // The account as one comes to it is looked at with every other screen.
      for (const name of screen === '/account' ? tabs.slice(1) : tabs) {
        await page.getByRole('link', { name, exact: true }).last().click()
        await page.locator('main a[aria-current="page"]', { hasText: name }).waitFor()
        await whole(page)
        found[`${new URL(page.url()).pathname}${new URL(page.url()).search}`] = await findFaults(visitor, world)
      }
    }
    expect(found).toEqual(
      Object.fromEntries(
        [
          ...['', '?tab=reports', '?tab=mail', '?tab=privacy', '?tab=retention'].map((tab) => `/settings${tab}`),
          ...['?tab=sign-ins', '?tab=programs', '?tab=close'].map((tab) => `/account${tab}`),
        ].map((path) => [path, []]),
      ),
    )
  })

  it('say what a policy means and whom it reaches, then ask for it', async () => {
    const { page, open } = visitor
    await open('/settings?tab=privacy')
    await page.getByLabel('Window titles').selectOption('never')
    await page.getByLabel('Working hours').fill('mo-fr 08:00-18:00')
    await page.getByText('Read as: Mon–Fri 08:00–18:00.').waitFor()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    const rule = page.getByRole('dialog', { name: 'Add a rule' })
    await rule.getByLabel('App', { exact: true }).fill('<script>alert(1)</script>')
    await rule.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByRole('button', { name: 'Look at the change' }).click()
    const review = page.getByRole('dialog', { name: 'What this means' })
    expect(await review.getByRole('listitem').allTextContents()).toEqual([
      'No window title is kept, whatever a computer’s own settings say.',
      'Nothing is recorded outside Mon–Fri 08:00–18:00.',
      'App “<script>alert(1)</script>”: nothing is kept.',
    ])
    expect(await review.textContent()).toMatch(/It reaches 1\scomputer of 1\sperson/)
    await review.getByRole('button', { name: 'Ask for it' }).click()
    await page.getByText('Asked for. The computers hear of it').waitFor()
    const [policy] = await readPolicies(world.store, personalOrg)
    expect(policy).toMatchObject({
      ...{ scope: 'org', about: '' },
      settings: {
        ...{ titles: false, workingHours: 'mo-fr 08:00-18:00' },
        rules: [{ app: '<script>alert(1)</script>', action: 'drop' }],
      },
    })
  })

  it('change after how long somebody is idle', async () => {
    const { page, open } = visitor
    await open('/settings')
    const owner = (await findOwner(world.store, personalOrg))!
    const minutes = page.getByLabel('Minutes without input')
    for (const refused of ['61', '2.5']) {
      await minutes.fill(refused)
      await page.getByRole('button', { name: 'Save' }).last().click()
      await page.getByText('A whole number from 1 to 60.', { exact: true }).waitFor()
      expect((await getUser(world.store, owner.id)).idleAfterMs).toBe(owner.idleAfterMs)
    }
    await minutes.fill('10')
    await page.getByRole('button', { name: 'Save' }).last().click()
    await page.getByText('Saved. Your days are made again').waitFor()
    expect((await getUser(world.store, owner.id)).idleAfterMs).toBe(10 * minuteMs)
  })

  it('let who came by a link choose a password, and ask for codes whose secrets are shown once', async () => {
    const { page, open } = visitor
    await open('/account')
    await page.getByLabel('E-mail address').fill('ana@example.org')
    await page.getByLabel('New password').fill(goodPassword)
    await page.getByRole('button', { name: 'Choose a password' }).click()
    await page.getByText('You sign in with a password.').waitFor()

    await page.getByRole('button', { name: 'Set it up' }).click()
    const setUp = page.getByRole('region', { name: 'A code besides' })
    await setUp.getByLabel('Your present password').fill('not this one')
    await setUp.getByRole('button', { name: 'Set it up' }).click()
    await setUp.getByText('This is not your present password.').waitFor()
    await setUp.getByLabel('Your present password').fill(goodPassword)
    await setUp.getByRole('button', { name: 'Set it up' }).click()
    const secret = (await setUp.locator('code').textContent())!
    await setUp.getByLabel('The code that it shows now').fill(new TOTP({ secret }).generate({ timestamp: noon }))
    await setUp.getByRole('button', { name: 'Ask for codes from now on' }).click()
    await page.getByRole('button', { name: 'I have kept them' }).waitFor()
    const codes = (await setUp.locator('code').textContent())!.split('\n')
    expect(codes.length).toBe(10)
    expect(await findFaults(visitor, world)).toEqual([expect.stringContaining('status of 403')])
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('You sign in with a password and a code.').waitFor()
    expect(await setUp.textContent()).toMatch(/A code is asked for\. 10\srecovery codes left\./)
    for (const kept of [page.url(), await page.content(), await page.evaluate<string>('JSON.stringify(localStorage)')])
      expect([secret, ...codes].filter((one) => kept.includes(one))).toEqual([])
  })
})
