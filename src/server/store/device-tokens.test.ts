import { expect, it } from 'vitest'
import { addDevice, addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { mergeDevices } from './device-moves.ts'
import { findDeviceByToken, findEnrolledIds, replaceToken, revokeDevice } from './devices.ts'
import { removeMember } from './members.ts'
import { personalOrg } from './people.ts'

describeStores('the token of a device', (open) => {
  it('is not renewed once it was revoked, also where both happen at once', async () => {
    const store = await open()
    const { user, token, device } = await enroll(store)
    const caller = (await findDeviceByToken(store, token))!
    await revokeDevice(store, device)
    await expect(replaceToken(store, caller, noon)).rejects.toMatchObject({ code: 'unauthenticated' })
    for (let i = 0; i < 20; i++) {
      const other = await addDevice(store, user)
      const known = (await findDeviceByToken(store, other.token))!
      await Promise.all([replaceToken(store, known, noon).catch(() => {}), revokeDevice(store, other.device)])
    }
    expect(await findEnrolledIds(store, personalOrg)).toEqual(new Set())
  })

  it('is not renewed once its person left', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const person = await addPerson(store, user)
    const theirs = { orgId: personalOrg, userId: person.id, role: 'member' as const, shares: false }
    await store.batch((db) => [db.insert(store.t.members).values({ ...theirs, shares: 0 })])
    const { token, device } = await addDevice(store, person)
    const caller = (await findDeviceByToken(store, token))!
    await Promise.all([replaceToken(store, caller, noon).catch(() => {}), removeMember(store, theirs)])
    await expect(replaceToken(store, caller, noon)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await findEnrolledIds(store, personalOrg)).has(device.deviceId)).toBe(false)
  })

  it('is not renewed for a device that became part of another, whose number may be given again', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const old = await addDevice(store, user)
    const caller = (await findDeviceByToken(store, old.token))!
    await mergeDevices(store, personalOrg, old.device.deviceId, device.deviceId)
    expect((await addDevice(store, user)).device).toEqual(old.device)
    await expect(replaceToken(store, caller, noon)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
