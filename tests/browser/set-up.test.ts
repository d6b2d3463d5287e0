import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { goodPassword } from '../support/accounts.ts'
import { type AnsweringSmtp, startAnsweringSmtp } from '../support/answering-smtp.ts'
import { findBarriers, hasBrowser, openBrowser, openPerson, type Person } from '../support/browser.ts'
import { listen } from '../support/listen.ts'
import { cleanEnvironment, newFolder, startProgram } from '../support/program.ts'
import { whole } from '../support/web-visitor.ts'

const patience = { timeout: 30_000, interval: 50 }
/** Where the pictures go: into the docs if they are asked for, or else nowhere that stays. */
const pictures = process.env.USAGE_AUDIT_PICTURES ?? newFolder()

describe.runIf(hasBrowser())('the set-up', () => {
  const started: ChildProcess[] = []
  const start = (args: readonly string[], env: NodeJS.ProcessEnv) => {
    const child = startProgram(args, env)
    started.push(child)
    return listen(child)
  }
  let browser: Browser
  let smtp: AnsweringSmtp
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await openBrowser()
    smtp = await startAnsweringSmtp()
  })
  afterAll(async () => {
    await browser?.close()
    for (const child of started) child.kill('SIGKILL')
    await smtp?.close()
  })

  let taken = 0
  const barriers: string[] = []
  const look = async ({ page }: Person, name: string) => {
    await page.screenshot({ path: join(pictures, `wizard-${++taken}-${name}.png`) })
    barriers.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`))
  }
  /** The words of the last mail to somebody, once one has come that has them. */
  const mailed = (wanted: RegExp) =>
    vi.waitFor(() => {
      const all = smtp.taken.map(({ bytes }) => bytes.toString('utf8').replace(/=\r?\n/g, ''))
      const found = all.flatMap((text) => wanted.exec(text) ?? [])
      if (found.length === 0) throw new Error(`no mail has ${wanted} yet`)
      return found.at(-1)!
    }, patience)

  it('leads from an empty data folder to the first report, in a browser, with a computer and a mail server that are real', {
    timeout: 120_000,
  }, async () => {
    const says = start(
      ['serve'],
      cleanEnvironment({
        ...{ USAGE_AUDIT_DATA_DIR: newFolder(), USAGE_AUDIT_SERVER__PORT: '0', TZ: 'UTC' },
        ...{ USAGE_AUDIT_MAIL__SMTP_URL: smtp.url, USAGE_AUDIT_MAIL__FROM: 'audit@example.org' },
      }),
    )
    const url = await says(/"url":"(http[^"]+)"/)
    const ana = await openPerson(browser, 'en-US')
    const { page } = ana
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(await says(/http\S+\/set-up\/[\w-]+/))
    await look(ana, 'owner')
    await page.getByLabel('E-mail address').fill('ana@example.org')
    await page.getByLabel('New password').fill(goodPassword)
    await page.getByRole('button', { name: 'Finish' }).click()

    await page.waitForURL(`${url}/set-up`)
    await whole(page)
    await page.getByLabel('Name').fill('Ana')
    await page.getByLabel('Time zone').selectOption('America/Sao_Paulo')
    await look(ana, 'you')
    await page.getByRole('button', { name: 'Go on' }).click()

    await page.getByRole('heading', { name: 'Your first computer' }).waitFor()
    await look(ana, 'computer')
    await page.getByLabel('Code').fill('BCDF-GHJK')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('No computer waits with this code').waitFor()
    const folder = newFolder()
    const laptop = cleanEnvironment({
      ...{ USAGE_AUDIT_DATA_DIR: folder, USAGE_AUDIT_AGENT__SAMPLE: '1s', USAGE_AUDIT_AGENT__UPLOAD: '1s' },
    })
    const code = await start(['agent', 'enroll', '--server', url], laptop)(/code ([A-Z]{4}-[A-Z]{4})/)
    await page.getByLabel('Code').fill(code.toLowerCase())
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('What you will call it').fill('The laptop')
    await look(ana, 'let-in')
    await page.getByRole('button', { name: 'Yes, let it in' }).click()
    await page.getByText('“The laptop” is let in.').waitFor()
    await vi.waitFor(() => expect(started.at(-1)!.exitCode).toBe(0), patience)
    await look(ana, 'waiting')
    // Somebody works there: a program that is seen in a sample or two.
    const work = spawn('sleep', ['60'], { stdio: 'ignore' })
    started.push(work)
    start(['agent'], laptop)
    await page.getByText('Records are coming in.').waitFor({ timeout: 30_000 })
    await look(ana, 'reporting')
    await page.getByRole('link', { name: 'Go on: Mail' }).click()

    await page.getByText('A mail with a link went to ana@example.org.').waitFor()
    await look(ana, 'address')
    const proof = await ana.context.newPage()
    await proof.goto(url + (await mailed(/\/verify\/[\w-]{43}/)))
    await proof.getByRole('button', { name: 'Yes, it is mine' }).click()
    await proof.close()
    await page.getByRole('button', { name: 'Send a test mail' }).click({ timeout: 30_000 })
    await page.getByText('The mail server took a test mail to ana@example.org.').waitFor({ timeout: 30_000 })
    expect(await mailed(/A test mail of usage-audit/)).toBeTruthy()
    await look(ana, 'mail')
    await page.getByRole('link', { name: 'Go on: First report' }).click()

    await page.getByRole('button', { name: 'Make the report of this month so far' }).click({ timeout: 45_000 })
    await page.getByText(/^Sent .* to ana@example\.org/).waitFor({ timeout: 30_000 })
    await look(ana, 'report')
    const month = await page.evaluate<string>(
      "new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'America/Sao_Paulo' }).format()",
    )
    expect(await mailed(new RegExp(`^Subject: .*${month}.*`, 'm'))).toBeTruthy()
    await page.getByRole('link', { name: 'To the overview' }).click()
    await page.waitForURL(`${url}/`)
    await whole(page)
    await page.getByRole('rowheader', { name: 'The laptop' }).waitFor()
    await look(ana, 'overview')
    expect(barriers).toEqual([])
    expect(ana.errors.filter((error) => !/status of 404/.test(error))).toEqual([])
    expect([...ana.origins].filter((origin) => origin !== url)).toEqual([])
  })
})
