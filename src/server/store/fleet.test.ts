import { expect, it } from 'vitest'
import { addDevice, addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { hourMs } from '../../core/time.ts'
import { readFleet, readStoredSums } from './fleet.ts'

const day = '2026-11-01'

describeStores('the devices of a fleet', (open) => {
  it('are read one alone, or those of one person, with no day of another', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const own = await addDevice(store, user)
    const bo = await addDevice(store, await addPerson(store, user))
    const ids = [device, own.device, bo.device].map(({ deviceId }) => deviceId)
    const half = { recordedMs: hourMs, dueMs: 2 * hourMs }
    await store.batch((db) =>
      ids.map((deviceId) => db.insert(store.t.days).values({ orgId: 1, deviceId, day, ...half, activeMs: null })),
    )
    const coveredOf = async (part: object) => [...(await readStoredSums(store, 1, noon, part)).keys()].sort()
    expect(await coveredOf({})).toEqual(ids)
    expect(await coveredOf({ id: ids[1] })).toEqual([ids[1]])
    expect(await coveredOf({ userId: user.id })).toEqual(ids.slice(0, 2))
    expect(await coveredOf({ userId: user.id, id: ids[2] })).toEqual([])
    const run = (id: number, deviceId: number, predecessor: string | null) =>
      ({ orgId: 1, id, deviceId, uuid: `run-${id}`, predecessor, predecessorRev: null, cursor: 0 }) as const
    const runs = [run(3, ids[0]!, null), run(1, ids[0]!, null), run(2, ids[1]!, null)]
    await store.batch((db) => runs.map((one) => db.insert(store.t.streams).values(one)))
    expect(
      (await readFleet(store, 1, noon)).map(({ fault, streams }) => [fault, ...streams.map((s) => s.uuid)]),
    ).toEqual([['replaced', 'run-1', 'run-3'], [null, 'run-2'], [null]])
    expect(await readFleet(store, 1, noon, { id: ids[1] })).toMatchObject([
      { id: ids[1], coverage: 0.5, streams: [{ uuid: 'run-2' }] },
    ])
    expect((await readFleet(store, 1, noon, { userId: user.id })).map(({ id }) => id)).toEqual(ids.slice(0, 2))
  })
})
