import { afterEach, expect, it } from 'vitest'
import { dayMs, minuteMs, secondMs } from '../../src/core/time.ts'
import { api } from '../../src/protocol/api.ts'
import { agentClientId, deviceCodeGrant, deviceCodePath, deviceTokenPath } from '../../src/protocol/enrolment.ts'
import { hashToken } from '../../src/server/store/devices.ts'
import { openRightsWorld, type RightsWorld } from '../support/rights-world.ts'
import { describeStores } from '../support/stores.ts'

const org = '/api/v1/orgs/1'

describeStores('the fleet', (open) => {
  let world: RightsWorld
  afterEach(() => world.server.stop())
  const openWorld = async () => {
    world = await openRightsWorld(await open())
    return world
  }

  it('is shown to admins in pages, with what each device needs', async () => {
    const { ada, bo, mia, boId, forward } = await openWorld()
    for (const who of [bo, mia]) expect((await who.call('GET', `${org}/fleet`)).status).toBe(403)
    const read = async (query = '') => (await ada.call('GET', `${org}/fleet?${query}`)).body
    const first = await read()
    expect(first.counts).toMatchObject({ devices: 2, reporting: 1, never_seen: 1, silent: 0, outdated: 0, fault: 0 })
    expect(first.versions).toEqual([
      { version: '1.2.3', devices: 1 },
      { version: null, devices: 1 },
    ])
    const bos = first.devices.find(({ userId }: { userId: string }) => userId === boId)
    expect(bos).toMatchObject({ person: 'bo', agentVersion: '1.2.3', silentDays: 0, waitingDays: 0, erasing: 0 })
    expect(bos.coverage).toBeCloseTo(bos.recordedMs / bos.dueMs)
    expect(bos.policy).toMatchObject({ paused: false, titles: true, changedAt: null, told: null })
    expect(bos).not.toHaveProperty('streams')
    // Whoever never said a word goes last, as nothing is known of when.
    expect((await read('sort=lastSeenAt&order=desc')).devices.map(({ id }: { id: number }) => id)).toEqual([
      bos.id,
      3 - bos.id,
    ])
    expect(await read('search=BO&limit=1')).toMatchObject({ total: 1, counts: { devices: 2 } })
    expect(await read('limit=1&offset=1')).toMatchObject({ total: 2, devices: [{}] })
    expect((await read('attention=any')).total).toBe(0)

    forward(minuteMs)
    const pause = {
      scope: 'person',
      about: boId,
      revision: 0,
      settings: { paused: true, workingHours: 'mo-fr 08:00-18:00' },
    }
    await ada.call('PATCH', `${org}/policies`, pause)
    forward(4 * dayMs)
    expect((await read('state=silent')).devices).toMatchObject([
      {
        ...{ id: bos.id, silentDays: 4 },
        policy: { paused: true, pausedBySelf: false, workingHours: 'mo-fr 08:00-18:00', told: false },
      },
    ])
  })

  it('grows by tokens that are told once, which programs cannot make, and notes what is done to devices', async () => {
    const { ada, bo, boId, mia, store, device } = await openWorld()
    const made = await bo.call('POST', `${org}/devices`, { name: 'Old laptop' })
    expect(made.body).toMatchObject({ name: 'Old laptop', token: expect.stringMatching(/^ua_device_/) })
    const [row] = (await store.db.select().from(store.t.deviceTokens)).filter(
      ({ deviceId }) => deviceId === made.body.id,
    )
    expect(row!.hash).toBe(hashToken(made.body.token))
    expect((await mia.call('GET', `${org}/fleet-tokens`)).status).toBe(403)
    const given = { member: boId, name: 'Lab', uses: 20, days: 7 }
    const { body: token } = await ada.call('POST', `${org}/fleet-tokens`, given)
    expect(token).toMatchObject({
      userId: boId,
      usesLeft: 20,
      approval: false,
      token: expect.stringMatching(/^ua_fleet_/),
    })
    expect((await ada.call('POST', `${org}/fleet-tokens`, { ...given, member: 'nobody' })).status).toBe(404)
    expect((await ada.call('DELETE', `${org}/fleet-tokens/${token.id}`)).status).toBe(200)
    const { token: _, ...shown } = token
    expect((await ada.call('GET', `${org}/fleet-tokens`)).body.tokens).toEqual([
      { ...shown, revokedAt: shown.createdAt },
    ])

    const at = (id: number) => `${org}/devices/${id}`
    const { deviceId } = device
    expect((await ada.call('POST', `${at(deviceId)}/merge`, { into: 99 })).status).toBe(404)
    expect((await ada.call('POST', `${at(deviceId)}/merge`, { into: deviceId })).body.error.at).toBe('into')
    expect((await ada.call('POST', `${at(deviceId)}/merge`, { into: made.body.id })).body.done).toBe(false)
    await ada.call('PATCH', at(deviceId), { name: 'Desk' })
    await bo.call('PATCH', at(made.body.id), { name: 'Mine' })
    await ada.call('POST', `${at(deviceId)}/merge`, { into: made.body.id, confirm: true })
    await ada.call('POST', `${at(made.body.id)}/revoke`, {})
    const { entries } = (await bo.call('GET', `${org}/me/access-log`)).body
    expect(entries.map(({ what, reason }: Record<string, string>) => `${what}: ${reason}`)).toEqual([
      'revoke: Mine',
      `merge: Desk (${deviceId}) → Mine (${made.body.id})`,
      'rename: laptop → Desk',
    ])
    const forPeople = api.filter(({ people }) => people).map(({ id }) => id)
    expect(forPeople.sort()).toEqual([
      ...['addClient', 'addFleetToken', 'decideWaiting', 'mailTest', 'revokeClient', 'revokeFleetToken'],
    ])
  })

  it('is looked at one by one by its person and by admins, who also let waiting computers in from a list', async () => {
    const { ada, bo, boId, mia, store, server, device, forward } = await openWorld()
    const at = `${org}/devices/${device.deviceId}`
    const { body } = await bo.call('GET', at)
    expect((await ada.call('GET', at)).body).toEqual(body)
    expect((await mia.call('GET', at)).status).toBe(404)
    const [row] = await store.db.select().from(store.t.deviceTokens)
    expect(body).toMatchObject({ tokens: [{ createdAt: row!.createdAt }], streams: [{ predecessor: null }] })
    const { devices } = (await ada.call('GET', `${org}/fleet`)).body
    expect(body.device).toEqual(devices.find(({ id }: { id: number }) => id === device.deviceId))
    const days = (await store.db.select().from(store.t.days)).filter(({ deviceId }) => deviceId === device.deviceId)
    expect(days.length).toBeGreaterThan(1)
    expect(body.days).toEqual(
      days
        .sort((a, b) => (a.day < b.day ? -1 : 1))
        .map(({ day, recordedMs, dueMs }) => ({ day, coverage: dueMs === 0 ? null : recordedMs / dueMs })),
    )

    const given = { member: boId, name: 'Lab', uses: 3, days: 1, approval: true }
    const { token } = (await ada.call('POST', `${org}/fleet-tokens`, given)).body
    const post = async (path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: agentClientId, ...fields })
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(server.url + path, { method: 'POST', headers, body })
      return (await answer.json()) as Record<string, string>
    }
    const applicant = { account: 'lab', platform: 'linux-x64' }
    const asked = [await post(deviceCodePath, { host_name: 'lab-1', ...applicant })]
    forward(secondMs)
    asked.push(await post(deviceCodePath, { host_name: 'lab-2', ...applicant }))
    expect((await mia.call('GET', `${org}/device-grants`)).status).toBe(403)
    const waiting = async () => (await ada.call('GET', `${org}/device-grants`)).body.waiting
    const [first, second] = await waiting()
    const shown = { account: 'lab', platform: 'linux-x64', userId: boId, person: 'bo' }
    expect([first, second]).toMatchObject([
      { hostName: 'lab-1', ...shown },
      { hostName: 'lab-2', ...shown },
    ])
    const decide = (id: string, letIn: boolean, name = '') =>
      ada.call('POST', `${org}/device-grants/${id}/decide`, { letIn, name })
    expect((await decide(first.id, true, 'Lab desk')).status).toBe(200)
    expect((await decide(second.id, false)).status).toBe(200)
    expect((await decide(second.id, true)).status).toBe(404)
    expect(await waiting()).toEqual([])
    const fetchFor = ({ device_code }: Record<string, string>) =>
      post(deviceTokenPath, { grant_type: deviceCodeGrant, device_code: device_code! })
    expect(await fetchFor(asked[0]!)).toMatchObject({ access_token: expect.stringMatching(/^ua_device_/) })
    expect(await fetchFor(asked[1]!)).toMatchObject({ error: 'access_denied' })
    const { body: list } = await bo.call('GET', `${org}/devices`)
    expect(list.devices.map(({ name }: { name: string }) => name)).toEqual(['laptop', 'Lab desk'])
  })

  it('is nobody’s in a personal instance, where a person also says when they are idle', async () => {
    const { owner, bo, store, boId, ownerId } = await openWorld()
    const { body } = await owner.call('GET', org)
    expect(body).toMatchObject({ personal: false, retention: { titlesMs: 30 * dayMs } })
    await owner.call('DELETE', `${org}/members/${boId}`)
    for (const { id } of (await owner.call('GET', `${org}/members`)).body.members)
      if (id !== ownerId) await owner.call('DELETE', `${org}/members/${id}`)
    // Bo has left, and what was recorded of Bo is still there.
    expect((await owner.call('GET', org)).body.personal).toBe(false)
    await store.batch((db) => [db.update(store.t.devices).set({ userId: ownerId })])
    expect((await owner.call('GET', org)).body.personal).toBe(true)

    const before = (await store.db.select().from(store.t.devices)).map(({ policyRev }) => policyRev)
    expect((await owner.call('PATCH', '/api/v1/me', { idleAfterMs: 10 * minuteMs })).status).toBe(200)
    expect((await owner.call('GET', '/api/v1/me')).body.idleAfterMs).toBe(10 * minuteMs)
    const after = (await store.db.select().from(store.t.devices)).map(({ policyRev }) => policyRev)
    expect(after.every((rev, i) => rev > before[i]!)).toBe(true)
    expect((await bo.call('PATCH', '/api/v1/me', { idleAfterMs: 1_000 })).body.error.at).toBe('idleAfterMs')
  })
})
