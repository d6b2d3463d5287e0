import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aBatch, addDevice, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { dayMs, hourMs } from '../../core/time.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import { rollUp } from '../jobs/roll-up.ts'
import { mergeDevices, splitDevice } from './device-moves.ts'
import { getDevice } from './devices.ts'
import { addOrder, markDone } from './erase/orders.ts'
import { noteExpired } from './expired.ts'
import { readPolicyFor, writePolicy } from './policies.ts'
import type { Store } from './store.ts'

/** The same store, where something else happens between what the next writer reads and what it writes. */
function disturbed(store: Store, disturb: () => Promise<unknown>): Store {
  let done = false
  const batch: Store['batch'] = async (build) => {
    if (!done) {
      done = true
      await disturb()
    }
    return store.batch(build)
  }
  return { ...store, batch }
}

const send = (store: Store, device: Parameters<typeof applyBatch>[1], at: number, stream: string = randomUUID()) => {
  const processHours = [[0, 0, at, hourMs, 1_000, 1, 1, 1, 360]] as const
  const spans = [[0, 'clock', at, at + hourMs, null, { zone: 'UTC', offsetMs: 0 }]] as const
  return applyBatch(store, device, parseBatch(structuredClone(aBatch({ stream, processHours, spans } as never))), noon)
}
const anOrder = (device: { orgId: number; deviceId: number }) => ({
  ...{ ...device, id: 'an-order', until: noon - dayMs, orderedAt: noon, orderedBy: 'ana', removed: {} },
})
const titlesOff = { settings: { titles: false }, known: 0, now: noon }

describeStores('a device that is moved', (open) => {
  async function two() {
    const store = await open()
    const { user, device: into } = await enroll(store)
    const { device: from } = await addDevice(store, user)
    const merge = (given = store) => mergeDevices(given, 1, from.deviceId, into.deviceId)
    return { store, into, from, merge }
  }

  it('forgets no erasure that is ordered meanwhile', async () => {
    const { store, into, from, merge } = await two()
    const erase = async () => {
      await addOrder(store, anOrder(into))
      await markDone(store, { orgId: 1, id: 'an-order' }, noon)
    }
    await merge(disturbed(store, erase))
    expect(await getDevice(store, 1, into.deviceId)).toMatchObject({ erasedUntil: noon - dayMs })
    await expect(getDevice(store, 1, from.deviceId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('waits until what is to be erased is gone', async () => {
    const { store, from, merge } = await two()
    const stream = randomUUID()
    for (const each of [stream, randomUUID()]) await send(store, from, noon - 2 * dayMs, each)
    await addOrder(store, anOrder(from))
    await expect(merge()).rejects.toMatchObject({ code: 'too_busy' })
    const split = () => splitDevice(store, from, { uuids: [stream], name: 'x', token: randomUUID(), now: noon })
    await expect(split()).rejects.toMatchObject({ code: 'too_busy' })
    await markDone(store, { orgId: 1, id: 'an-order' }, noon)
    const id = await split()
    expect(await getDevice(store, 1, id)).toMatchObject({ erasedUntil: noon - dayMs })
  })

  it('loses no day that is made meanwhile', async () => {
    const { store, into, from, merge } = await two()
    await send(store, from, noon)
    await rollUp(store)
    const more = async () => {
      await send(store, from, noon - 20 * dayMs)
      await rollUp(store)
    }
    await merge(disturbed(store, more))
    await rollUp(store)
    const days = await store.db.select().from(store.t.days)
    expect(days.map(({ deviceId }) => deviceId)).toEqual(days.map(() => into.deviceId))
    expect(days.map(({ day }) => day)).toEqual(expect.arrayContaining(['2026-10-13', '2026-11-02']))
  })

  it('loses no day whose facts are about to go', async () => {
    const { store, from, merge } = await two()
    await send(store, from, noon - 20 * dayMs)
    await rollUp(store)
    const expire = async () => {
      await noteExpired(store, 1, noon - 10 * dayMs)
      await store.batch((db) => [db.delete(store.t.processHours), db.delete(store.t.spans)])
    }
    await merge(disturbed(store, expire))
    await rollUp(store)
    expect((await store.db.select().from(store.t.usageDays)).map(({ day }) => day)).toEqual(['2026-10-13'])
  })

  it('has a revision that the agents of neither have seen', async () => {
    const { store, into, from, merge } = await two()
    await writePolicy(store, 1, { scope: 'device', about: String(into.deviceId) }, titlesOff)
    await store.batch((db) => [db.update(store.t.devices).set({ policyRev: noon })])
    await writePolicy(store, 1, { scope: 'device', about: String(from.deviceId) }, titlesOff)
    const seen = await Promise.all([into, from].map(async (each) => (await readPolicyFor(store, each)).revision))
    expect(seen).toEqual([noon, noon + 1])
    await merge()
    expect(seen).not.toContain((await readPolicyFor(store, into)).revision)
  })

  it('keeps what it was asked to leave out where a part of it becomes a device of its own', async () => {
    const { store, into } = await two()
    const stream = randomUUID()
    for (const each of [stream, randomUUID()]) await send(store, into, noon, each)
    await writePolicy(store, 1, { scope: 'device', about: String(into.deviceId) }, titlesOff)
    const given = { uuids: [stream], name: 'clone', token: randomUUID(), now: noon }
    const deviceId = await splitDevice(store, into, given)
    expect(await readPolicyFor(store, { orgId: 1, deviceId })).toMatchObject({
      revision: noon,
      policy: { titles: false },
    })
  })
})
