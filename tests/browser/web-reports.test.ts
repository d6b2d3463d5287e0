import { eq, ne } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnyReport, toAnyView } from '../../src/core/view/any-view.ts'
import { type Figures, freezeReport } from '../../src/server/store/freeze.ts'
import { getMail, getReport } from '../../src/server/store/ledger.ts'
import { findOwner, personalOrg } from '../../src/server/store/people.ts'
import { suppress } from '../../src/server/store/suppressions.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { noon } from '../support/records.ts'
import { ownerAddress } from '../support/web-reports.ts'
import { openWebVisitor, type WebVisitor } from '../support/web-visitor.ts'
import { openWebWorld, type WebWorld } from '../support/web-world.ts'

const api = `/api/v1/orgs/${personalOrg}`
const plain = (text: string | null) => (text ?? '').replaceAll(/\s+/g, ' ').trim()

describe.runIf(hasBrowser())('the archive', () => {
  let browser: Browser
  let world: WebWorld
  let visitor: WebVisitor
  /** A report about somebody else. */
  let theirs: string
  beforeAll(async () => {
    const opening = openBrowser()
    world = await openWebWorld('demo')
    browser = await opening
    visitor = await openWebVisitor(browser, world)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })
  const get = async (path: string) =>
    (await visitor.context.request.get(`${world.url}${api}${path}`, { maxRetries: 2 })).json()

  it.each(['month', 'week', 'org'] as const)(
    'opens a frozen report with all the figures that the API has (%s)',
    async (which) => {
      const { page, open } = visitor
      const id = world.reports![which]
      await open(`/reports/${id}`)
      const { figures } = (await get(`/reports/${id}`)) as { figures: AnyReport }
      const view = toAnyView(figures, 'en')
      const all = plain(await page.locator('main').textContent())
      expect(view.hero.figure).not.toBe('')
      const said = [view.hero, ...view.figures].flatMap(({ figure, label }) => [figure, label])
      for (const words of [view.period, view.owner, ...said]) expect(all).toContain(plain(words))
      for (const closing of view.closing)
        expect(all).toContain(
          plain(closing.map((piece) => (typeof piece === 'string' ? piece : piece.strong)).join('')),
        )
      const shown = await page
        .locator('main table')
        .evaluateAll((tables) =>
          (tables as unknown as HTMLTable[]).map(({ ariaLabel, rows }) => [
            ariaLabel,
            [...rows].slice(1).map(({ cells }) => [...cells].map(({ textContent }) => textContent)),
          ]),
        )
      const told = view.sections.filter(({ rows }) => rows.length > 0)
      expect(shown.map(([title]) => title)).toEqual(told.map(({ title }) => title))
      for (const [i, section] of told.entries()) {
        const drawn = section.columns.map(({ draws }) => draws !== undefined)
        const rows = section.rows.map(({ cells, note }) =>
          cells.map((cell, c) => (drawn[c] ? '' : plain(c === 0 ? [cell, note].filter(Boolean).join(' ') : cell))),
        )
        expect((shown[i]![1] as string[][]).map((cells) => cells.map(plain))).toEqual(rows)
      }
    },
  )

  it('sends an uncertain mail again when somebody says so, and says of one to nowhere why not', async () => {
    const { page, open } = visitor
    const { store } = world
    const mailOf = async (id: string) => (await get(`/reports/${id}`)).mails[0] as { id: string }
    await open('/reports')
    const entry = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name: '19 – 25 October 2026, Week' }) })
    await entry.getByText('Uncertain').waitFor()
    await entry.getByRole('button', { name: `Send again to ${ownerAddress}` }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.textContent()).toContain(ownerAddress)
    expect((await getMail(store, personalOrg, (await mailOf(world.reports!.week)).id)).state).toBe('uncertain')
    await dialog.getByRole('button', { name: `Send again to ${ownerAddress}` }).click()
    await entry.getByText(/^Sent 2\sNov/).waitFor()
    expect((await getMail(store, personalOrg, (await mailOf(world.reports!.week)).id)).state).toBe('sent')

    await suppress(store, { orgId: personalOrg, address: ownerAddress, reason: 'bounced', detail: null, at: noon })
    const held = page
      .getByRole('listitem')
      .filter({ has: page.getByText('Held back') })
      .last()
    await held.getByRole('button', { name: `Send again to ${ownerAddress}` }).click()
    await dialog.getByRole('button', { name: `Send again to ${ownerAddress}` }).click()
    expect(await dialog.getByRole('alert').textContent()).toMatch(/bounced.*an admin can let mails go there again/)
  })

  it('opens somebody else’s for a reason only, once, and offers nothing there that is theirs alone', async () => {
    const { page } = visitor
    const { db, t } = world.store
    const owner = (await findOwner(world.store, personalOrg))!
    const [other] = await db.select().from(t.users).where(ne(t.users.id, owner.id)).limit(1)
    const figures = (await getReport(world.store, personalOrg, world.reports!.month)).figures as Figures
    const about = { ...figures, about: other!.name } as Figures
    const given = { orgId: personalOrg, figures: about, about: other!.id, planned: false, mails: [], now: noon }
    const { reportId } = (await freezeReport(world.store, given))!
    theirs = reportId
    await page.goto(`${world.url}/reports/${reportId}`)
    await page.getByLabel('Reason').fill('she asked me to')
    await page.getByRole('button', { name: 'Open the report' }).click()
    await page.getByRole('note').filter({ hasText: 'she asked me to' }).waitFor()
    expect(await page.locator('main').textContent()).toContain(`Monthly report for ${other!.name}`)
    expect(await page.getByRole('button', { name: 'Send now' }).count()).toBe(0)
    expect(await db.$count(t.accessLog, eq(t.accessLog.reason, 'she asked me to'))).toBe(1)
  })

  it('says why a file is not to be had, and leads on, in the language of who reads', async () => {
    const { page, context, open, speak, errors } = visitor
    await speak('pt-BR')
    await open('/reports')
    const link = page.getByRole('link', { name: /em PDF/ }).first()
    const cookies = await context.cookies()
    await context.clearCookies()
    await link.click()
    await page.getByRole('dialog').getByText('Sua sessão terminou').waitFor()
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.getByLabel('Password').waitFor()
    expect(new URL(page.url()).pathname).toBe('/reports')
    await context.addCookies(cookies)
    await speak('en')
    // Of somebody else's the reason is asked for where it is opened.
    await page.route('**/file?**', (route) =>
      route.continue({
        url: route
          .request()
          .url()
          .replace(/reports\/[^/]+/, `reports/${theirs}`),
      }),
    )
    await open('/reports')
    await page.getByRole('link', { name: 'September 2026 as CSV' }).first().click()
    await page.getByRole('dialog').getByText('say why').waitFor()
    await page.getByRole('dialog').getByRole('link', { name: 'Open the report' }).click()
    await page.waitForURL('**/reports/*')
    await page.unroute('**/file?**')
    errors.splice(0)
  })

  it('gives each report as a file', async () => {
    const { page, open } = visitor
    await open('/reports')
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'September 2026 as CSV' }).click()
    expect((await file).suggestedFilename()).toBe('usage-audit-person-month-2026-09.csv')
  })
})

/** A table of a page, as far as it is asked here. */
interface HTMLTable {
  readonly ariaLabel: string
  readonly rows: Iterable<{ readonly cells: Iterable<{ readonly textContent: string }> }>
}
