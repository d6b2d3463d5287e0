import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, addDevice, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const send = (store: Store, device: { orgId: number; deviceId: number }, batch: Batch) =>
  applyBatch(store, device, parseBatch(structuredClone(batch)), noon)
const hours = ({ db, t }: Store) => db.select().from(t.processHours)
const cursors = async ({ db, t }: Store) => (await db.select().from(t.streams)).map(({ cursor }) => cursor)

describeStores('applyBatch', (open) => {
  it('stores rows and moves the cursor; a repeat changes nothing and gets the same refusals', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const good = aBatch()
    const batch = { ...good, spans: [...good.spans, [0, 'clock', noon, noon - 1, null, null] as Batch['spans'][0]] }
    const refused = [{ table: 'spans', index: 1, code: 'reversed' }]
    expect(await send(store, device, batch)).toEqual({ was: null, refused, nextUploadMs: null, policyRev: 0 })
    expect(await send(store, device, batch)).toEqual({ was: batch.batch, refused, nextUploadMs: null, policyRev: 0 })
    expect(await hours(store)).toMatchObject([{ runningMs: 3_600_000, samples: 360 }])
    expect(await cursors(store)).toEqual([2])
  })

  it('lets no older version of a row replace a younger one', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const batch = aBatch()
    const grown = { ...batch, batch: randomUUID(), upto: 9 }
    await send(store, device, { ...grown, processHours: [[0, 0, noon, 3_600_000, 90_000, 2, 1, 1, 361]] })
    await send(store, device, batch)
    expect(await hours(store)).toMatchObject([{ cpuMs: 90_000, launches: 2, samples: 361 }])
    expect(await cursors(store)).toEqual([9])
  })

  it('answers "behind" with its cursors when it was restored, and writes nothing', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const first = aBatch()
    await send(store, device, first)
    const later = { ...aBatch({ stream: first.stream }), after: { stream: first.stream, upto: 7 }, upto: 9 }
    await expect(send(store, device, later)).rejects.toMatchObject({
      code: 'behind',
      details: { cursors: { [first.stream]: 2 } },
    })
    expect(await cursors(store)).toEqual([2])
  })

  it('refuses a stream that another device brought', async () => {
    const store = await open()
    const { device, user } = await enroll(store)
    const other = (await addDevice(store, user)).device
    const batch = aBatch()
    await send(store, device, batch)
    await expect(send(store, other, batch)).rejects.toMatchObject({ code: 'stream_elsewhere' })
    expect(await hours(store)).toHaveLength(1)
  })

  it('keeps the predecessor of each stream of the lineage', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const [old, live] = [randomUUID(), randomUUID()]
    await send(
      store,
      device,
      aBatch({
        stream: live,
        lineage: [
          [old, null, null],
          [live, old, 5],
        ],
        streams: [old],
      }),
    )
    const { db, t } = store
    expect(await db.select().from(t.streams).orderBy(t.streams.id)).toMatchObject([
      { uuid: live, predecessor: old, predecessorRev: 5, cursor: 2 },
      { uuid: old, predecessor: null, cursor: 0 },
    ])
  })

  it('serves devices that come at once, each with streams and apps of its own', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const devices = []
    for (let i = 0; i < 8; i++) devices.push((await addDevice(store, user)).device)
    const subjects = (i: number): Batch['subjects'] => [['app', `app-${i % 3}`, `App ${i % 3}`]]
    await Promise.all(devices.map((device, i) => send(store, device, aBatch({ subjects: subjects(i) }))))
    expect(await cursors(store)).toEqual(Array(8).fill(2))
    const ids = (await store.db.select().from(store.t.subjects)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })
})

describeStores('rollUp', (open) => {
  it('makes days and months from facts, and the same again when nothing changed', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const batch = aBatch()
    await send(store, device, batch)
    expect(await rollUp(store)).toEqual({ days: 1, personDays: 1, last: '2026-11-02', failures: [] })
    const { db, t } = store
    const read = async () => ({
      days: await db.select().from(t.days),
      usage: await db.select().from(t.usageDays),
      months: await db.select().from(t.usageMonths),
    })
    const made = await read()
    expect(made).toMatchObject({
      days: [{ day: '2026-11-02', recordedMs: 3_600_000, dueMs: 3_600_000 }],
      usage: [{ day: '2026-11-02', runningMs: 3_600_000, cpuMs: 60_000, launches: 1 }],
      months: [{ month: '2026-11', runningMs: 3_600_000, cpuMs: 60_000, memoryPeakKiB: 2_000 }],
    })
    expect(await rollUp(store)).toEqual({ days: 0, personDays: 0, last: undefined, failures: [] })
    await send(store, device, batch)
    await rollUp(store)
    expect(await read()).toEqual(made)
  })

  it('keeps a day marked that was touched while it was made', async () => {
    const store = await open()
    const { device } = await enroll(store)
    await send(store, device, aBatch())
    const racing: Store = {
      ...store,
      batch: async (build) => {
        racing.batch = store.batch
        await send(store, device, aBatch())
        return store.batch(build)
      },
    }
    await rollUp(racing)
    expect(await store.db.select().from(store.t.touchedDays)).toHaveLength(1)
    await rollUp(store)
    expect(await store.db.select().from(store.t.usageDays)).toMatchObject([{ runningMs: 7_200_000 }])
  })

  it('gives an hour to the day the device was in, not to the day in UTC', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const evening = Date.UTC(2026, 11, 1, 1)
    const clock = { zone: 'America/Sao_Paulo', offsetMs: -10_800_000 }
    await send(
      store,
      device,
      aBatch({
        processHours: [[0, 0, evening, 3_600_000, 1_000, 0, 1, 1, 1]],
        spans: [[0, 'clock', evening, evening + 3_600_000, null, clock]],
      }),
    )
    await rollUp(store)
    expect(await store.db.select().from(store.t.usageMonths)).toMatchObject([{ month: '2026-11' }])
    expect(await store.db.select().from(store.t.days)).toMatchObject([{ day: '2026-11-30', recordedMs: 3_600_000 }])
  })
})
