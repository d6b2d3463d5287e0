import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { dayMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { startWorker } from '../../src/server/jobs/worker/start-worker.ts'
import { createLog } from '../../src/server/log.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { newFolder } from '../support/program.ts'
import { aBatch, enroll, noon } from '../support/records.ts'

const rows = Number(process.env.ROWS ?? 200_000)
const retention = { titlesMs: 30 * dayMs, factsMs: 62 * dayMs, daysMs: 366 * dayMs, accessMs: 366 * dayMs }

/** As a server does it: on the thread of the jobs. */
it(`removes ${rows} spans while uploads come in`, async () => {
  const store = openSqlite(join(newFolder(), 'server.db'))
  const { device } = await enroll(store)
  const start = noon - 300 * dayMs
  const aSpan = (i: number) => ({
    ...{ ...device, source: 'window', streamId: 1, subjectId: 1, detail: { title: `Letter ${i}` } },
    start: start + i * 60_000,
    end: start + i * 60_000 + 30_000,
  })
  for (let i = 0; i < rows; i += 1_000) {
    const part = Array.from({ length: 1_000 }, (_, j) => aSpan(i + j))
    await store.batch((db) => [0, 500].map((at) => db.insert(store.t.spans).values(part.slice(at, at + 500))))
  }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const uploads: number[] = []
  let going = true
  const load = (async () => {
    for (; going; await sleep(5)) {
      const began = performance.now()
      await applyBatch(store, device, parseBatch(aBatch()), noon)
      uploads.push(performance.now() - began)
    }
  })()
  delay.enable()
  await sleep(5_000)
  const before = delay.percentile(99)
  delay.reset()
  const jobs = startWorker({ again: store.again!, log: createLog('warn') })
  await jobs.run('expire', { retention, now: noon })
  delay.disable()
  going = false
  await load
  uploads.sort((a, b) => a - b)
  const round = (ms: number) => Math.round(10 * ms) / 10
  console.table({
    rows,
    'uploads meanwhile': uploads.length,
    'event loop before, p99 ms': round(before / 1e6),
    'event loop, p99 ms': round(delay.percentile(99) / 1e6),
    'event loop, longest ms': round(delay.max / 1e6),
    'an upload, p99 ms': round(uploads[Math.floor(0.99 * uploads.length)]!),
    'an upload, longest ms': round(uploads.at(-1)!),
  })
  await jobs.stop()
  const kept = await store.db.$count(store.t.spans)
  await store.close()
  // Those that the uploads brought, and those of the last 62 days.
  expect(kept).toBeLessThan(rows)
  expect(uploads.length).toBeGreaterThan(100)
  expect(delay.percentile(99) / 1e6).toBeLessThanOrEqual(50)
})
