import { AppError } from '../../core/errors.ts'
import * as protocol from '../../protocol/batches.ts'
import { deviceRoute } from '../http/route.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import type { Store } from '../store/store.ts'

export interface IngestOptions {
  now(): number
  /** Told after each batch that was stored. */
  onStored(): void
}

/** Batches under way at once; whoever comes on top is asked to come again, so that memory stays bounded. */
const mostAtOnce = 32

export function ingestRoutes(store: Store, { now, onStored }: IngestOptions) {
  let underWay = 0
  return [
    deviceRoute(protocol.ingest, parseBatch, async (parsed, caller) => {
      if (underWay >= mostAtOnce) throw new AppError('too_busy', 'too many uploads at once; try again')
      underWay++
      try {
        const answer = await applyBatch(store, caller, parsed, now())
        onStored()
        return answer
      } finally {
        underWay--
      }
    }),
  ]
}
