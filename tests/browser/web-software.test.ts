import { and, eq } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatMoney } from '../../src/core/format-money.ts'
import { toWaste } from '../../src/core/licences/waste.ts'
import { findLicences } from '../../src/server/store/licences.ts'
import { findMembership } from '../../src/server/store/members.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { findFaults, openWebVisitor, type WebVisitor, whole } from '../support/web-visitor.ts'
import { openWebWorld, type WebWorld } from '../support/web-world.ts'

const api = `/api/v1/orgs/${personalOrg}`
const hostile = '<img src=x onerror=alert(1)>'

/** What the router keeps of a tab, under random keys. */
const isOfScrolling = (name: string) => name.startsWith('tsr-scroll-restoration')

describe.runIf(hasBrowser())('the web of an organisation', () => {
  let browser: Browser
  let world: WebWorld
  let visitor: WebVisitor
  beforeAll(async () => {
    const opening = openBrowser()
    world = await openWebWorld('demo')
    // Nobody is invited to join made-up people.
    const { store } = world
    await store.batch((db) => [db.update(store.t.orgs).set({ demo: 0 }).where(eq(store.t.orgs.id, personalOrg))])
    browser = await opening
    visitor = await openWebVisitor(browser, world)
    await visitor.page.setViewportSize({ width: 1280, height: 900 })
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const ask = async (path: string) => (await visitor.context.request.get(world.url + api + path)).json()
  const faults = () => findFaults(visitor, world)

  it('says what is paid for nothing, as the API does, and changes licences', async () => {
    const { page, open } = visitor
    await open('/software?tab=licences')
    const { licences } = await ask('/licences')
    const [{ minor, currency }] = toWaste(licences).sums as [{ minor: number; currency: string }]
    expect(await page.locator('main p').first().textContent()).toBe(formatMoney(minor, currency, 'en'))

    await page.getByRole('link', { name: 'Add a licence' }).click()
    const form = page.getByRole('dialog', { name: 'Add a licence' })
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText('Choose the app that it is for.').waitFor()
    await form.getByLabel('Name').fill(hostile)
    await form.getByRole('searchbox').fill('firef')
    await form.getByRole('button', { name: 'Choose Firefox' }).click()
    await form.getByLabel('Seats').fill('7')
    await form.getByLabel('Price of a seat').fill('12.50')
    expect(await faults()).toEqual([])
    await form.getByRole('button', { name: 'Save' }).click()
    const row = page.getByRole('row', { name: hostile })
    await row.waitFor()
    const made = (await findLicences(world.store, personalOrg)).find(({ name }) => name === hostile)
    expect(made).toMatchObject({ seats: 7, price: { minor: 1_250, currency: 'USD', per: 'month' } })

    await row.getByRole('link').click()
    await page.getByRole('link', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Remove the licence' }).click()
    await row.waitFor({ state: 'detached' })
    expect(await findLicences(world.store, personalOrg)).toHaveLength(licences.length)
  })

  it('names who could give a seat back only with a reason, which they read', async () => {
    const { page, open, context } = visitor
    await open('/software?tab=licences')
    const { licences } = await ask('/licences')
    const spread = licences.find(({ installed, used }: Record<string, number>) => installed! > used!)
    await page.getByRole('link', { name: new RegExp(`^${spread.name}`) }).click()
    await page.getByLabel('Why you look').fill('renewal in March')
    await page.getByRole('button', { name: 'Show the computers' }).click()
    await page.getByLabel('Unused for').selectOption('All computers')
    await page.getByRole('table', { name: 'On which computers' }).waitFor()
    expect(page.url()).toContain('why=renewal+in+March')
    expect(await faults()).toEqual([])
    const { entries } = await ask('/access-log')
    expect(entries[0]).toMatchObject({ what: 'seat', reason: expect.stringMatching(/: renewal in March$/) })
    await page.getByLabel('Unused for').selectOption('Unused for 60 days')
    const href = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')
    const file = await context.request.get(world.url + href)
    expect(file.headers()['content-type']).toContain('text/csv')
  })

  it('lists every app and service, of a long list only what can be seen', async () => {
    const { page, open } = visitor
    await open('/software?shows=all&sort=name')
    const { total } = await ask('/software?limit=1')
    const table = page.getByRole('table', { name: 'Apps' })
    expect(await table.getAttribute('aria-rowcount')).toBe(String(total + 1))
    expect(await table.locator('tr').count()).toBeLessThanOrEqual(80)
    await page.getByRole('link', { name: 'Firefox' }).click()
    await page.getByRole('dialog', { name: 'Firefox' }).getByRole('heading', { name: 'Versions' }).waitFor()
    expect(await faults()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.waitForURL(({ search }) => !search.includes('app='))
  })

  it('names all computers with an app, also more than a page has rows for at once', async () => {
    const { page, open } = visitor
    const { apps } = await ask('/software?search=firefox')
    const { devices: d, usageDays: u, subjects: s } = world.store.t
    const [device] = await world.store.db.select().from(d).where(eq(d.id, 1))
    const [used] = await world.store.db
      .select({ row: u })
      .from(u)
      .innerJoin(s, and(eq(s.orgId, u.orgId), eq(s.id, u.subjectId)))
      .where(and(eq(u.deviceId, 1), eq(s.key, apps[0].key)))
      .limit(1)
    const ids = Array.from({ length: 80 }, (_, i) => 1_001 + i)
    await world.store.batch((db) => [
      db.insert(d).values(ids.map((id) => ({ ...device!, id, name: `copy ${id}` }))),
      db.insert(u).values(ids.map((deviceId) => ({ ...used!.row, deviceId }))),
    ])
    await open(`/software?${new URLSearchParams({ app: apps[0].key, why: 'all of them' })}`)
    // What an address proposes is sent by who opens it.
    await page.getByRole('button', { name: 'Show the computers' }).click()
    const table = page.getByRole('table', { name: 'On which computers' })
    await table.waitFor()
    for (const id of [ids[0], ids.at(-1)]) await table.getByText(`copy ${id}`, { exact: true }).waitFor()
    await world.store.batch((db) =>
      ids.flatMap((id) => [db.delete(u).where(eq(u.deviceId, id)), db.delete(d).where(eq(d.id, id))]),
    )
  })

  it('invites, changes what somebody is, opens figures with a reason, and removes', async () => {
    const { page, open, context } = visitor
    const { store } = world
    const { members } = await ask('/members')
    const noah = members.find(({ name }: { name: string }) => name.startsWith('Noah'))
    await store.batch((db) => [
      db.update(store.t.users).set({ name: hostile, zone: 'Pacific/Auckland' }).where(eq(store.t.users.id, noah.id)),
    ])

    await open('/people?invite=1')
    await page.getByLabel('Their e-mail address').fill('bo@example.org')
    await page.getByRole('radio', { name: 'Manager' }).check()
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    const link = await page.getByRole('dialog').locator('code').textContent()
    const read = { data: { token: link!.split('/').at(-1) } }
    const invited = await (await context.request.post(`${world.url}/api/v1/invitations/read`, read)).json()
    expect(invited).toMatchObject({ email: 'bo@example.org', role: 'manager' })
    expect(await faults()).toEqual([])
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('row', { name: /bo@example\.org/ }).waitFor()

    await page.getByRole('link', { name: hostile }).click()
    await page.getByRole('link', { name: 'Change the role' }).click()
    await page.getByRole('radio', { name: 'Admin', exact: true }).check()
    await page.getByRole('button', { name: 'Change the role' }).click()
    await page.getByRole('dialog', { name: hostile }).waitFor()
    expect((await findMembership(store, personalOrg, noah.id))?.role).toBe('admin')

    await page.getByRole('link', { name: 'Look at their figures' }).click()
    await page.getByLabel('Why you look').fill('gaps of last week')
    await page.getByRole('button', { name: 'Open their figures' }).click()
    await page.waitForURL('**/?person=*')
    await whole(page)
    await page.getByRole('note').filter({ hasText: 'gaps of last week' }).waitFor()
    // For them it is tomorrow already, and that day is theirs to be seen.
    await open(`/day?${new URLSearchParams({ person: noah.id, reason: 'gaps of last week', period: '2026-11-02' })}`)
    // The reason held for the page on which it was typed.
    await page.getByRole('button', { name: 'Open their figures' }).click()
    await page.getByRole('button', { name: 'Tuesday 3 November 2026' }).click()
    await page.getByRole('heading', { name: 'Tuesday 3 November 2026' }).waitFor()
    // An address that somebody sent opens nothing in the name of who follows it.
    const sent = 'what somebody else wrote'
    await open(`/?${new URLSearchParams({ person: noah.id, reason: sent })}`)
    await page.getByRole('heading', { name: 'Open somebody else’s figures?' }).waitFor()
    const { db, t } = store
    expect(await db.$count(t.accessLog, eq(t.accessLog.reason, sent))).toBe(0)
    await page.getByRole('button', { name: 'Open their figures' }).click()
    await page.getByRole('note').filter({ hasText: sent }).waitFor()
    await whole(page)
    // Of all that the screen asks for, one look is noted.
    expect(await db.$count(t.accessLog, eq(t.accessLog.reason, sent))).toBe(1)
    // Who comes to this tab next has given no reason, and the browser keeps nothing but how far one had scrolled.
    const kept = await page.evaluate<[object, object]>('[{ ...localStorage }, { ...sessionStorage }]')
    expect(kept.map(Object.keys)).toEqual([[], expect.toSatisfy((all: string[]) => all.every(isOfScrolling))])
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${noah.id}|somebody|gaps`))
    await page.reload()
    await page.getByRole('heading', { name: 'Open somebody else’s figures?' }).waitFor()
    // What is wrong in an address is not in the way out of it.
    for (const wrong of ['/?org=99', `/?${new URLSearchParams({ person: 'nobody', reason: sent })}`]) {
      await page.goto(world.url + wrong)
      const asks = page.getByRole('button', { name: 'Open their figures' })
      const out = page.getByRole('link', { name: 'To the overview' })
      await asks.or(out).waitFor()
      if ((await asks.count()) > 0) await asks.click()
      await out.click()
      await page.waitForURL(`${world.url}/`)
      await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor({ state: 'detached' })
    }
    visitor.errors.splice(0)

    await open(`/people?who=${noah.id}&do=remove`)
    const { devices } = await ask('/devices')
    const theirs = devices.filter(({ userId }: { userId: string }) => userId === noah.id).length
    const dialog = page.getByRole('dialog', { name: 'Remove from the organisation' })
    expect((await dialog.textContent())?.replaceAll('\u00a0', ' ')).toContain(`${theirs} computer`)
    expect(await faults()).toEqual([])
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('row', { name: hostile }).waitFor({ state: 'detached' })
    expect(await findMembership(store, personalOrg, noah.id)).toBeUndefined()
  })
})
