import { strFromU8, unzipSync } from 'fflate'
import { request } from 'undici'
import { afterEach, expect, it } from 'vitest'
import { dayMs } from '../../src/core/time.ts'
import { readPolicyFor } from '../../src/server/store/policies.ts'
import { noon } from '../support/records.ts'
import { openRightsWorld, type RightsWorld } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'

const org = '/api/v1/orgs/1'
const mine = `${org}/me`

describeStores('the rights of a person', (open) => {
  let world: RightsWorld
  afterEach(() => world.server.stop())
  const openWorld = async () => {
    world = await openRightsWorld(await open())
    return world
  }

  it('show what is stored of them, and for how long', async () => {
    const { bo, mia, device } = await openWorld()
    const { body } = await bo.call('GET', `${mine}/stored`)
    expect(body).toMatchObject({
      firstDay: '2026-11-01',
      lastDay: '2026-11-02',
      kinds: expect.arrayContaining(['titles']),
    })
    expect(body.tables).toMatchObject({ users: 1, devices: 1, processHours: 2, spans: 4, days: 2, members: 1 })
    const { rows, ...told } = body.devices[0]
    expect([body.devices.length, told]).toEqual([
      1,
      { device: device.deviceId, name: 'laptop', firstDay: '2026-11-01', lastDay: '2026-11-02' },
    ])
    for (const [table, n] of Object.entries(rows)) expect([table, n]).toEqual([table, body.tables[table]])
    expect(rows).toMatchObject({ processHours: 2, spans: 4, days: 2 })
    expect(body.retention).toEqual({
      ...{ titlesMs: 30 * dayMs, factsMs: 396 * dayMs, daysMs: 1_827 * dayMs, accessMs: 366 * dayMs },
    })
    expect((await mia.call('GET', `${mine}/stored`)).body).toMatchObject({ firstDay: null, kinds: [] })
    expect((await bo.call('GET', `${mine}/report?month=2026-11`)).body).toMatchObject({
      ...{ frozen: false, report: { about: 'bo', period: '2026-11' } },
    })
    expect((await bo.call('GET', `${mine}/report?month=2026-13`)).body.error).toMatchObject({ at: 'month' })
  })

  it('give them all of it as a file, JSON or CSV in a zip, with the rows that were counted', async () => {
    const { bo, server } = await openWorld()
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

  it('let them pause, withdraw and consent again, and nobody else undo it', async () => {
    const { bo, boId, ada, store, device } = await openWorld()
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

  it('have it erased up to a day, by them or by an admin who says why, with a receipt', async () => {
    const { bo, boId, ada, mia, store, device } = await openWorld()
    const dry = (await bo.call('POST', `${mine}/erasures`, { dryRun: true, until: '2026-11-02' })).body
    expect(dry).toMatchObject({ dryRun: true, account: false, devices: [{ order: null, rows: { processHours: 1 } }] })
    expect((await bo.call('GET', `${mine}/erasures`)).body).toEqual({ erasures: [] })
    const ofOne = (device: number) => bo.call('POST', `${mine}/erasures`, { dryRun: true, device })
    expect((await ofOne(device.deviceId)).body.devices).toMatchObject([{ name: 'laptop', rows: { processHours: 2 } }])
    const another = await mia.call('POST', `${mine}/erasures`, { dryRun: false, device: device.deviceId })
    expect([another.status, another.body.error.at]).toEqual([404, 'device'])
    // What is recorded until a day that lies ahead would be refused, and lost.
    const ahead = await bo.call('POST', `${mine}/erasures`, { dryRun: false, until: '2062-11-02' })
    expect([ahead.status, ahead.body.error.at]).toEqual([422, 'until'])
    const done = (await bo.call('POST', `${mine}/erasures`, { dryRun: false, until: '2026-11-02' })).body
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
    // Even that something was erased is the person's own: who asks says why, and is noted.
    expect((await ada.call('GET', theirs)).body.error).toMatchObject({ at: 'reason' })
    expect((await ada.call('GET', `${theirs}?reason=is+it+done`)).body.erasures).toHaveLength(2)
    expect((await bo.call('GET', `${mine}/access-log`)).body.entries).toMatchObject([
      { what: 'erasures', reason: 'is it done', actorName: 'ada' },
      { what: 'erase', reason: 'they left', actorName: 'ada' },
    ])
    expect((await store.db.select().from(store.t.eraseOrders)).map(({ orderedBy }) => orderedBy)).toContain(boId)
  })
})
