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

export const ingestRoutes = (store: Store, { now, onStored }: IngestOptions) => [
  deviceRoute(protocol.ingest, parseBatch, async (parsed, caller) => {
    const answer = await applyBatch(store, caller, parsed, now())
    onStored()
    return answer
  }),
]
