import { eq } from 'drizzle-orm'
import { afterEach, expect, it } from 'vitest'
import { toLicenceUse } from '../../src/core/licences/use.ts'
import type { OrgLicence } from '../../src/core/report/org-report.ts'
import { dayMs, hourMs } from '../../src/core/time.ts'
import { makeOrgReport } from '../../src/server/reports/make-org-report.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import { findLicences } from '../../src/server/store/licences.ts'
import { readOrgApps } from '../../src/server/store/software/org-apps.ts'
import { findSeats } from '../../src/server/store/software/seats.ts'
import { type AccountWorld, openAccountWorld } from '../support/accounts.ts'
import { openJournalAgent, recordHour } from '../support/journal-agent.ts'
import { noon } from '../support/records.ts'
import { makeAllDays } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'
import type { TestVisitor } from '../support/visitor.ts'

const org = '/api/v1/orgs/1'
const draw = { key: 'acme-draw.desktop', name: '=Acme "Draw"' }
const plan = { key: 'acme-plan.desktop', name: 'Acme Plan' }
const vim = { key: 'vim.desktop', name: 'Vim' }

interface Use {
  readonly app: typeof vim
  readonly daysAgo: number
}

/** A computer of somebody on which apps were in front at times, and some are installed. */
async function record(
  { server, store }: AccountWorld,
  who: TestVisitor,
  name: string,
  uses: Use[],
  installed: Use['app'][] = [],
) {
  const userId = (await who.call('GET', '/api/v1/me')).body.id as string
  const token = `token-${userId}-${name}`
  const id = await createDevice(store, { orgId: 1, userId, name, platform: 'test', token, now: noon - 100 * dayMs })
  const agent = openJournalAgent(server.url, token, () => noon)
  for (const { app, daysAgo } of uses) recordHour(agent, noon - daysAgo * dayMs - 2 * hourMs, app, 'a letter')
  const spans = installed.map((app, i) => {
    const start = noon - hourMs + i
    return { source: 'installed' as const, app, start, end: start + 1, detail: { version: '2.1', from: 'dpkg' } }
  })
  agent.journal.write({ hours: [], recorded: [], gaps: [], spans })
  await agent.uploader.uploadNow()
  await agent.end()
  await makeAllDays(store)
  return { id, userId }
}

const suite = {
  name: 'Acme Studio',
  apps: [draw.key, plan.key],
  seats: 4,
  price: { minor: 12_000, currency: 'BRL', per: 'year' },
  renewsOn: '2027-03-31',
}

describeStores('licences', (open) => {
  let world: AccountWorld
  afterEach(() => world.server.stop())
  const openWorld = async () => {
    world = await openAccountWorld(await open())
    const bo = await world.join('bo@example.org', 'member')
    const mine = await record(world, world.owner, 'desk', [
      { app: draw, daysAgo: 3 },
      { app: vim, daysAgo: 1 },
    ])
    const bos = await record(
      world,
      bo,
      '@laptop',
      [
        { app: plan, daysAgo: 40 },
        { app: vim, daysAgo: 2 },
      ],
      [draw, plan],
    )
    return { ...world, bo, mine, bos }
  }

  it('are kept by admins, say what is used and wasted, and leave a note of each change', async () => {
    const { owner, bo } = await openWorld()
    expect((await bo.call('GET', `${org}/licences`)).status).toBe(403)
    expect((await bo.call('POST', `${org}/licences`, suite)).status).toBe(403)
    const { body: made } = await owner.call('POST', `${org}/licences`, suite)
    expect(made).toMatchObject({ ...suite, apps: [draw, plan], createdAt: noon })
    const use = async (days: number) => (await owner.call('GET', `${org}/licences?days=${days}`)).body.licences
    // Two seats of four are on computers, and one of these was in use: three a month for nothing, of a year's price each.
    expect(await use(30)).toMatchObject([{ installed: 2, used: 1, unused: 3, wastedMinor: 3_000 }])
    expect(await use(60)).toMatchObject([{ used: 2, unused: 2, wastedMinor: 2_000 }])
    // Any other number would tell on which day a single person last used it.
    expect((await owner.call('GET', `${org}/licences?days=31`)).body.error.at).toBe('days')

    const change = (body: object) => owner.call('PATCH', `${org}/licences/${made.id}`, body)
    expect((await change({ seats: null, price: null })).body).toMatchObject({
      name: 'Acme Studio',
      seats: null,
      price: null,
    })
    expect(await use(30)).toMatchObject([{ unused: 1, wastedMinor: null }])
    expect((await change({ apps: [] })).body.error.at).toBe('apps')
    expect((await change({ price: { minor: 1.5, currency: 'BRL', per: 'year' } })).body.error.at).toBe('price.minor')
    expect((await change({ price: { minor: 1, currency: 'XQQ', per: 'year' } })).body.error.at).toBe('price.currency')
    expect((await change({ name: '\u0007' })).body.error).toMatchObject({ code: 'invalid', at: 'name' })
    expect((await owner.call('DELETE', `${org}/licences/${made.id}`)).status).toBe(200)
    expect((await change({ seats: 3 })).status).toBe(404)
    expect(await use(30)).toEqual([])
    const { entries } = (await owner.call('GET', `${org}/access-log`)).body
    expect(entries.map(({ what, reason, about }: Record<string, unknown>) => [what, reason, about])).toEqual([
      ['licence', 'removed: Acme Studio', null],
      ['licence', 'changed: Acme Studio', null],
      ['licence', 'added: Acme Studio', null],
    ])
  })

  it('name who has a seat, for admins who say why, and tell these people so', async () => {
    const { owner, bo, bos, mine } = await openWorld()
    const { id } = (await owner.call('POST', `${org}/licences`, suite)).body
    const seats = `${org}/licences/${id}/seats`
    expect((await owner.call('GET', seats)).body.error).toMatchObject({ code: 'invalid', at: 'reason' })
    expect((await bo.call('GET', `${seats}?reason=curious`)).status).toBe(403)
    expect((await bo.call('GET', `${org}/me/access-log`)).body.entries).toEqual([])
    const { body } = await owner.call('GET', `${seats}?reason=renewal`)
    expect(body).toMatchObject({
      total: 2,
      seats: [
        {
          userId: bos.userId,
          person: 'bo',
          device: '@laptop',
          app: plan,
          version: '2.1',
          lastUsedOn: '2026-09-23',
          days: 40,
        },
        {
          userId: mine.userId,
          person: 'Ana',
          app: draw,
          version: null,
          lastUsedOn: '2026-10-30',
          days: 3,
          frontKnown: true,
        },
      ],
    })
    const noted = async () => (await bo.call('GET', `${org}/me/access-log`)).body.entries
    expect(await noted()).toMatchObject([{ what: 'seat', reason: 'Acme Studio: renewal', actorName: 'Ana' }])
    // Of who is not shown nothing is noted, nor of one's own.
    expect((await owner.call('GET', `${seats}?offset=1&limit=1&reason=renewal`)).body.seats).toHaveLength(1)
    expect(await noted()).toHaveLength(1)

    const unused = (await owner.call('GET', `${seats}?unused=60&reason=renewal`)).body
    expect(unused).toEqual({ total: 0, seats: [] })
    // That there is none tells of everyone.
    expect(await noted()).toHaveLength(2)

    const file = await owner.call('GET', `${org}/licences/${id}/reclaim?unused=30&reason=renewal`)
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(file.headers['content-disposition']).toBe('attachment; filename="reclaim-acme-studio-2026-11-02.csv"')
    expect(file.body).toBe(
      'Person,E-mail,Computer,App,Version,Last used on,Days since,Price per month,Currency\r\n' +
        "bo,bo@example.org,'@laptop,Acme Plan,2.1,2026-09-23,40,10.00,BRL\r\n",
    )
    expect(await noted()).toHaveLength(3)
    const none = await owner.call('GET', `${org}/licences/${id}/reclaim?unused=90&reason=renewal`)
    expect(none.body.split('\r\n')).toHaveLength(2)
    await owner.call('PATCH', '/api/v1/me', { locale: 'pt-BR' })
    expect((await owner.call('GET', `${org}/licences/${id}/reclaim?unused=90&reason=renewal`)).body).toMatch(
      /^Pessoa,E-mail,Computador/,
    )
  })

  it('say of the same days what the report of the organisation says', async () => {
    const { owner, bo, store } = await openWorld()
    await record({ ...world, store }, bo, 'old laptop', [], [plan, vim])
    const longAgo = noon - 91 * dayMs
    const { devices } = store.t
    await store.batch((db) => [db.update(devices).set({ lastSeenAt: longAgo }).where(eq(devices.name, 'old laptop'))])
    const each = { renewsOn: null, price: { minor: 1_001, currency: 'BRL', per: 'year' } }
    for (const licence of [
      { ...each, name: 'Counted', apps: [vim.key, draw.key], seats: 9 },
      { ...each, name: 'Any number', apps: [plan.key], seats: null },
      { ...each, name: 'Used by all', apps: [vim.key], seats: 1 },
      { ...each, name: 'Of nobody', apps: ['nobody.desktop'], seats: 3, price: null },
    ])
      expect((await owner.call('POST', `${org}/licences`, licence)).status).toBe(200)
    // The month so far has two days.
    const apps = await readOrgApps(store, 1, { now: noon, today: '2026-11-02' })
    const licences = (await findLicences(store, 1)).map((one) => ({
      name: one.name,
      ...toLicenceUse(one, findSeats(apps, one.apps), '2026-11-01'),
    }))
    const report = await makeOrgReport(store, 1, '2026-11', noon)
    type Told = Pick<OrgLicence, 'name' | 'installed' | 'used' | 'unused'> & { wastedMinor?: number | null }
    const told = (all: readonly Told[]) =>
      all
        .map(({ name, installed, used, unused, wastedMinor = null }) => ({
          name,
          installed,
          used,
          unused,
          wastedMinor,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    expect(told(licences)).toEqual([
      { name: 'Any number', installed: 1, used: 0, unused: 1, wastedMinor: 83 },
      { name: 'Counted', installed: 2, used: 1, unused: 8, wastedMinor: 667 },
      { name: 'Of nobody', installed: 0, used: 0, unused: 3, wastedMinor: null },
      { name: 'Used by all', installed: 2, used: 1, unused: 0, wastedMinor: 0 },
    ])
    // What only ran before the month is on that computer no more for the report: no installer tells of it.
    const ranOnly = (all: ReturnType<typeof told>) =>
      all.map((one) => (one.name === 'Used by all' ? { ...one, installed: 1 } : one))
    expect(told(report.licences)).toEqual(ranOnly(told(licences)))
  })

  it('name who has an app, licence or not, in the same way', async () => {
    const { owner, bo, bos, mine, join } = await openWorld()
    const seats = (who: TestVisitor, query: string) => who.call('GET', `${org}/software/seats?app=${vim.key}${query}`)
    const mia = await join('mia@example.org', 'manager')
    expect((await seats(mia, '&reason=curious')).status).toBe(403)
    expect((await seats(owner, '')).body.error).toMatchObject({ code: 'invalid', at: 'reason' })
    const { body } = await seats(owner, '&reason=old+version')
    expect(body.total).toBe(2)
    expect(body.seats).toMatchObject([
      { userId: bos.userId, device: '@laptop', days: 2, version: null },
      { userId: mine.userId, device: 'desk', days: 1 },
    ])
    const { entries } = (await bo.call('GET', `${org}/me/access-log`)).body
    expect(entries).toMatchObject([{ what: 'seat', reason: 'Vim: old version', actorName: 'Ana' }])
    // How many there are is told of them, too, whichever page is asked for, and a page without anybody is noted of all.
    for (const query of ['&unused=30', '&offset=1000'])
      expect((await seats(owner, query)).body.error).toMatchObject({ code: 'invalid', at: 'reason' })
    expect((await seats(owner, '&unused=30&reason=idle')).body).toEqual({ total: 0, seats: [] })
    expect((await bo.call('GET', `${org}/me/access-log`)).body.entries).toMatchObject([{ reason: 'Vim: idle' }, {}])
  })

  it('stand beside all software, of which nothing is told of fewer than five people', async () => {
    const { owner, bo, join } = await openWorld()
    await owner.call('POST', `${org}/licences`, suite)
    const mia = await join('mia@example.org', 'manager')
    const read = async (who: TestVisitor, query = '') => (await who.call('GET', `${org}/software?${query}`)).body
    expect((await bo.call('GET', `${org}/software`)).status).toBe(403)
    const all = await read(owner, 'sort=name')
    expect(all).toMatchObject({ total: 3, devices: 2 })
    const [acme, , editor] = all.apps
    expect(acme).toMatchObject({
      ...draw,
      ...{ devices: 2, installed: 1, people: 'withheld', lastUsedOn: 'withheld', opened: true },
      unused: { days30: 0, days60: 0, days90: 0 },
      versions: [{ version: '2.1', devices: 1 }],
      licence: { name: 'Acme Studio', wastedMinor: 3_000, currency: 'BRL' },
    })
    expect(editor).toMatchObject({ ...vim, devices: 2, licence: null })
    expect((await read(owner, 'unused=30')).apps).toMatchObject([{ ...plan, unused: { days30: 1, days60: 0 } }])
    expect((await read(owner, 'search=VIM&licence=without')).total).toBe(1)
    expect((await read(owner, 'shows=services')).total).toBe(0)
    expect((await read(owner, 'sort=wasted&offset=2')).apps).toMatchObject([vim])
    expect((await read(mia, 'sort=name')).apps[0].licence).toBeNull()

    await bo.call('PATCH', `${org}/sharing`, { shares: true })
    expect((await read(owner, 'sort=name')).apps[0]).toMatchObject({ people: 2, lastUsedOn: '2026-10-30' })
    expect((await read(mia, 'sort=name')).apps[0].people).toBe('withheld')
    const own = (await bo.call('GET', `${org}/me/software?unused=30`)).body
    expect(own).toMatchObject({
      total: 1,
      apps: [
        {
          ...plan,
          unused: 30,
          days: 40,
          lastUsedOn: '2026-09-23',
          licence: { name: 'Acme Studio', price: suite.price },
        },
      ],
    })
    expect((await bo.call('GET', `${org}/me/software?sort=name&limit=1&offset=2`)).body).toMatchObject({
      total: 3,
      apps: [{ ...vim, devices: [{ name: '@laptop', installed: false, version: null, days: 2 }] }],
    })
  })
})
