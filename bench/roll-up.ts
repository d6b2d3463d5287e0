import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { toNodeHandler } from 'h3'
import { createApp } from '../src/server/app.ts'
import { applyBatch } from '../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../src/server/ingest/parse-batch.ts'
import { rollUp as makeDays } from '../src/server/jobs/roll-up.ts'
import { createLog } from '../src/server/log.ts'
import { ingestRoutes } from '../src/server/routes/ingest.ts'
import { openStore } from '../src/server/store/open.ts'
import type { Store } from '../src/server/store/store.ts'
import { addDevice, addPerson, enroll, noon } from '../tests/support/records.ts'
import type { BenchRow } from './bench-row.ts'
import { dayBatches } from './support/roll-up.ts'
import { startUploads, uploadHere } from './support/steady-uploads.ts'

export { uploadHere }

const people = 25
const devicesEach = 2
const days = 30

/** How long the event loop of a server waits while it makes a month of fifty devices, with and without uploads beside it. */
export async function rollUp(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-roll-up-'))
  const store = await openStore(`file:${join(folder, 'server.db')}`)
  const tokens = await fill(store)
  const server = createServer(handlerOf(store))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const uploads = await startUploads(import.meta.url, `http://127.0.0.1:${port}`, tokens)
  const floor = await measureDelay(() => setTimeout(floorMs))
  const { result, ...ours } = await measureDelay(() => makeDays(store))
  const latencies = await uploads.stop()
  server.closeAllConnections()
  server.close()
  await store.close()
  rmSync(folder, { recursive: true })
  if (result.failures.length > 0) throw result.failures[0]!.error
  return [
    {
      name: `event loop p99, ${people * devicesEach} devices × ${days} days (${(ours.ms / result.days).toFixed(1)} ms each) beside uploads`,
      unit: 'ms',
      ours: [ours.p99],
      floor: [floor.p99],
      floorName: 'uploads alone',
      goal: '',
      lowerIsBetter: true,
    },
    {
      name: `an upload of 60 rows meanwhile, p99 of ${latencies.length}`,
      unit: 'ms',
      ours: [latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN],
      floor: [],
      floorName: 'none',
      goal: '',
      lowerIsBetter: true,
    },
  ]
}

/** How long uploads are measured alone. */
const floorMs = 5_000

/** The delay in milliseconds that 99 of 100 turns of the event loop stay under while something is done. */
async function measureDelay<R>(work: () => Promise<R>) {
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
        for (const batch of dayBatches(day)) await applyBatch(store, device, parseBatch(batch), noon + day * 86_400_000)
    }
  }
  return Promise.all([1, 2, 3, 4].map(async () => (await addDevice(store, user)).token))
}

function handlerOf(store: Store): RequestListener {
  const routes = ingestRoutes(store, { now: Date.now, pace: () => null, onStored: () => {} })
  const hosts = { host: '127.0.0.1', behindProxy: false }
  return toNodeHandler(createApp(store, { hosts, log: createLog('silent'), routes })) as RequestListener
}
