import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { toNodeHandler } from 'h3'
import { dayAt, dayMs } from '../src/core/time.ts'
import { createApp } from '../src/server/app.ts'
import { applyBatch } from '../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../src/server/ingest/parse-batch.ts'
import { type Jobs, jobsHere } from '../src/server/jobs/long-jobs.ts'
import { startWorker } from '../src/server/jobs/worker/start-worker.ts'
import { createLog } from '../src/server/log.ts'
import { ingestRoutes } from '../src/server/routes/ingest.ts'
import { openStore } from '../src/server/store/open.ts'
import { personalOrg } from '../src/server/store/people.ts'
import type { Store } from '../src/server/store/store.ts'
import { touchedDayUpsert } from '../src/server/store/upsert.ts'
import { addDevice, addPerson, enroll, noon } from '../tests/support/records.ts'
import type { BenchRow } from './bench-row.ts'
import { dayBatches } from './support/roll-up.ts'
import { startUploads, uploadHere } from './support/steady-uploads.ts'

export { uploadHere }

const people = 25
const devicesEach = 2
const days = Number(process.env.DAYS ?? 30)

/**
 * How long the event loop of a server waits, and an upload beside it, while a month of fifty devices is made: on the thread of
 * the jobs as a server does it, and on the server's own.
 */
export async function rollUp(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-roll-up-'))
  const store = await openStore(`file:${join(folder, 'server.db')}`)
  const tokens = await fill(store)
  const server = createServer(handlerOf(store))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const log = createLog('warn')
  const ways = { thread: startWorker({ again: store.again!, log }), here: jobsHere(store) }
  const beside = async (work: () => Promise<number>) => {
    const uploads = await startUploads(import.meta.url, url, tokens)
    const measured = await measureDelay(work)
    const latencies = await uploads.stop()
    return { ...measured, uploadP99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN }
  }
  try {
    const alone = await beside(() => setTimeout(floorMs, 0))
    await makeDays(ways.thread, store)
    const thread = await beside(() => makeDays(ways.thread, store))
    const here = await beside(() => makeDays(ways.here, store))
    return toRows(alone, thread, here)
  } finally {
    await ways.thread.stop()
    server.closeAllConnections()
    server.close()
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

/** Marks every day, then makes it. @returns how many */
async function makeDays(jobs: Jobs, store: Store): Promise<number> {
  const { db, t } = store
  const devices = await db.select({ id: t.devices.id }).from(t.devices)
  const dates = Array.from({ length: days }, (_, day) => dayAt(noon + day * dayMs, 0))
  const marks = devices.flatMap(({ id }, i) => dates.map((day, j) => [personalOrg, id, day, i * days + j + 1]))
  await store.batch((tx) => [store.upsert(tx, touchedDayUpsert, marks)])
  const { days: made, failures } = await jobs.run('rollUp', {})
  if (failures.length > 0) throw failures[0]!.error
  return made
}

type Measured = Awaited<ReturnType<typeof measureDelay>> & { readonly uploadP99: number }

function toRows(alone: Measured, thread: Measured, here: Measured): BenchRow[] {
  const name = `${people * devicesEach} devices × ${days} days`
  const each = ({ ms, result }: Measured) => `${(ms / result).toFixed(1)} ms a day`
  const toRow = (what: string, ours: number, floor: number, floorName: string, goal = ''): BenchRow => ({
    name: what,
    unit: 'ms',
    ours: [ours],
    floor: [floor],
    floorName,
    goal,
    lowerIsBetter: true,
  })
  return [
    toRow(`event loop p99, ${name} (${each(thread)})`, thread.p99, alone.p99, 'uploads alone', '≤ 50 ms'),
    toRow(`the same, made on the server’s thread (${each(here)})`, here.p99, alone.p99, 'uploads alone'),
    toRow('an upload of 60 rows meanwhile, p99', thread.uploadP99, alone.uploadP99, 'uploads alone'),
    toRow('the same, made on the server’s thread', here.uploadP99, alone.uploadP99, 'uploads alone'),
  ]
}

/** How long uploads are measured alone. */
const floorMs = 5_000

/** The delay in milliseconds that 99 of 100 turns of the event loop stay under while something is done. */
async function measureDelay(work: () => Promise<number>) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  const result = await work()
  delay.disable()
  return { result, ms: performance.now() - start, p99: delay.percentile(99) / 1e6 }
}

/** Each day 60 apps in 24 hours and 980 spans of presence. @returns the tokens of other devices, which upload */
async function fill(store: Store): Promise<string[]> {
  const { user } = await enroll(store)
  for (let i = 0; i < people; i++) {
    const person = await addPerson(store, user)
    for (let j = 0; j < devicesEach; j++) {
      const { device } = await addDevice(store, person)
      for (let day = 0; day < days; day++)
        for (const batch of dayBatches(day)) await applyBatch(store, device, parseBatch(batch), noon + day * dayMs)
    }
  }
  return Promise.all([1, 2, 3, 4].map(async () => (await addDevice(store, user)).token))
}

function handlerOf(store: Store): RequestListener {
  const routes = ingestRoutes(store, { now: Date.now, version: '0.1.0', pace: () => null, onStored: () => {} })
  const hosts = { host: '127.0.0.1', behindProxy: false }
  return toNodeHandler(createApp(store, { hosts, log: createLog('silent'), routes })) as RequestListener
}
