import { expect, it } from 'vitest'
import { addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import type { Membership } from '../../core/access.ts'
import { dayMs } from '../../core/time.ts'
import { decideOn } from '../auth/let-in.ts'
import type { DeviceGrant } from './device-grants.ts'
import { checkRoom, createOwnDevice, mostDevices } from './device-room.ts'
import { newDeviceToken, revokeDevice } from './devices.ts'

describeStores('computers of one’s own', (open) => {
  it('are so many at most, however fast they come, and those that are ended make room later', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const add = (userId: string, now: number) =>
      createOwnDevice(store, { orgId: 1, userId, name: 'one', platform: 'unknown', token: newDeviceToken(), now })
    // One is there already.
    const all = await Promise.allSettled(Array.from({ length: mostDevices + 5 }, () => add(user.id, noon)))
    const added = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(added).toHaveLength(mostDevices - 1)
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'conflict', message: expect.stringContaining('100 computers') })

    await revokeDevice(store, { orgId: 1, deviceId: added[0]! })
    await expect(add(user.id, noon + dayMs)).rejects.toMatchObject({ code: 'conflict' })
    expect(await add(user.id, noon + 31 * dayMs)).toBeGreaterThan(added.at(-1)!)
    await expect(add(user.id, noon + 31 * dayMs)).rejects.toMatchObject({ code: 'conflict' })

    // The same for a computer that waits with a code; one of a fleet token was counted when that was made.
    const me = { orgId: 1, userId: user.id, role: 'owner', sharesDetail: false } as unknown as Membership
    const waits = { orgId: null, userId: null, hostName: 'desk', hash: 'none' } as unknown as DeviceGrant
    const letIn = (grant: DeviceGrant) => decideOn(store, me, grant, { name: '', letIn: true }, noon + 31 * dayMs)
    await expect(letIn(waits)).rejects.toMatchObject({ code: 'conflict' })
    await expect(letIn({ ...waits, orgId: 1, userId: user.id })).rejects.toMatchObject({ code: 'not_found' })

    // Of somebody else that says nothing.
    const other = await addPerson(store, user)
    await checkRoom(store, { orgId: 1, userId: other.id, now: noon })
  })
})
