import { expect, it } from 'vitest'
import { addDevice, addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { findDeviceByToken } from './devices.ts'
import { changeRole, findMembership, findOrgsOf, getMember, memberWrite, removeMember } from './members.ts'
import { createOrg } from './orgs.ts'
import { personalOrg } from './people.ts'

describeStores('members', (open) => {
  const start = async () => {
    const store = await open()
    const { user } = await enroll(store)
    const other = await addPerson(store, user)
    await store.batch((db) => [memberWrite(store, db, personalOrg, other.id, 'member')])
    return { store, ana: (await findMembership(store, personalOrg, user.id))!, bo: other.id }
  }

  it('keep the last owner, who can neither leave nor become less', async () => {
    const { store, ana } = await start()
    await expect(removeMember(store, ana)).rejects.toMatchObject({ code: 'conflict' })
    await expect(changeRole(store, ana, 'member')).rejects.toMatchObject({ code: 'conflict' })
    await changeRole(store, ana, 'owner')
    expect(await findMembership(store, personalOrg, ana.userId)).toEqual(ana)
  })

  it('take their devices out with them, and nobody else’s', async () => {
    const { store, ana, bo } = await start()
    const own = await addDevice(store, (await getMember(store, personalOrg, ana.userId)).user)
    const theirs = await addDevice(store, (await getMember(store, personalOrg, bo)).user)
    await removeMember(store, (await findMembership(store, personalOrg, bo))!)
    expect(await findDeviceByToken(store, theirs.token)).toBeUndefined()
    expect(await findDeviceByToken(store, own.token)).toMatchObject(own.device)
  })

  it('keep one owner when two leave at once', async () => {
    const { store, ana, bo } = await start()
    const other = await getMember(store, personalOrg, bo)
    await changeRole(store, other, 'owner')
    const left = await Promise.allSettled([removeMember(store, ana), removeMember(store, { ...other, role: 'owner' })])
    expect(left.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('belong to several organisations, and are something else in each', async () => {
    const { store, ana, bo } = await start()
    const second = await createOrg(store, 'Second', bo, noon)
    await store.batch((db) => [memberWrite(store, db, second, ana.userId, 'manager')])
    expect(await findOrgsOf(store, ana.userId)).toMatchObject([
      { orgId: 1, role: 'owner' },
      { orgId: second, name: 'Second', role: 'manager' },
    ])
    await removeMember(store, (await findMembership(store, second, ana.userId))!)
    expect(await findMembership(store, second, ana.userId)).toBeUndefined()
    expect(await findMembership(store, personalOrg, ana.userId)).toEqual(ana)
  })
})
