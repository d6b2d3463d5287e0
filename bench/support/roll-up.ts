import { randomUUID } from 'node:crypto'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, enroll, noon } from '../../tests/support/records.ts'
import type { Way } from './rounds.ts'

const first = noon - 12 * hourMs
const appCount = 60
const clockCount = 20
const presenceCount = 490
const rowsPerBatch = 480

/** How long it takes to make one day of a device again: 60 apps in each of 24 hours, recorded in 20 stretches, with 490 windows and as many stretches of input. */
export async function rollUpOneDay(store: Store): Promise<Way<number>> {
  const { device } = await enroll(store)
  const batches = dayBatches(0).map((batch) => parseBatch(batch))
  for (const batch of batches) await applyBatch(store, device, batch, noon)
  return async () => {
    await applyBatch(store, device, batches.at(-1)!, noon)
    const start = performance.now()
    const { days } = await rollUp(store)
    if (days !== 1) throw new Error(`${days} days were made instead of one`)
    return performance.now() - start
  }
}

/** A day of one device, a stream of its own, counted from 2 November. */
export function dayBatches(day: number): Batch[] {
  const midnight = first + day * dayMs
  const stream = randomUUID()
  const sentAt = noon + day * dayMs
  const subjects = Array.from({ length: appCount }, (_, i): Batch['subjects'][number] => [
    'app',
    `app-${i}`,
    `App ${i}`,
  ])
  const hours = Array.from({ length: 24 * appCount }, (_, i): Batch['processHours'][number] => {
    const hour = midnight + Math.floor(i / appCount) * hourMs
    return [0, i % appCount, hour, hourMs, 1_730 * i, 1, 204_800 * 3_600, 204_800 + i, 360]
  })
  const part = <T>(rows: readonly T[], i: number) => rows.slice(i * rowsPerBatch, (i + 1) * rowsPerBatch)
  const spans = [...toClocks(midnight), ...toPresence(midnight)]
  return Array.from({ length: hours.length / rowsPerBatch }, (_, i) =>
    aBatch({ stream, subjects, sentAt, upto: i + 1, processHours: part(hours, i), spans: [] }),
  ).concat(
    Array.from({ length: Math.ceil(spans.length / rowsPerBatch) }, (_, i) =>
      aBatch({ stream, subjects, sentAt, upto: 10 + i, processHours: [], spans: part(spans, i) }),
    ),
  )
}

const toClocks = (midnight: number) =>
  Array.from({ length: clockCount }, (_, i): Batch['spans'][number] => {
    const start = midnight + i * hourMs
    const detail = { zone: 'UTC', offsetMs: 0, watched: ['inhibit', 'input', 'lock', 'window'] }
    return [0, 'clock', start, start + hourMs - minuteMs, null, detail]
  })

/** Somebody changes the window every minute and a half, and types most of the time. */
const toPresence = (midnight: number) =>
  Array.from({ length: presenceCount }, (_, i): Batch['spans'][number][] => {
    const start = midnight + 7 * hourMs + i * 90_000
    return [
      [0, 'window', start, start + 90_000, i % appCount, null],
      [0, 'input', start + 5_000, start + 60_000, null, null],
    ]
  }).flat()
