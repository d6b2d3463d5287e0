import { strFromU8, unzipSync } from 'fflate'
import { request } from 'undici'
import { afterEach, expect, it } from 'vitest'
import { dayMs, hourMs } from '../../src/core/time.ts'
import { api } from '../../src/protocol/api.ts'
import { newSecret } from '../../src/server/auth/secrets.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { checkAccessLog } from '../../src/server/store/access-log.ts'
import { createApiClient } from '../../src/server/store/api-clients.ts'
import { erasuresFile } from '../../src/server/store/care/erasures.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import { createOrg } from '../../src/server/store/orgs.ts'
import { readPolicyFor } from '../../src/server/store/policies.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { openJournalAgent, recordHour } from '../support/journal-agent.ts'
import { newFolder } from '../support/program.ts'
import { noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'
import type { TestVisitor } from '../support/visitor.ts'

const org = '/api/v1/orgs/1'
const mine = `${org}/me`
const vim = { key: 'vim', name: 'Vim' }

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

interface World extends AccountWorld {
  readonly bo: TestVisitor
  readonly boId: string
  readonly ada: TestVisitor
  readonly mia: TestVisitor
  readonly device: { readonly orgId: 1; readonly deviceId: number }
}

/** Bo has recorded two hours; Ada is an admin, Mia a manager. */
async function openWorld(store: Store): Promise<World> {
  const erasing = { tombstones: erasuresFile(newFolder()), outbox: newFolder() }
  const world = await openAccountWorld(store, { erasing })
  ends.push(() => world.server.stop())
  const [bo, ada, mia] = [
    await world.join('bo@example.org', 'member'),
    await world.join('ada@example.org', 'admin'),
    await world.join('mia@example.org', 'manager'),
  ]
  const boId = (await bo.call('GET', '/api/v1/me')).body.id
  const token = `token-${boId}`
  const given = { orgId: 1, userId: boId, name: 'laptop', platform: 'test', token, now: noon }
  const deviceId = await createDevice(store, given)
  const agent = openJournalAgent(world.server.url, token, () => noon)
  ends.push(agent.end)
  for (const day of [3, 1]) recordHour(agent, noon - day * dayMs, vim, 'a letter')
  expect(await agent.uploader.uploadNow()).toMatchObject({ error: undefined })
  await rollUp(store)
  return { ...world, bo, boId, ada, mia, device: { orgId: 1, deviceId } }
}

describeStores('the rights of a person', (open) => {
  it('show what is stored of them, and for how long', async () => {
    const { bo, mia } = await openWorld(await open())
    const { body } = await bo.call('GET', `${mine}/stored`)
    expect(body).toMatchObject({
      firstDay: '2026-10-30',
      lastDay: '2026-11-01',
      kinds: expect.arrayContaining(['titles']),
    })
    expect(body.tables).toMatchObject({ users: 1, devices: 1, processHours: 2, spans: 4, days: 2, members: 1 })
    expect(body.retention).toEqual({
      ...{ titlesMs: 30 * dayMs, factsMs: 396 * dayMs, daysMs: 1_827 * dayMs, accessMs: 366 * dayMs },
    })
    expect((await mia.call('GET', `${mine}/stored`)).body).toMatchObject({ firstDay: null, kinds: [] })
    expect((await bo.call('GET', `${mine}/report?month=2026-10`)).body).toMatchObject({
      ...{ frozen: false, report: { about: 'bo', period: '2026-10' } },
    })
    expect((await bo.call('GET', `${mine}/report?month=2026-13`)).body.error).toMatchObject({ at: 'month' })
  })

  it('give them all of it as a file, JSON or CSV in a zip, with the rows that were counted', async () => {
    const { bo, server } = await openWorld(await open())
    const { tables } = (await bo.call('GET', `${mine}/stored`)).body
    const json = await bo.call('GET', `${mine}/export`)
    expect(json.headers['content-disposition']).toBe('attachment; filename="usage-audit-2026-11.json"')
    expect(json.headers['cache-control']).toBe('no-store')
    const counts = Object.entries(json.body.tables).map(([table, rows]) => [table, (rows as unknown[]).length])
    expect(Object.fromEntries(counts)).toEqual(tables)
    expect(JSON.stringify(json.body)).toContain('a letter')
    const headers = { cookie: bo.cookie()! }
    const zipped = await request(`${server.url}${mine}/export?format=csv`, { headers })
    expect(zipped.headers['content-type']).toBe('application/zip')
    const files = unzipSync(new Uint8Array(await zipped.body.arrayBuffer()))
    expect(Object.keys(files).sort()).toEqual(
      ['export.json', ...Object.keys(tables).map((name) => `${name}.csv`)].sort(),
    )
    for (const [table, rows] of Object.entries(tables))
      expect([table, strFromU8(files[`${table}.csv`]!).trimEnd().split('\r\n').length]).toEqual([
        table,
        Number(rows) + 1,
      ])
    expect(JSON.parse(strFromU8(files['export.json']!))).toMatchObject({ person: 'bo', organisation: 'Ana' })
  })

  it('tell them who opened their data and why, and let nobody do so who may not or does not say why', async () => {
    const { bo, boId, ada, mia, owner, ownerId, store } = await openWorld(await open())
    const report = (who: TestVisitor, id: string, why = '&reason=asked+by+Bo') =>
      who.call('GET', `${org}/members/${id}/report?month=2026-10${why}`)
    const unsaid = await report(ada, boId, '')
    expect([unsaid.status, unsaid.body.error.at]).toEqual([422, 'reason'])
    expect((await report(ada, boId, '&reason=+a++')).body.error).toMatchObject({ at: 'reason' })
    expect((await report(mia, boId)).status).toBe(403)
    expect((await report(bo, ownerId)).status).toBe(403)
    expect((await report(ada, 'nobody')).status).toBe(404)
    expect((await bo.call('GET', `${mine}/access-log`)).body).toEqual({ entries: [], next: null })

    expect((await report(ada, boId)).body).toMatchObject({ frozen: false, report: { about: 'bo' } })
    await bo.call('PATCH', `${org}/sharing`, { shares: true })
    expect((await report(mia, boId, '&reason=one+to+one')).status).toBe(200)
    const file = await owner.call('GET', `${org}/members/${boId}/export?reason=moves+away`)
    expect(file.body.tables.processHours).toHaveLength(2)
    expect((await mia.call('GET', `${org}/members/${boId}/export?reason=moves+away`)).status).toBe(403)
    const first = (await bo.call('GET', `${mine}/access-log?limit=2`)).body
    expect(first).toMatchObject({
      entries: [
        { actorName: 'Ana', what: 'export', reason: 'moves away', at: noon },
        { actorName: 'mia', what: 'report', reason: 'one to one' },
      ],
      next: 2,
    })
    expect((await bo.call('GET', `${mine}/access-log?before=${first.next}`)).body).toMatchObject({
      entries: [{ actorName: 'ada', what: 'report', reason: 'asked by Bo', about: boId }],
      next: null,
    })
    // Of the organisation only admins see it, and of another person nobody sees anything here.
    expect((await ada.call('GET', `${org}/access-log`)).body.entries).toHaveLength(3)
    expect((await ada.call('GET', `${org}/access-log?about=${ownerId}`)).body.entries).toEqual([])
    expect((await mia.call('GET', `${org}/access-log`)).status).toBe(403)
    expect((await mia.call('GET', `${mine}/access-log`)).body.entries).toEqual([])
    expect((await checkAccessLog(store, 1)).faults).toEqual([])
  })

  it('let them pause, withdraw and consent again, and nobody else undo it', async () => {
    const { bo, boId, ada, store, device } = await openWorld(await open())
    const decide = (action: string) => bo.call('POST', `${mine}/consent`, { action })
    const isPaused = async () => (await readPolicyFor(store, device)).policy.paused
    expect((await bo.call('GET', `${mine}/consent`)).body).toEqual({ state: 'recording', since: null, policies: [] })
    const { revision } = await readPolicyFor(store, device)
    expect((await decide('pause')).body).toEqual({ state: 'paused', since: noon })
    expect(await isPaused()).toBe(true)
    expect((await readPolicyFor(store, device)).revision).toBeGreaterThan(revision)
    expect((await decide('resume')).body.state).toBe('recording')
    expect(await isPaused()).toBe(false)
    expect((await decide('withdraw')).body.state).toBe('withdrawn')
    for (const action of ['pause', 'resume']) expect((await decide(action)).body.error.at).toBe('action')
    // An admin may ask for more to be left out, and not for what the person took back.
    for (const [scope, about] of [
      ['person', boId],
      ['device', String(device.deviceId)],
    ]) {
      const set = await ada.call('PATCH', `${org}/policies`, { scope, about, revision: 0, settings: { paused: false } })
      expect([scope, set.status]).toEqual([scope, 200])
    }
    expect(await isPaused()).toBe(true)
    const { body } = await bo.call('GET', `${mine}/consent`)
    expect(body.policies.map(({ scope }: { scope: string }) => scope).sort()).toEqual(['device', 'own', 'person'])
    expect((await decide('consent')).body.state).toBe('recording')
    expect(await isPaused()).toBe(false)
  })

  it('have policies changed by admins only, each by the revision that was read, and seen by whom they are about', async () => {
    const { bo, boId, ada, mia, forward } = await openWorld(await open())
    const set = (who: TestVisitor, body: object) => who.call('PATCH', `${org}/policies`, body)
    const given = { scope: 'person', about: boId, revision: 0, settings: { titles: false } }
    for (const who of [bo, mia]) expect((await set(who, given)).status).toBe(403)
    const { body: first } = await set(ada, given)
    expect(first).toMatchObject({ scope: 'person', about: boId, settings: { titles: false } })
    forward(hourMs)
    expect((await set(ada, given)).body.error).toMatchObject({ code: 'conflict', at: 'revision' })
    expect((await set(ada, { ...given, revision: first.revision, settings: {} })).body.settings).toEqual({})
    expect((await set(ada, { ...given, about: 'nobody' })).status).toBe(404)
    expect((await set(ada, { ...given, scope: 'device', about: '99' })).status).toBe(404)
    expect((await set(ada, { ...given, scope: 'device', about: 'x' })).body.error.at).toBe('about')
    expect((await set(ada, { ...given, scope: 'org' })).body.error.at).toBe('about')
    expect((await set(ada, { ...given, scope: 'own' })).body.error.at).toBe('scope')
    expect((await ada.call('GET', `${org}/policies`)).body.policies).toMatchObject([{ about: boId, settings: {} }])
    expect((await bo.call('GET', `${mine}/access-log`)).body.entries.map(({ what }: { what: string }) => what)).toEqual(
      ['settings', 'settings'],
    )
  })

  it('have it erased up to a day, by them or by an admin who says why, with a receipt', async () => {
    const { bo, boId, ada, mia, store, device } = await openWorld(await open())
    const dry = (await bo.call('POST', `${mine}/erasures`, { dryRun: true, until: '2026-10-31' })).body
    expect(dry).toMatchObject({ dryRun: true, account: false, devices: [{ order: null, rows: { processHours: 1 } }] })
    expect((await bo.call('GET', `${mine}/erasures`)).body).toEqual({ erasures: [] })
    const done = (await bo.call('POST', `${mine}/erasures`, { dryRun: false, until: '2026-10-31' })).body
    const theirs = `${org}/members/${boId}/erasures`
    expect((await ada.call('POST', theirs, { dryRun: false })).body.error).toMatchObject({ at: 'reason' })
    expect((await mia.call('POST', theirs, { dryRun: false, reason: 'no more' })).status).toBe(403)
    expect((await ada.call('POST', theirs, { dryRun: false, reason: 'left', account: true })).status).toBe(422)
    expect((await ada.call('POST', theirs, { dryRun: false, reason: 'they left' })).status).toBe(200)
    const { erasures } = (await bo.call('GET', `${mine}/erasures`)).body
    expect(erasures).toHaveLength(2)
    expect(erasures).toContainEqual(
      expect.objectContaining({ order: done.devices[0].order, device: device.deviceId, confirmedAt: null }),
    )
    expect((await ada.call('GET', theirs)).body.erasures).toHaveLength(2)
    expect((await bo.call('GET', `${mine}/access-log`)).body.entries).toMatchObject([
      { what: 'erase', reason: 'they left', actorName: 'ada' },
    ])
    expect((await store.db.select().from(store.t.eraseOrders)).map(({ orderedBy }) => orderedBy)).toContain(boId)
  })

  it('are not there for anybody of another organisation, nor is anybody of it here', async () => {
    const { server, store, owner, ada, visitor, ownerId, linkOf, mails } = await openWorld(await open())
    const second = await createOrg(store, 'Second', ownerId, noon)
    await owner.call('POST', `/api/v1/orgs/${second}/invitations`, { email: 'eve@example.org', role: 'admin' })
    const token = (await linkOf(mails.length)).split('/').at(-1)
    const eve = visitor()
    const joining = { token, name: 'Eve', password: goodPassword, locale: 'en', zone: 'UTC' }
    await eve.call('POST', '/api/v1/invitations/join', joining)
    const eveId = (await eve.call('GET', '/api/v1/me')).body.id
    const rights = api.filter(({ tag }) => ['rights', 'memberData', 'policies'].includes(tag))
    expect(rights.length).toBeGreaterThan(14)
    for (const { method, path } of rights) {
      const at = path.replace(':org', '1').replace(':member', ownerId)
      const { status, body } = await eve.call(method, at, {})
      expect([method, at, status, body.error.message]).toEqual([method, at, 404, 'there is nothing at this address'])
    }
    const report = `${org}/members/${eveId}/report?month=2026-10&reason=curious`
    expect((await ada.call('GET', report)).status).toBe(404)
    const policy = { scope: 'person', about: eveId, revision: 0, settings: {} }
    expect((await ada.call('PATCH', `${org}/policies`, policy)).status).toBe(404)
    expect((await request(`${server.url}${mine}/export`)).statusCode).toBe(401)
  })

  it('are nobody’s by a program, which is no person, but for what an admin may see', async () => {
    const { server, store, boId, bo, ownerId } = await openWorld(await open())
    const secret = newSecret()
    const of = { orgId: 1, name: 'nightly', role: 'admin' as const, scopes: ['read' as const] }
    const client = await createApiClient(store, { ...of, secret, createdBy: ownerId, now: noon })
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: client.id, client_secret: secret })
    const answer = await fetch(`${server.url}/api/v1/oauth/token`, { method: 'POST', body })
    const { access_token } = (await answer.json()) as { access_token: string }
    const call = (path: string) =>
      fetch(server.url + path, { headers: { authorization: `Bearer ${access_token}` } }).then(({ status }) => status)
    for (const path of ['stored', 'export', 'access-log', 'consent', 'erasures', 'report?month=2026-10'])
      expect([path, await call(`${mine}/${path}`)]).toEqual([path, 404])
    expect(await call(`${org}/members/${boId}/report?month=2026-10&reason=payroll`)).toBe(200)
    expect((await bo.call('GET', `${mine}/access-log`)).body.entries).toMatchObject([
      { actor: `client:${client.id}`, actorName: 'nightly', reason: 'payroll' },
    ])
  })
})
