import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findHistoryFault } from '../../src/core/forks.ts'
import { dayMs, hourMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { checkDays } from '../../src/server/jobs/check-days.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { mergeDevices, planMove, splitDevice } from '../../src/server/store/device-moves.ts'
import { findDeviceByToken, findDevices } from '../../src/server/store/devices.ts'
import { noteExpired } from '../../src/server/store/expired.ts'
import type { Store } from '../../src/server/store/store.ts'
import { findStreams } from '../../src/server/store/streams.ts'
import { dayHistory } from '../support/day-histories.ts'
import { aBatch, addDevice, addPerson, enroll, noon } from '../support/records.ts'
import { replicate } from '../support/replicate.ts'
import { describeStores } from '../support/stores.ts'

/** Everything that is made of what devices told, without whose it is. */
async function dump({ db, t }: Store) {
  const rows = async (
    table: 'days' | 'usageDays' | 'usageHours' | 'usageMonths' | 'unrecordedDays' | 'personDays' | 'personHours',
  ) => (await db.select().from(t[table])).map((row) => JSON.stringify(row)).sort()
  return {
    days: await rows('days'),
    usageDays: await rows('usageDays'),
    usageHours: await rows('usageHours'),
    usageMonths: await rows('usageMonths'),
    unrecordedDays: await rows('unrecordedDays'),
    personDays: await rows('personDays'),
    personHours: await rows('personHours'),
  }
}

async function makeAll(store: Store) {
  const { failures } = await rollUp(store)
  expect(failures).toEqual([])
  for (const { id } of await findDevices(store, 1))
    expect((await checkDays(store, { orgId: 1, deviceId: id }, { part: 1, random: () => 0 })).wrong).toEqual([])
}

const hour = (at: number, given: object = {}) =>
  aBatch({
    ...given,
    sentAt: noon,
    processHours: [[0, 0, at, hourMs, 1_000, 1, 1, 1, 360]],
    spans: [[0, 'clock', at, at + hourMs, null, { zone: 'UTC', offsetMs: 0 }]],
  })
const send = (store: Store, device: Parameters<typeof applyBatch>[1], batch: ReturnType<typeof aBatch>) =>
  applyBatch(store, device, parseBatch(structuredClone(batch)), noon)

describeStores('devices', (open) => {
  it('that are merged are what one device would be, and split again what they were', async () => {
    await fc.assert(
      fc.asyncProperty(dayHistory, dayHistory, fc.nat(), async (first, second, seed) => {
        const store = await open()
        const { user, device: a } = await enroll(store)
        const { device: b, token } = await addDevice(store, user)
        await replicate(store, a, first, seed)
        await replicate(store, b, second, seed + 1)
        await makeAll(store)
        const before = await dump(store)
        const uuids = (await findStreams(store, 1, b.deviceId)).map(({ uuid }) => uuid)
        await mergeDevices(store, 1, b.deviceId, a.deviceId)
        await makeAll(store)
        expect(await findDevices(store, 1)).toHaveLength(1)
        expect(await findDeviceByToken(store, token)).toMatchObject(a)
        expect(await findStreams(store, 1, b.deviceId)).toEqual([])
        for (const table of ['processHours', 'spans', 'gaps', 'days', 'usageDays', 'touchedDays'] as const)
          expect(new Set((await store.db.select().from(store.t[table])).map((row) => row.deviceId)).has(2)).toBe(false)
        if ((await findStreams(store, 1, a.deviceId)).length === uuids.length) return // the first device had told nothing
        const id = await splitDevice(store, a, { uuids, name: 'again', token: `t${seed}${randomUUID()}`, now: noon })
        expect(id).toBe(b.deviceId)
        await makeAll(store)
        expect(await dump(store)).toEqual(before)
      }),
      { numRuns: 2 },
    )
  }, 120_000)

  it('take an upload that comes during a merge, wholly, wherever it ends', async () => {
    const store = await open()
    const { user, device: a } = await enroll(store)
    const { device: b, token } = await addDevice(store, user)
    const streams = [randomUUID(), randomUUID()]
    for (const [i, device] of [a, b].entries())
      await send(store, device, hour(noon, { stream: streams[i], streams: [streams[i]] }))
    let taken = 1
    const upload = async () => {
      for (let i = 1; i <= 30; i++) {
        const batch = hour(noon - i * hourMs, { stream: streams[1], streams: [streams[1]], upto: 2 + i })
        for (;;) {
          const caller = (await findDeviceByToken(store, token))!
          const done = await send(store, caller, batch).catch((error) => {
            expect(error).toMatchObject({ code: expect.stringMatching(/^(not_found|stream_elsewhere)$/) })
          })
          if (done) break
        }
        taken++
      }
    }
    const merge = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      await mergeDevices(store, 1, b.deviceId, a.deviceId)
    }
    await Promise.all([upload(), merge()])
    const rows = await store.db.select().from(store.t.processHours)
    expect([...new Set(rows.map(({ deviceId }) => deviceId))]).toEqual([a.deviceId])
    expect(rows).toHaveLength(1 + taken)
    await makeAll(store)
  }, 60_000)

  it('are merged only where that makes sense', async () => {
    const store = await open()
    const { user, device: a } = await enroll(store)
    const { device: b } = await addDevice(store, user)
    const { device: other } = await addDevice(store, await addPerson(store, user))
    await expect(mergeDevices(store, 1, 1, 1)).rejects.toMatchObject({ code: 'invalid', at: 'into' })
    await expect(mergeDevices(store, 1, 1, other.deviceId)).rejects.toMatchObject({ code: 'invalid' })
    await expect(mergeDevices(store, 1, 1, 99)).rejects.toMatchObject({ code: 'not_found' })
    await expect(mergeDevices(store, 2, 1, 2)).rejects.toMatchObject({ code: 'not_found' })
    for (const device of [a, b]) await send(store, device, hour(noon - 60 * dayMs))
    await makeAll(store)
    await noteExpired(store, 1, noon, 0)
    await expect(mergeDevices(store, 1, b.deviceId, a.deviceId)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('keep days whose facts are gone when they are merged', async () => {
    const store = await open()
    const { user, device: a } = await enroll(store)
    const { device: b } = await addDevice(store, user)
    await send(store, b, hour(noon - 60 * dayMs))
    await send(store, a, hour(noon))
    await makeAll(store)
    await noteExpired(store, 1, Date.UTC(2026, 9, 13), 0)
    const sums = async () => {
      const [days, months] = [
        await store.db.select().from(store.t.usageDays),
        await store.db.select().from(store.t.usageMonths),
      ]
      return [days, months].map((rows) => rows.map(({ cpuMs }) => cpuMs))
    }
    const before = await sums()
    await mergeDevices(store, 1, b.deviceId, a.deviceId)
    await makeAll(store)
    expect(await sums()).toEqual(before)
  })

  it('that were split go on after the clone was enrolled anew, and no row is lost to the other', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const [common, first, clone] = [randomUUID(), randomUUID(), randomUUID()]
    const own = (stream: string, at: number, more: object) => hour(at, { stream, streams: [stream], ...more })
    await send(store, device, own(common, noon, { upto: 5 }))
    const after = { stream: common, upto: 5 }
    for (const [i, stream] of [first, clone].entries())
      await send(
        store,
        device,
        own(stream, noon - (1 + i) * hourMs, {
          after,
          lineage: [
            [common, null, null],
            [stream, common, 5],
          ],
          upto: 9,
        }),
      )
    expect(findHistoryFault(await findStreams(store, 1, 1))).toBe('forked')
    expect(await planMove(store, device, [clone])).toMatchObject({ streams: 1, facts: { processHours: 1, spans: 1 } })
    const id = await splitDevice(store, device, { uuids: [clone], name: 'clone', token: 'x'.repeat(30), now: noon })
    const split = { orgId: 1, deviceId: id }
    // With its old token the clone is told the way out; with its new one it goes on, though its journal names older runs.
    await expect(send(store, device, own(clone, noon - 9 * hourMs, { upto: 10 }))).rejects.toMatchObject({
      code: 'stream_elsewhere',
      message: expect.stringContaining('enrol this computer again'),
    })
    const next = randomUUID()
    const lineage = [
      [common, null, null],
      [clone, common, 5],
      [next, clone, 10],
    ]
    const batch = own(next, noon - 9 * hourMs, { lineage, upto: 12, streams: [next, common] })
    const late = { ...batch, processHours: [...batch.processHours, [1, 0, noon - 5 * hourMs, hourMs, 1, 1, 1, 1, 360]] }
    expect((await send(store, split, late as never)).refused).toEqual([
      { table: 'processHours', index: 1, code: 'stream_elsewhere' },
    ])
    expect(findHistoryFault(await findStreams(store, 1, 1))).toBeUndefined()
    await makeAll(store)
    await expect(
      splitDevice(store, device, { uuids: [randomUUID()], name: 'x', token: 'y', now: noon }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

it('a stream of another person is nobody else’s, also in a lineage', async () => {
  const { openSqlite } = await import('../../src/server/store/sqlite.ts')
  const store = openSqlite(':memory:')
  const { user, device } = await enroll(store)
  const other = await addDevice(store, await addPerson(store, user))
  const [theirs, own] = [randomUUID(), randomUUID()]
  await send(store, other.device, hour(noon, { stream: theirs, streams: [theirs] }))
  const lineage = [
    [theirs, null, null],
    [own, theirs, 2],
  ]
  await expect(send(store, device, hour(noon, { stream: own, streams: [own], lineage }))).rejects.toMatchObject({
    code: 'stream_elsewhere',
  })
  await store.close()
})
