import * as protocol from '../../protocol/batches.ts'
import { deviceRoute } from '../http/route.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import type { Pace } from '../ingest/pace.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import type { Store } from '../store/store.ts'

export interface IngestOptions {
  now(): number
  /** When uploaders are asked to come back. */
  readonly pace: Pace
  /** Told after each batch that was stored. */
  onStored(of: { readonly rows: number; readonly refused: number }): void
}

export const ingestRoutes = (store: Store, { now, pace, onStored }: IngestOptions) => [
  deviceRoute(protocol.ingest, parseBatch, async (parsed, caller) => {
    const answer = await applyBatch(store, caller, parsed, now())
    const rows = protocol.rowTables.reduce((sum, table) => sum + parsed.batch[table].length, 0)
    onStored({ rows, refused: answer.refused.length })
    return { ...answer, nextUploadMs: pace() }
  }),
]
