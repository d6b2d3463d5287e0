import { eq, sql } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '../../src/core/time.ts'
import { agentClientId, deviceCodeGrant, deviceCodePath, deviceTokenPath } from '../../src/protocol/enrolment.ts'
import { hashToken } from '../../src/server/store/devices.ts'
import { ensureOwner, personalOrg } from '../../src/server/store/people.ts'
import { chunk } from '../../src/server/store/sql.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { noon } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { findFaults, openWebVisitor, type WebVisitor, whole } from '../support/web-visitor.ts'
import type { WebWorld } from '../support/web-world.ts'

const count = 500
const [silent, neverSeen] = [3, 2]
const bruno = 'bruno'
const hostile = '<img src=x onerror=alert(1)> ‮abc'

/** A year of five hundred computers, as far as a list of them asks for it. @returns whose they are */
async function fillFleet(store: Store): Promise<string> {
  const { id: userId } = await ensureOwner(
    store,
    { name: 'Ana', email: 'ana@example.org', locale: 'en', zone: 'UTC' },
    noon,
  )
  const { devices, deviceTokens, days, members, users } = store.t
  const createdAt = noon - 370 * dayMs
  const all = Array.from({ length: count }, (_, i) => ({
    ...{ orgId: personalOrg, id: i + 1, userId, name: `desk ${i + 1}`, platform: 'linux-x64', createdAt },
    ...{
      agentVersion: '0.1.0',
      clockSkewMs: 0,
      lastSeenAt: (noon - (i < silent ? 5 * dayMs : hourMs)) as number | null,
    },
    ...(i >= count - neverSeen && { lastSeenAt: null, agentVersion: null, clockSkewMs: null }),
  }))
  const tokens = all.map(({ id }) => ({ hash: hashToken(`token ${id}`), orgId: personalOrg, deviceId: id, createdAt }))
  const recorded = sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < 365)
    select ${personalOrg}, d.id, date('2026-11-02', '-' || i || ' days'), 27000000, 28800000,
      null, null, null, null, null, null, null, null, null, null, null
    from devices d, n where d.id <= ${count - neverSeen}`
  await store.batch((db) => [
    db.insert(users).values({ id: bruno, name: 'Bruno', locale: 'en', zone: 'UTC', createdAt }),
    db.insert(members).values({ orgId: personalOrg, userId: bruno, role: 'member' }),
    ...chunk(all).map((part) => db.insert(devices).values(part)),
    ...chunk(tokens).map((part) => db.insert(deviceTokens).values(part)),
    db.insert(days).select(recorded as never),
  ])
  return userId
}

describe.runIf(hasBrowser())('the computers of an organisation in the web', () => {
  let browser: Browser
  let world: Pick<WebWorld, 'url' | 'store' | 'createLink' | 'close'>
  let visitor: WebVisitor
  beforeAll(async () => {
    const opening = openBrowser()
    const store = await openSqlite(':memory:')
    // First the server: it closes all months at its start, and this is about the list.
    const server = await serve(store)
    const owner = await fillFleet(store)
    world = {
      ...{ url: server.url, store, createLink: () => server.createSignInLink(owner) },
      close: async () => {
        await server.stop()
        await store.close()
      },
    }
    browser = await opening
    visitor = await openWebVisitor(browser, world)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })
  const nameOf = async (id: number) => {
    const { devices } = world.store.t
    return (await world.store.db.select().from(devices).where(eq(devices.id, id)))[0]?.name
  }
  const table = () => visitor.page.getByRole('table', { name: 'All computers' })

  it('has of five hundred with a year each only those rows that can be seen, and says what the server counts', async () => {
    const { page, open, context } = visitor
    const { counts } = await (await context.request.get(`${world.url}/api/v1/orgs/1/fleet?limit=1`)).json()
    expect(counts).toMatchObject({ devices: count, silent, never_seen: neverSeen })
    for (const width of [390, 1_280]) {
      await page.setViewportSize({ width, height: 800 })
      await open('/devices')
      expect(await page.locator('main p').first().textContent()).toBe(String(counts.silent))
      expect(await table().getAttribute('aria-rowcount')).toBe(String(count + 1))
      expect(await page.locator('tr').count()).toBeLessThanOrEqual(80)
      await page.evaluate('scrollTo(0, document.body.scrollHeight)')
      await page.locator(`tr[aria-rowindex="${count + 1}"]`).waitFor()
      expect(await page.locator('tr').count()).toBeLessThanOrEqual(80)
    }
    expect(await findFaults(visitor, world)).toEqual([])
    await page.getByRole('combobox', { name: 'Show' }).selectOption('silent')
    await page.waitForURL('**/devices?show=silent')
    expect(await table().getByRole('rowheader').allTextContents()).toEqual(
      [1, 2, 3].map((n) => expect.stringContaining(`desk ${n}`)),
    )
  })

  it('renames, merges and revokes what is really there, and shows a hostile name as a name', async () => {
    const { page, open } = visitor
    await open('/devices?q=desk+499')
    await page.getByRole('link', { name: /^desk 499/ }).click()
    await page.getByRole('heading', { level: 1, name: 'desk 499' }).waitFor()
    await page.getByRole('link', { name: 'Rename' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(hostile)
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('heading', { level: 1, name: '<img src=x onerror=alert(1)>' }).waitFor()
    expect(await nameOf(499)).toContain('<img src=x onerror=alert(1)>')

    await page.getByRole('link', { name: 'Merge' }).click()
    await dialog.getByLabel('It becomes part of').selectOption('500')
    await dialog.getByText('0 records move').waitFor()
    expect(await findFaults(visitor, world)).toEqual([])
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await page.getByRole('heading', { level: 1, name: 'desk 500' }).waitFor()
    expect(await nameOf(499)).toBeUndefined()

    await page.getByRole('link', { name: 'Revoke' }).click()
    await dialog.getByText('its 2 tokens end').waitFor()
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('Revoked: it may not upload.').waitFor()
    const { deviceTokens } = world.store.t
    expect(await world.store.db.$count(deviceTokens, eq(deviceTokens.deviceId, 500))).toBe(0)
  })

  it('hands a computer on: what it told stays, and its new person gets a token for it alone', async () => {
    const { page, open } = visitor
    await open('/devices?device=7&do=hand')
    const dialog = page.getByRole('dialog', { name: 'Hand this computer' })
    await dialog.getByLabel('To').selectOption('Bruno')
    await dialog.getByRole('button', { name: 'Revoke, and make the token' }).click()
    const token = /ua_fleet_[\w-]+/.exec((await dialog.locator('code').first().textContent()) ?? '')![0]
    const { deviceTokens, fleetTokens } = world.store.t
    expect(await world.store.db.$count(deviceTokens, eq(deviceTokens.deviceId, 7))).toBe(0)
    const rows = await world.store.db
      .select()
      .from(fleetTokens)
      .where(eq(fleetTokens.hash, hashToken(token)))
    expect(rows).toMatchObject([{ userId: bruno, usesLeft: 1, approval: 0 }])
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Revoked: it may not upload.').waitFor()
  })

  it('makes a token that lets a computer in, which waits here until somebody lets it in', async () => {
    const { page, open } = visitor
    await open('/devices?add=token')
    const dialog = page.getByRole('dialog', { name: 'Add computers' })
    await dialog.getByLabel('What the token is for').fill('Lab')
    await dialog.getByLabel('Each computer waits').check()
    await dialog.getByRole('button', { name: 'Make the token' }).click()
    const commands = await dialog.locator('code').filter({ hasText: 'agent enroll' }).first().textContent()
    const token = /ua_fleet_[\w-]+/.exec(commands ?? '')![0]
    expect(commands).toContain(`usage-audit agent enroll --server ${world.url}`)
    await dialog.getByRole('button', { name: 'Windows' }).click()
    await dialog.getByText('not yet on a real machine').waitFor()
    expect(await findFaults(visitor, world)).toEqual([])

    const post = async (path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: agentClientId, ...fields })
      const answer = await fetch(world.url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body,
      })
      return (await answer.json()) as Record<string, string>
    }
    const { device_code = '' } = await post(deviceCodePath, { host_name: 'lab 1', platform: 'linux-x64' })
    await open('/devices')
    await page.getByRole('button', { name: 'Let lab 1 in' }).click()
    await page.getByText('Waiting to be let in').waitFor({ state: 'detached' })
    expect(await post(deviceTokenPath, { grant_type: deviceCodeGrant, device_code })).toHaveProperty('access_token')
    await open('/devices?q=lab+1')
    await whole(page)
    expect(await table().getByRole('rowheader').allTextContents()).toEqual([expect.stringContaining('lab 1')])
  })
})
