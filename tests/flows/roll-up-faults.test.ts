import { expect, it } from 'vitest'
import type { DeviceKey } from '../../src/core/devices.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { closePeriods } from '../../src/server/jobs/close-periods.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, addDevice, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const send = (store: Store, device: DeviceKey, batch: Batch) =>
  applyBatch(store, device, parseBatch(structuredClone(batch)), noon)

describeStores('rollUp', (open) => {
  it('refuses hours that no machine can have, so that they overflow nobody’s sums', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const huge = Number.MAX_SAFE_INTEGER
    const { refused } = await send(store, device, aBatch({ processHours: [[0, 0, noon, 1, huge, 1, huge, 1, 1]] }))
    expect(refused).toEqual([{ table: 'processHours', index: 0, code: 'out_of_range' }])
  })

  it('goes on with the next device when one day cannot be made, and tells of it', async () => {
    const store = await open()
    const { device, user } = await enroll(store)
    const other = (await addDevice(store, user)).device
    await send(store, device, aBatch())
    await send(store, other, aBatch())
    await store.batch((db) => [db.update(store.t.spans).set({ detail: null })])
    await send(store, other, aBatch())
    const broken = await store.db.select().from(store.t.touchedDays)
    expect(broken).toHaveLength(2)
    const { failures } = await rollUp(store)
    expect(failures.map(({ touched }) => touched)).toMatchObject([{ deviceId: 1 }, { deviceId: 2 }])
    await store.batch((db) => [db.update(store.t.spans).set({ detail: { zone: 'UTC', offsetMs: 0 } })])
    expect(await rollUp(store)).toMatchObject({ days: 2, failures: [] })
  })

  it('does not lose facts that come between two roll-ups of the same day', async () => {
    const store = await open()
    const { device } = await enroll(store)
    await send(store, device, aBatch())
    const slow: Store = {
      ...store,
      // The slow one has read its facts; meanwhile the day is made, and marked anew by more facts.
      batch: async (build) => {
        slow.batch = store.batch
        await rollUp(store)
        await send(store, device, aBatch())
        return store.batch(build)
      },
    }
    await rollUp(slow)
    await rollUp(store)
    expect(await store.db.select().from(store.t.usageDays)).toMatchObject([{ runningMs: 7_200_000 }])
    expect(await store.db.select().from(store.t.touchedDays)).toEqual([])
  })
})

describeStores('closePeriods', (open) => {
  it('freezes a month with everything that was acknowledged before', async () => {
    const store = await open()
    const { device } = await enroll(store)
    await send(store, device, aBatch())
    const options = { hour: 8, addressOf: () => null }
    expect(await closePeriods(store, options, Date.UTC(2026, 11, 1, 9))).toBe(1)
    const [report] = await store.db.select().from(store.t.reports)
    expect(report!.figures).toMatchObject({ recordedMs: 3_600_000, apps: [{ runningMs: 3_600_000 }] })
  })
})
