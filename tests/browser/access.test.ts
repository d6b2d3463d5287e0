import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callbackPath } from '../../src/server/auth/oidc/provider.ts'
import { goodPassword } from '../support/accounts.ts'
import { findBarriers, hasBrowser, openBrowser, openPerson, type Person } from '../support/browser.ts'
import { listen } from '../support/listen.ts'
import { madeUpPages } from '../support/made-up-pages.ts'
import { startProvider, type TestProvider } from '../support/oidc-provider.ts'
import { cleanEnvironment, newFolder, startProgram } from '../support/program.ts'

describe.runIf(hasBrowser())('people in a browser', () => {
  const started: ChildProcess[] = []
  const start = (args: readonly string[], env: NodeJS.ProcessEnv) => {
    const child = startProgram(args, env)
    started.push(child)
    return { child, says: listen(child) }
  }
  let browser: Browser
  let provider: TestProvider
  let [url, setUpLink] = ['', '']
  beforeAll(async () => {
    const opening = openBrowser()
    provider = await startProvider(() => [url + callbackPath('acme')])
    const folder = newFolder()
    writeFileSync(join(folder, 'secret'), `${provider.client.secret}\n`)
    writeFileSync(
      join(folder, 'config.toml'),
      `[[oidc]]\nname = "acme"\nlabel = "Acme"\nissuer = "${provider.issuer}"\nclient_id = "${provider.client.id}"\nclient_secret_file = "secret"\n`,
    )
    const { says } = start(
      ['serve'],
      cleanEnvironment({
        ...{ USAGE_AUDIT_DATA_DIR: folder, USAGE_AUDIT_CONFIG: join(folder, 'config.toml') },
        USAGE_AUDIT_SERVER__PORT: '0',
      }),
    )
    url = await says(/"url":"(http[^"]+)"/)
    setUpLink = await says(/http\S+\/set-up\/[\w-]+/)
    browser = await opening
  })
  afterAll(async () => {
    await browser?.close()
    for (const child of started) child.kill('SIGKILL')
    await provider?.stop()
  })

  const people: Person[] = []
  const meet = async () => {
    const person = await openPerson(browser, 'en-US')
    people.push(person)
    return person
  }
  const barriers: Record<string, string[]> = {}
  const look = async ({ page }: Person, name: string) => {
    barriers[name] = await findBarriers(page)
  }

  it('set up, sign in by password and by provider, and let a computer in', { timeout: 90_000 }, async () => {
    const ana = await meet()
    await ana.page.goto(setUpLink)
    await look(ana, 'set-up')
    await ana.page.getByLabel('E-mail address').fill('ana@example.org')
    await ana.page.getByLabel('New password').fill(goodPassword)
    await ana.page.getByRole('button', { name: 'Finish' }).click()
    await ana.page.waitForURL(`${url}/set-up`)

    // The provider is linked while the password alone opens the door.
    provider.setPerson('ana-at-acme', 'Ana')
    await ana.page.goto(`${url}/account`)
    await ana.page.getByRole('link', { name: 'Link Acme' }).click()
    await look(ana, 'link')
    await ana.page.getByLabel('Your present password').fill(goodPassword)
    await ana.page.getByRole('button', { name: 'Link' }).click()
    await ana.page.getByRole('link', { name: 'Go to Acme' }).click()
    await ana.page.waitForURL(`${url}/account`)
    await ana.page.getByText('signs you in').waitFor()

    const { request } = ana.context
    const post = async (path: string, data: object) => (await request.post(`${url}/api/v1/me/${path}`, { data })).json()
    const { secret } = await post('totp', { current: goodPassword })
    const app = new TOTP({ secret })
    const { recoveryCodes } = await post('totp/confirm', { code: app.generate() })

    const desk = await meet()
    await desk.page.goto(`${url}/sign-in`)
    await look(desk, 'sign-in')
    await desk.page.getByLabel('E-mail address').fill('ana@example.org')
    await desk.page.getByLabel('Password').fill(goodPassword)
    await desk.page.getByRole('button', { name: 'Sign in' }).click()
    await look(desk, 'code')
    await desk.page.getByLabel('Code').fill(app.generate({ timestamp: Date.now() + 30_000 }))
    await desk.page.getByRole('button', { name: 'Continue' }).click()
    await desk.page.waitForURL(`${url}/`)

    const phone = await meet()
    await phone.page.goto(`${url}/sign-in`)
    await phone.page.getByRole('link', { name: 'Sign in with Acme' }).click()
    await phone.page.getByLabel('Code').fill(recoveryCodes[0])
    await phone.page.getByRole('button', { name: 'Continue' }).click()
    await phone.page.waitForURL(`${url}/`)
    const [cookie] = (await phone.context.cookies(url)).filter(({ name }) => name === 'usage_audit')

    const knock = () => fetch(`${url}/api/v1/me`, { headers: { cookie: `usage_audit=${cookie!.value}` } })
    expect((await knock()).status).toBe(200)
    // The list, and the end of the one that was used last.
    await ana.page.goto(`${url}/account?tab=sign-ins`)
    await ana.page.getByText(/^You are signed in on 3\sbrowsers\.$/).waitFor()
    await look(ana, 'account')
    await ana.page
      .getByRole('button', { name: /^End the sign-in of Chrome/ })
      .first()
      .click()
    await ana.page.getByText(/^You are signed in on 2\sbrowsers\.$/).waitFor()
    expect((await knock()).status).toBe(401)
    await phone.page.goto(`${url}/account`)
    expect(await phone.page.getByRole('button', { name: 'Sign in' }).count()).toBe(1)

    const { child, says } = start(
      ['agent', 'enroll', '--server', url],
      cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder() }),
    )
    const ended = once(child, 'exit')
    await desk.page.goto(await says(/http\S+\/device\?code=[A-Z-]+/))
    await look(desk, 'device')
    expect(await desk.page.getByText('Let it in only if you started').count()).toBe(1)
    await desk.page.getByLabel('What you will call it').fill('The laptop')
    await desk.page.getByRole('button', { name: 'Yes, let it in' }).click()
    expect(await desk.page.getByText('“The laptop” is one of your devices now').count()).toBe(1)
    expect(await ended).toEqual([0, null])

    expect(Object.fromEntries(Object.entries(barriers).filter(([, found]) => found.length > 0))).toEqual({})
    for (const { errors, origins } of people) {
      // A page that asks to sign in is a refusal, and the browser's console says so.
      expect(errors.filter((error) => !/status of 401/.test(error))).toEqual([])
      expect([...origins].filter((origin) => origin !== url && origin !== provider.issuer)).toEqual([])
    }
  })

  it('find no barrier on any page, by day and by night, and nothing wider than a phone', {
    timeout: 60_000,
  }, async () => {
    const { page } = await meet()
    await page.setViewportSize({ width: 360, height: 640 })
    const found: Record<string, string[]> = {}
    for (const [colorScheme, locale] of [
      ['light', 'en'],
      ['dark', 'pt-BR'],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      for (const [name, html] of Object.entries(madeUpPages(locale))) {
        await page.setContent(html)
        const width = await page.evaluate('document.documentElement.scrollWidth')
        const wide = width === 360 ? [] : [`${width} pixels wide`]
        found[`${name} ${colorScheme}`] = [...wide, ...(await findBarriers(page))]
      }
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, some]) => some.length > 0))).toEqual({})
    expect(Object.keys(found).length).toBe(30)
  })
})
