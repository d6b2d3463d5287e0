import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { dayMs, hourMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { startWorker } from '../../src/server/jobs/worker/start-worker.ts'
import { createLog } from '../../src/server/log.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { newFolder } from './program.ts'
import { aBatch, addDevice, addPerson, enroll, noon } from './records.ts'
import { serve } from './server.ts'
import { createUploader } from './uploaders.ts'

export interface MonthlyRunSize {
  readonly people: number
  /** How long the event loop may wait at most, 99 times of 100; not asked if undefined. */
  readonly mostMs?: number
}

/** A server whose clock has just passed the first of a month, at eight: everybody's report is due at once, while agents upload. */
export const describeMonthlyRun = ({ people, mostMs }: MonthlyRunSize) =>
  it(`uploads do not wait while the month of ${people} people is closed`, async () => {
    const store = openSqlite(join(newFolder(), 'server.db'))
    const token = await fill(store, people)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const jobs = startWorker({ again: store.again!, log: createLog('warn') })
    const start = performance.now()
    delay.enable()
    const server = await serve(store, { jobs, now: () => Date.UTC(2026, 11, 1, 9) })
    const uploader = createUploader(server.url, token)
    const uploads: number[] = []
    const { reports } = store.t
    // The organisation's own month is one more.
    const ofPeople = eq(reports.kind, 'person-month')
    // Who is due is looked for as it starts, and not again for ten minutes.
    const until = Date.now() + 10_000 + people * 500
    for (let closed = 0; closed < people && Date.now() < until; ) {
      const { status, ms } = await uploader.send()
      expect(status).toBe(200)
      uploads.push(ms)
      await sleep(100)
      if (uploads.length % 10 === 0) closed = await store.db.$count(reports, ofPeople)
    }
    delay.disable()
    const seconds = (performance.now() - start) / 1_000
    await uploader.close()
    await server.stop()
    const made = await store.db.select({ about: reports.about, period: reports.period }).from(reports).where(ofPeople)
    await store.close()
    uploads.sort((a, b) => a - b)
    const p99 = delay.percentile(99) / 1e6
    console.table({
      people,
      'reports a second': Math.round(people / seconds),
      'event loop, p99 ms': Math.round(p99),
      'event loop, longest ms': Math.round(delay.max / 1e6),
      uploads: uploads.length,
      'an upload, p99 ms': Math.round(uploads[Math.floor(0.99 * uploads.length)]!),
    })
    expect(new Set(made.map(({ about, period }) => `${about} ${period}`)).size).toBe(people)
    expect(made).toHaveLength(people)
    if (mostMs !== undefined) expect(p99).toBeLessThanOrEqual(mostMs)
  }, 3_600_000)

/** People with a computer each, who were seen in November. @returns the token of one more, who was not */
async function fill(store: Store, people: number): Promise<string> {
  const { user, token } = await enroll(store)
  for (let i = 0; i < people; i++) {
    const person = await addPerson(store, user)
    await store.batch((db) => [
      db.insert(store.t.members).values({ orgId: personalOrg, userId: person.id, role: 'member' }),
    ])
    const { device } = await addDevice(store, person)
    const start = noon + (i % 20) * dayMs
    const batch = aBatch({
      processHours: [[0, 0, start, hourMs, 60_000, 1, 3_600_000, 2_000, 360]],
      spans: [[0, 'clock', start, start + hourMs, null, { zone: 'UTC', offsetMs: 0 }]],
      sentAt: start + hourMs,
    })
    await applyBatch(store, device, parseBatch(batch), start + hourMs)
  }
  return token
}
