import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchToken, startGrant } from '../../src/server/store/device-grants.ts'
import { findDevices } from '../../src/server/store/devices.ts'
import { createFleetToken, getFleetToken } from '../../src/server/store/fleet-tokens.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'
import { noon } from '../support/records.ts'

const computer = { hostName: '<b>desk</b>', account: 'bea', platform: 'linux-x64', address: '192.0.2.7' }
const api = `/api/v1/orgs/${personalOrg}/device-grants`

describe('letting a computer in', () => {
  let world: AccountWorld
  beforeAll(async () => {
    world = await openAccountWorld(openSqlite(':memory:'))
  })
  afterAll(async () => {
    await world.server.stop()
    await world.store.close()
  })
  const start = () => startGrant(world.store, computer, noon)

  it('is a page that says which computer asks, from where, and warns; a name is a text there', async () => {
    const { userCode, deviceCode } = await start()
    const asked = await world.owner.call('GET', `/device?code=${userCode}`)
    expect(asked.status).toBe(200)
    for (const said of ['&lt;b&gt;desk&lt;/b&gt;', 'bea', '192.0.2.7', 'Let it in only if you started'])
      expect(asked.body).toContain(said)
    expect(asked.headers['content-security-policy']).toContain("default-src 'none'")
    const done = await world.owner.submit('/device', {
      ...{ code: userCode, name: 'My desk', org: String(personalOrg), decision: 'let_in' },
    })
    expect([done.status, done.body]).toEqual([200, expect.stringContaining('“My desk” is one of your devices now')])
    expect(await fetchToken(world.store, deviceCode, noon)).toHaveProperty('token')
    expect(await findDevices(world.store, personalOrg)).toContainEqual(
      expect.objectContaining({ name: 'My desk', userId: world.ownerId }),
    )
  })

  it('leads whoever is not signed in to the sign-in and back, and never elsewhere', async () => {
    const { userCode } = await start()
    const stranger = world.visitor()
    const asked = await stranger.call('GET', `/device?code=${userCode}`)
    expect([asked.status, asked.body]).toEqual([401, expect.stringContaining(`value="/device?code=${userCode}"`)])
    const signIn = (next: string) =>
      world.visitor().submit('/sign-in', { email: 'ana@example.org', password: goodPassword, next })
    expect((await signIn(`/device?code=${userCode}`)).headers.location).toBe(`/device?code=${userCode}`)
    for (const next of [
      '//evil.example',
      'https://evil.example/device',
      '/device?code=x',
      '/device\r\nset-cookie: a=b',
    ])
      expect((await signIn(next)).headers.location).toBe('/')
    const wrong = await world.visitor().submit('/sign-in', { email: 'a@b.example', password: 'x', next: '/device' })
    expect(wrong.body).toContain('name="next" value="/device"')
  })

  it('sends one away, and says so of codes that are none', async () => {
    const { userCode, deviceCode } = await start()
    const away = { code: userCode, name: '', org: String(personalOrg), decision: 'send_away' }
    expect((await world.owner.submit('/device', away)).body).toContain('was sent away')
    expect(await fetchToken(world.store, deviceCode, noon)).toEqual({ refusal: 'access_denied' })
    const again = await world.owner.submit('/device', { code: userCode })
    expect([again.status, again.body]).toEqual([404, expect.stringContaining('No computer waits with this code')])
  })

  it('is for the API too; a member lets in their own, and not those of a fleet', async () => {
    const member = await world.join('bea@example.org', 'member')
    const own = await start()
    expect((await member.call('POST', `${api}/read`, { code: own.userCode })).body).toMatchObject(computer)
    expect((await member.call('POST', `${api}/decide`, { code: own.userCode, letIn: true })).status).toBe(200)
    const { token } = await createFleetToken(world.store, {
      ...{ orgId: personalOrg, name: 'desks', userId: world.ownerId, approval: true, uses: 1 },
      ...{ expiresAt: noon + 60_000, createdBy: world.ownerId, now: noon },
    })
    const fleet = await startGrant(world.store, computer, noon, await getFleetToken(world.store, token, noon))
    expect((await member.call('POST', `${api}/decide`, { code: fleet.userCode, letIn: true })).status).toBe(403)
    expect((await world.owner.call('POST', `${api}/decide`, { code: fleet.userCode, letIn: true })).status).toBe(200)
    for (const { deviceCode } of [own, fleet])
      expect(await fetchToken(world.store, deviceCode, noon)).toHaveProperty('token')
    const devices = await findDevices(world.store, personalOrg)
    expect(devices.filter(({ userId }) => userId === world.ownerId).map(({ name }) => name)).toContain('<b>desk</b>')
    expect(devices.filter(({ userId }) => userId !== world.ownerId)).toHaveLength(1)
  })

  it('is no way to guess codes', async () => {
    const guesser = await world.join('eve@example.org', 'member')
    const answers = []
    for (let i = 0; i < 21; i++) answers.push(await guesser.call('POST', `${api}/read`, { code: 'BCDF-GHJK' }))
    expect(answers.map(({ status }) => status)).toEqual([...Array(20).fill(404), 429])
  })
})
