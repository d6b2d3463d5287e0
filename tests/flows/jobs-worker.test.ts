import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { checkDays } from '../../src/server/jobs/check-days.ts'
import { type Jobs, jobsHere } from '../../src/server/jobs/long-jobs.ts'
import { startWorker } from '../../src/server/jobs/worker/start-worker.ts'
import { createLog } from '../../src/server/log.ts'
import { findTouchedDays } from '../../src/server/store/days.ts'
import { openStore } from '../../src/server/store/open.ts'
import type { Store } from '../../src/server/store/store.ts'
import { newFolder } from '../support/program.ts'
import { aBatch, addDevice, type Enrolled, enroll, noon } from '../support/records.ts'
import { createDatabase } from '../support/stores.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function open(database: string): Promise<Store> {
  const store = await openStore(database)
  ends.push(() => store.close())
  return store
}
const newFile = () => `file:${join(newFolder(), 'server.db')}`

function work(store: Store, script?: string, log = createLog('silent')): Jobs {
  const jobs = startWorker({ again: store.again!, log, ...(script && { script }) })
  ends.push(() => jobs.stop())
  return jobs
}

const send = (store: Store, { device }: Pick<Enrolled, 'device'>, start: number) =>
  applyBatch(
    store,
    device,
    parseBatch(
      aBatch({
        sentAt: noon + 60 * dayMs,
        processHours: [[0, 0, start, hourMs, 60_000, 1, 3_600, 2_000, 360]],
        spans: [[0, 'clock', start, start + hourMs, null, { zone: 'UTC', offsetMs: 0 }]],
      }),
    ),
    noon + 60 * dayMs,
  )

describe.each([
  ['sqlite', async () => newFile()],
  ['postgres', () => createDatabase()],
])('startWorker (%s)', (_, newDatabase) => {
  it('makes days, closes the month and composes its mail as this thread does', async () => {
    const store = await open(await newDatabase())
    const enrolled = await enroll(store)
    for (let day = 0; day < 3; day++) await send(store, enrolled, noon + day * dayMs)
    const jobs = work(store)
    expect(await jobs.run('rollUp', {})).toEqual({ days: 3, personDays: 3, last: '2026-11-04', failures: [] })
    expect(await jobs.run('rollUp', {})).toEqual(await jobsHere(store).run('rollUp', {}))
    const december = { hour: 8, addressless: null, now: Date.UTC(2026, 11, 1, 9) }
    expect(await jobs.run('closePeriods', december)).toBe(1)
    expect(await jobsHere(store).run('closePeriods', december)).toBe(0)
    const [report] = await store.db.select().from(store.t.reports)
    const letter = {
      report: report!.figures as Parameters<typeof jobs.run<'composeMail'>>[1]['report'],
      reader: { name: 'Ana', address: 'ana@example.org', locale: 'en' as const },
      from: { name: 'usage-audit', address: 'audit@example.org' },
      messageId: '<a@example.org>',
      date: new Date(noon),
    }
    const here = await jobsHere(store).run('composeMail', letter)
    expect(Buffer.from(await jobs.run('composeMail', letter)).equals(Buffer.from(here))).toBe(true)
    await expect(jobs.run('composeMail', { ...letter, messageId: 'a' })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('loses nothing and mixes nothing up while this thread stores uploads', async () => {
    const store = await open(await newDatabase())
    const enrolled = await enroll(store)
    const devices = [enrolled, ...(await Promise.all([1, 2, 3].map(() => addDevice(store, enrolled.user))))]
    const jobs = work(store)
    let going = true
    const making = (async () => {
      while (going) expect((await jobs.run('rollUp', {})).failures).toEqual([])
    })()
    await Promise.all(
      devices.map(async (device) => {
        for (let i = 0; i < 40; i++) await send(store, device, noon + (i % 8) * dayMs + Math.floor(i / 8) * hourMs)
      }),
    )
    going = false
    await making
    await jobs.run('rollUp', {})
    expect(await findTouchedDays(store, { limit: 1 })).toEqual([])
    for (const { device } of devices) {
      const { days, wrong } = await checkDays(store, device, { part: 1, random: () => 0 })
      expect({ days, wrong }).toEqual({ days: 8, wrong: [] })
    }
    expect(await store.db.$count(store.t.processHours)).toBe(devices.length * 40)
  })

  it('ends a job that is told to stop, and what is under way when it is stopped itself', async () => {
    const store = await open(await newDatabase())
    const enrolled = await enroll(store)
    for (let day = 0; day < 30; day++) await send(store, enrolled, noon + day * dayMs)
    const jobs = work(store)
    expect((await jobs.run('rollUp', {}, AbortSignal.abort())).days).toBe(0)
    const { days } = await Promise.all([jobs.run('rollUp', {}), jobs.stop()]).then(([done]) => done)
    expect(days).toBeLessThan(30)
    await expect(jobs.run('rollUp', {})).rejects.toMatchObject({ code: 'unavailable' })
    expect((await jobsHere(store).run('rollUp', {})).days).toBe(30 - days)
  })
})

describe('startWorker', () => {
  it('fails the job, tells the log and starts again when the thread ends by itself', async () => {
    const store = await open(newFile())
    await send(store, await enroll(store), noon)
    const told: unknown[] = []
    const log = createLog('silent')
    log.error = ((line: unknown) => told.push(line)) as typeof log.error
    const jobs = work(store, endsOnce(), log)
    await expect(jobs.run('rollUp', {})).rejects.toMatchObject({
      code: 'unavailable',
      cause: { message: 'it breaks once' },
    })
    expect(told).toMatchObject([{ err: { message: 'it breaks once' } }])
    // Whose turn it was to write is nobody's again.
    await send(store, await enroll(store), noon + dayMs)
    expect((await jobs.run('rollUp', {})).days).toBe(2)
  })
})

/** The real thread, which at its first start breaks while it is its turn to write. */
function endsOnce(): string {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-worker-'))
  const script = join(folder, 'worker.mjs')
  const real = pathToFileURL(resolve('dist/jobs-worker.js')).href
  writeFileSync(
    script,
    `import { existsSync, writeFileSync } from 'node:fs'
     import { parentPort, threadId, workerData } from 'node:worker_threads'
     const mark = ${JSON.stringify(join(folder, 'broken'))}
     if (existsSync(mark)) await import(${JSON.stringify(real)})
     else {
       writeFileSync(mark, '')
       parentPort.once('message', () => {
         Atomics.store(new Int32Array(workerData.turn), 0, threadId + 1)
         throw new Error('it breaks once')
       })
     }`,
  )
  return script
}
