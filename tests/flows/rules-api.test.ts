import { afterEach, expect, it } from 'vitest'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type AccountWorld, openAccountWorld } from '../support/accounts.ts'
import { openJournalAgent, recordHour } from '../support/journal-agent.ts'
import { noon } from '../support/records.ts'
import { makeAllDays } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'

const org = '/api/v1/orgs/1'
const apps = [
  { key: 'firefox.desktop', name: 'Firefox' },
  { key: 'acme-draw.desktop', name: 'Acme Draw' },
  { key: 'acme-plan.desktop', name: 'Acme Plan' },
]

/** Somebody records an hour with each of the apps. */
async function record(store: Store, url: string, userId: string): Promise<void> {
  const token = `token-${userId}`
  await createDevice(store, { orgId: 1, userId, name: 'laptop', platform: 'test', token, now: noon })
  const agent = openJournalAgent(url, token, () => noon)
  for (const [i, app] of apps.entries()) recordHour(agent, noon - (i + 1) * hourMs, app, 'Cats - a film')
  await agent.uploader.uploadNow()
  await agent.end()
  await makeAllDays(store)
}

describeStores('categories and rules over the API', (open) => {
  let world: AccountWorld
  afterEach(() => world.server.stop())
  const openWorld = async () => {
    world = await openAccountWorld(await open())
    await record(world.store, world.server.url, world.ownerId)
    return world
  }

  it('are previewed, changed as a whole, put in order, undone, and told in their history', async () => {
    const { owner } = await openWorld()
    const read = async () => (await owner.call('GET', `${org}/rules?days=7`)).body
    const first = await read()
    const web = first.rules.find((rule: { app: string | null }) => rule.app?.includes('firefox'))
    expect(web).toMatchObject({ apps: 1, matches: 1, time: { foregroundMs: hourMs }, cpuMs: 5 })
    const { body: unsorted } = await owner.call('GET', `${org}/rules/suggestions?days=7`)
    expect(unsorted).toMatchObject({ total: 2, revision: first.revision })
    expect(unsorted.apps[0]).toMatchObject({ time: { foregroundMs: hourMs }, suggestion: null })

    const edits = [
      { what: 'add category', name: 'Drawing' },
      { what: 'add rule', categoryId: first.lastId + 1, app: 'acme draw' },
      { what: 'add rule', categoryId: first.lastId + 1, title: '*cats*' },
    ]
    const { body: preview } = await owner.call('POST', `${org}/rules/preview`, { edits, days: 7 })
    expect(preview.moved).toMatchObject([{ name: 'Acme Draw', from: null, to: first.lastId + 1 }])
    expect(preview.differences[0]).toMatchObject({
      categoryId: first.lastId + 1,
      before: { foregroundMs: null },
      after: { foregroundMs: 3 * hourMs },
    })
    expect((await read()).revision).toBe(first.revision)

    const change = { edits, revision: first.revision }
    const { body: changed } = await owner.call('POST', `${org}/rules/changes`, change)
    expect(changed).toMatchObject({ revision: first.revision + 1, added: [1, 2, 3].map((n) => first.lastId + n) })
    expect(changed.touchedDays).toBeGreaterThan(0)
    expect((await owner.call('POST', `${org}/rules/changes`, change)).body.error.code).toBe('conflict')
    await makeAllDays(world.store)
    const { body: tree } = await owner.call('GET', `${org}/categories?days=7`)
    const drawing = tree.categories.find(({ name }: { name: string }) => name === 'Drawing')
    expect(drawing).toMatchObject({ rules: 2, own: { time: { foregroundMs: 3 * hourMs } } })
    expect(drawing.apps).toBe(1)
    const appsOf = async (query: string) => (await owner.call('GET', `${org}/categories/apps?days=7&${query}`)).body
    expect(await appsOf(`category=${drawing.id}`)).toMatchObject({
      total: 1,
      apps: [{ name: 'Acme Draw', categoryId: drawing.id, ruleId: changed.added[1], time: { foregroundMs: hourMs } }],
    })
    expect(await appsOf('search=acme&limit=1&offset=1')).toMatchObject({ total: 2, apps: [{ name: 'Acme Plan' }] })
    expect(await appsOf(`rule=${changed.added[2]}`)).toMatchObject({ total: 0, apps: [] })
    // What a rule on titles took has left nothing unsorted but CPU time.
    expect(tree.unsorted).toMatchObject({ apps: 1, time: { foregroundMs: 0 }, cpuMs: 5 })
    const neighbour = (await owner.call('GET', `${org}/rules/suggestions?days=7`)).body.apps
    expect(neighbour).toMatchObject([
      { name: 'Acme Plan', suggestion: { categoryId: drawing.id, because: 'neighbour', like: 'Acme Draw' } },
    ])

    const [, titles, draw] = changed.added
    const order = { what: 'change rule', rule: draw, place: { after: titles } }
    await owner.call('POST', `${org}/rules/changes`, { edits: [order], revision: changed.revision })
    expect((await read()).rules.slice(0, 2).map(({ id }: { id: number }) => id)).toEqual([titles, draw])
    const undo = (revision: number) => owner.call('POST', `${org}/rules/undo`, { revision })
    expect((await undo(1)).status).toBe(409)
    expect((await undo(changed.revision + 1)).body).toMatchObject({ undone: { action: 'change rule' } })
    expect((await undo(changed.revision + 2)).body).toMatchObject({ undone: { action: 'several' } })
    expect((await read()).rules).toHaveLength(first.rules.length)
    const { body: history } = await owner.call('GET', `${org}/rules/history?limit=3`)
    expect(history).toMatchObject({
      next: changed.revision + 1,
      changes: [
        { action: 'undo', undoes: changed.revision, undone: false, categories: 1, rules: 2 },
        { action: 'undo', undoes: changed.revision + 1 },
        { action: 'change rule', rules: 1, undone: true, at: noon },
      ],
    })
    expect((await owner.call('GET', `${org}/rules/history?before=${history.next}`)).body).toMatchObject({
      next: null,
      changes: [{ action: 'several', undone: true }],
    })
  })

  it('refuse a change that makes no sense, and change nothing of it', async () => {
    const { owner } = await openWorld()
    const { revision, rules } = (await owner.call('GET', `${org}/rules`)).body
    const refuse = async (...edits: object[]) => {
      const { status, body } = await owner.call('POST', `${org}/rules/changes`, { edits, revision })
      return [status, body.error.code, body.error.at]
    }
    const fine = { what: 'add category', name: 'Fine' }
    expect(await refuse(fine, { what: 'remove rule', rule: 2 ** 30 })).toEqual([404, 'not_found', undefined])
    expect(await refuse(fine, { what: 'add rule', categoryId: 1 })).toEqual([422, 'invalid', 'app'])
    expect(await refuse({ what: 'add category', name: 'a/b' })).toEqual([422, 'invalid', 'name'])
    expect(await refuse({ what: 'rename everything' })).toEqual([422, 'invalid', 'edits[0].what'])
    expect(await refuse()).toEqual([422, 'invalid', 'edits'])
    const moved = { what: 'change rule', rule: rules[0].id, place: 'middle' }
    expect((await refuse(moved))[2]).toBe('edits[0].place')
    expect((await owner.call('GET', `${org}/rules`)).body.revision).toBe(revision)
  })

  it('are for admins, who see no time of fewer than five people unless these share it', async () => {
    const { join, store, server } = await openWorld()
    const [ada, bo] = [await join('ada@example.org', 'admin'), await join('bo@example.org', 'member')]
    const boId = (await bo.call('GET', '/api/v1/me')).body.id
    await record(store, server.url, boId)
    for (const path of ['categories', 'rules', 'rules/suggestions', 'rules/history'])
      expect((await bo.call('GET', `${org}/${path}`)).status).toBe(403)
    const timeOf = async () => {
      const { rules } = (await ada.call('GET', `${org}/rules`)).body
      return rules.find((rule: { app: string | null }) => rule.app?.includes('firefox')).time
    }
    expect(await timeOf()).toBe('withheld')
    const edits = [{ what: 'add rule', categoryId: 1, app: 'acme*' }]
    const { body: preview } = await ada.call('POST', `${org}/rules/preview`, { edits })
    expect(preview.differences).toMatchObject([
      { categoryId: null, before: 'withheld', after: { foregroundMs: null } },
      { categoryId: 1, before: { foregroundMs: null }, after: 'withheld' },
    ])
    for (const who of [bo, world.owner]) await who.call('PATCH', `${org}/sharing`, { shares: true })
    expect(await timeOf()).toMatchObject({ foregroundMs: 120 * minuteMs })
  })
})
