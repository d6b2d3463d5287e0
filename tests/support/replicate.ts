import { randomUUID } from 'node:crypto'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import type { Store } from '../../src/server/store/store.ts'
import type { DayHistory } from './day-histories.ts'
import { createRandom } from './random.ts'
import { aBatch, type Enrolled, noon } from './records.ts'

export const send = (store: Store, device: Enrolled['device'], batch: Batch) =>
  applyBatch(store, device, parseBatch(structuredClone(batch)), noon)

/** The rows in the order of time, against it, or in any, in small batches, with days made in between. */
export async function replicate(store: Store, device: Enrolled['device'], { spans, gaps }: DayHistory, seed: number) {
  const random = createRandom(seed)
  const stream = randomUUID()
  const way = Math.floor(random() * 3) - 1
  const rows = [
    ...spans.map((row) => ({ at: row[2], spans: [row], gaps: [] })),
    ...gaps.map((row) => ({ at: row[1], spans: [], gaps: [row] })),
  ]
    .map((row) => ({ row, at: way === 0 ? random() : way * row.at }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row)
  for (let upto = 0; rows.length > 0; upto++) {
    const part = rows.splice(0, 1 + Math.floor(random() * 12))
    const ofPart = { spans: part.flatMap((row) => row.spans), gaps: part.flatMap((row) => row.gaps) }
    await send(store, device, aBatch({ stream, upto, processHours: [], ...ofPart }))
    if (random() < 0.6) await rollUp(store)
  }
  await rollUp(store)
}
