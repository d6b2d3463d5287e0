import { expect, it } from 'vitest'
import { addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { decideGrant, fetchToken, getWaiting, grantMs, startGrant } from './device-grants.ts'
import { findDeviceByToken, findDevices } from './devices.ts'
import { createFleetToken, findFleetTokens, getFleetToken, revokeFleetToken } from './fleet-tokens.ts'
import { removeMember } from './members.ts'
import { personalOrg, type User } from './people.ts'
import type { Store } from './store.ts'

const laptop = { hostName: 'laptop', account: 'ana', platform: 'linux-x64', address: '127.0.0.1' }
const minute = 60_000

async function aStore(open: () => Promise<Store>) {
  const store = await open()
  const { user } = await enroll(store)
  const letIn = async (userCode: string, now = noon) =>
    decideGrant(store, await getWaiting(store, userCode, now), {
      orgId: personalOrg,
      by: user.id,
      device: { userId: user.id, name: 'Ana’s laptop' },
    })
  const fleet = (given: Partial<Parameters<typeof createFleetToken>[1]> = {}) =>
    createFleetToken(store, {
      ...{ orgId: personalOrg, name: 'desks', userId: user.id, approval: false, uses: 3 },
      ...{ expiresAt: noon + 24 * 60 * minute, createdBy: user.id, now: noon, ...given },
    })
  return { store, user, letIn, fleet }
}

describeStores('device grants', (open) => {
  it('give a computer that was let in one token of a new device', async () => {
    const { store, user, letIn } = await aStore(open)
    const { deviceCode, userCode } = await startGrant(store, laptop, noon)
    expect(await fetchToken(store, deviceCode, noon)).toEqual({ refusal: 'authorization_pending' })
    await letIn(userCode.toLowerCase().replace('-', ' '))
    const fetched = await fetchToken(store, deviceCode, noon + 5_000)
    if (!('token' in fetched)) throw new Error(fetched.refusal)
    expect(await findDeviceByToken(store, fetched.token)).toMatchObject({
      orgId: personalOrg,
      deviceId: fetched.deviceId,
    })
    expect(await findDevices(store, personalOrg)).toContainEqual(
      expect.objectContaining({ name: 'Ana’s laptop', platform: 'linux-x64', userId: user.id }),
    )
    expect(await fetchToken(store, deviceCode, noon + 10_000)).toEqual({ refusal: 'invalid_grant' })
  })

  it('give it once, also to who asks twice at the same moment', async () => {
    const { store, letIn } = await aStore(open)
    const { deviceCode, userCode } = await startGrant(store, laptop, noon)
    await letIn(userCode)
    const all = await Promise.all(Array.from({ length: 10 }, () => fetchToken(store, deviceCode, noon)))
    expect(all.filter((each) => 'token' in each)).toHaveLength(1)
    expect(await findDevices(store, personalOrg)).toHaveLength(2)
  })

  it('slow down who asks too often, by five seconds more each time', async () => {
    const { store } = await aStore(open)
    const { deviceCode } = await startGrant(store, laptop, noon)
    const ask = async (ms: number) => (await fetchToken(store, deviceCode, noon + ms)) as { refusal: string }
    expect([await ask(0), await ask(1_000), await ask(2_000), await ask(17_000)].map(({ refusal }) => refusal)).toEqual(
      ['authorization_pending', 'slow_down', 'slow_down', 'authorization_pending'],
    )
  })

  it('end when nobody let the computer in in time, or somebody sent it away', async () => {
    const { store, user, letIn } = await aStore(open)
    const late = await startGrant(store, laptop, noon)
    expect(await fetchToken(store, late.deviceCode, noon + grantMs)).toEqual({ refusal: 'expired_token' })
    await expect(letIn(late.userCode, noon + grantMs)).rejects.toMatchObject({ code: 'not_found' })
    const unwanted = await startGrant(store, laptop, noon)
    const grant = await getWaiting(store, unwanted.userCode, noon)
    await decideGrant(store, grant, { orgId: personalOrg, by: user.id })
    expect(await fetchToken(store, unwanted.deviceCode, noon)).toEqual({ refusal: 'access_denied' })
    await expect(letIn(unwanted.userCode)).rejects.toMatchObject({ code: 'not_found' })
    await expect(letIn('BCDF-GHJK')).rejects.toMatchObject({ code: 'not_found' })
    await expect(letIn('what?')).rejects.toMatchObject({ code: 'not_found' })
    expect(await fetchToken(store, 'never given out', noon)).toEqual({ refusal: 'invalid_grant' })
  })

  it('store no code that opens anything', async () => {
    const { store } = await aStore(open)
    const { deviceCode, userCode } = await startGrant(store, laptop, noon)
    const rows = JSON.stringify(await store.db.select().from(store.t.deviceGrants))
    expect(rows).not.toContain(deviceCode)
    expect(rows).not.toContain(userCode)
    expect(rows).not.toContain(userCode.replace('-', ''))
  })
})

describeStores('somebody who left', (open) => {
  async function aGuest(store: Store, like: User): Promise<{ person: User; leave(): Promise<void> }> {
    const person = await addPerson(store, like)
    const member = { orgId: personalOrg, userId: person.id, role: 'member' as const }
    await store.batch((db) => [db.insert(store.t.members).values(member)])
    return { person, leave: () => removeMember(store, { ...member, shares: false }) }
  }

  it('gets no device of a computer that was let in before', async () => {
    const { store, user } = await aStore(open)
    const { person, leave } = await aGuest(store, user)
    const { deviceCode, userCode } = await startGrant(store, laptop, noon)
    const device = { userId: person.id, name: 'theirs' }
    await decideGrant(store, await getWaiting(store, userCode, noon), { orgId: personalOrg, by: person.id, device })
    await leave()
    expect(await fetchToken(store, deviceCode, noon)).toEqual({ refusal: 'invalid_grant' })
    expect(await findDevices(store, personalOrg)).toHaveLength(1)
  })

  it('gets none by a fleet token either', async () => {
    const { store, user, fleet } = await aStore(open)
    const { person, leave } = await aGuest(store, user)
    const { token } = await fleet({ userId: person.id })
    const known = await getFleetToken(store, token, noon)
    const { deviceCode } = await startGrant(store, laptop, noon, known)
    await leave()
    expect(await fetchToken(store, deviceCode, noon)).toEqual({ refusal: 'invalid_grant' })
    await expect(startGrant(store, laptop, noon, known)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(getFleetToken(store, token, noon)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describeStores('fleet tokens', (open) => {
  it('let computers in without anybody at them, as often as they say, also a thousand at once', async () => {
    const { store, fleet } = await aStore(open)
    const { token } = await fleet({ uses: 7 })
    const known = await getFleetToken(store, token, noon)
    const tries = Array.from({ length: 1_000 }, () =>
      startGrant(store, laptop, noon, known).then(
        ({ deviceCode }) => deviceCode,
        ({ code }) => expect(code).toBe('unauthenticated'),
      ),
    )
    const codes = (await Promise.all(tries)).filter((code) => typeof code === 'string')
    expect(codes).toHaveLength(7)
    for (const code of codes) expect(await fetchToken(store, code, noon)).toHaveProperty('token')
    await expect(getFleetToken(store, token, noon)).rejects.toMatchObject({ code: 'unauthenticated' })
  }, 60_000)

  it('wait to be let in where that is wanted, and only to their own organisation', async () => {
    const { store, fleet, letIn } = await aStore(open)
    const { token } = await fleet({ approval: true })
    const { deviceCode, userCode } = await startGrant(store, laptop, noon, await getFleetToken(store, token, noon))
    expect(await fetchToken(store, deviceCode, noon)).toEqual({ refusal: 'authorization_pending' })
    const grant = await getWaiting(store, userCode, noon)
    await expect(decideGrant(store, grant, { orgId: 2, by: 'eve' })).rejects.toMatchObject({ code: 'not_found' })
    await letIn(userCode)
    expect(await fetchToken(store, deviceCode, noon + 6_000)).toHaveProperty('token')
  })

  it('end by time and by being revoked, and are told to nobody afterwards', async () => {
    const { store, fleet } = await aStore(open)
    const [old, revoked] = [await fleet({ expiresAt: noon + minute }), await fleet()]
    await revokeFleetToken(store, personalOrg, revoked.id, noon)
    for (const { token } of [old, revoked, { token: 'ua_fleet_of_nobody' }])
      await expect(getFleetToken(store, token, noon + minute)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(revokeFleetToken(store, 2, old.id, noon)).rejects.toMatchObject({ code: 'not_found' })
    expect(JSON.stringify(await findFleetTokens(store, personalOrg))).not.toContain(old.token)
  })
})
