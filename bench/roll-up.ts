import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
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
const days = Number(process.env.BENCH_DAYS ?? 30)

/** How long the event loop of a server waits while it makes a month of fifty devices, with and without uploads beside it. */
export async function rollUp(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-roll-up-'))
  const store = await openStore(`file:${join(folder, 'server.db')}`)
  const tokens = await fill(store)
  const server = createServer(handlerOf(store))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const uploads = await startUploads(import.meta.url, `http://127.0.0.1:${port}`, tokens)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  const { days: made, failures } = await makeDays(store)
  const seconds = (performance.now() - start) / 1_000
  delay.disable()
  const latencies = await uploads.stop()
  if (failures.length > 0) throw failures[0]!.error
  server.closeAllConnections()
  server.close()
  await store.close()
  rmSync(folder, { recursive: true })
  const row = { unit: 'ms', floor: [], lowerIsBetter: true }
  return [
    {
      ...row,
      name: 'event loop p99, 50 devices × 30 days made beside uploads',
      ours: [delay.percentile(99) / 1e6],
      floorName: `${made} days in ${seconds.toFixed(0)} s; longest ${(delay.max / 1e6).toFixed(0)} ms`,
      goal: '≤ 50 ms',
    },
    {
      ...row,
      name: 'one of these uploads, p99',
      ours: [latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN],
      floorName: `${latencies.length} uploads of 60 rows`,
      goal: '',
    },
  ]
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
  const routes = ingestRoutes(store, { now: Date.now, onStored: () => {} })
  const hosts = { host: '127.0.0.1', behindProxy: false }
  return toNodeHandler(createApp(store, { hosts, log: createLog('silent'), routes })) as RequestListener
}
