import { expect, it } from 'vitest'
import { aBatch, enroll, noon } from '../../../../tests/support/records.ts'
import { describeStores } from '../../../../tests/support/stores.ts'
import { dayMs, hourMs } from '../../../core/time.ts'
import { applyBatch } from '../../ingest/apply-batch.ts'
import { parseBatch } from '../../ingest/parse-batch.ts'
import { countErasable, eraseDevice } from './device.ts'
import { addOrder } from './orders.ts'

describeStores('eraseDevice', (open) => {
  it.each([
    ['three years ahead', 1_000 * dayMs],
    ['right', 0],
    ['three years behind', -1_000 * dayMs],
  ])('goes by true time where a clock was %s', async (_, aheadMs) => {
    const store = await open()
    const { device } = await enroll(store)
    const hours = [-2, 2].map((day) => [0, 0, noon + aheadMs + day * dayMs, hourMs, 1, 1, 1, 1, 360] as never)
    const batch = aBatch({ sentAt: noon + aheadMs, processHours: hours, spans: [] })
    await applyBatch(store, device, parseBatch(batch), noon)
    expect(await countErasable(store, device, noon, '2026-11-02')).toMatchObject({ processHours: 1 })
    await eraseDevice(store, device, noon)
    const left = async () => (await store.db.select().from(store.t.processHours)).map(({ hour }) => hour)
    expect(await left()).toEqual([noon + aheadMs + 2 * dayMs])
    // And what is sent again is taken by true time, too.
    await addOrder(store, {
      ...{ ...device, id: 'a', until: noon, orderedAt: noon, orderedBy: 'ana', removed: {} },
    })
    const again = await applyBatch(store, device, parseBatch({ ...batch, batch: crypto.randomUUID() }), noon)
    expect(again.refused).toEqual([{ table: 'processHours', index: 0, code: 'erased' }])
    expect(await left()).toEqual([noon + aheadMs + 2 * dayMs])
  })
})
