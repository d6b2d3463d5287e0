import { AppError } from '../../core/errors.ts'
import * as protocol from '../../protocol/batches.ts'
import { deviceRoute } from '../http/route.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import type { Pace } from '../ingest/pace.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import type { Store } from '../store/store.ts'

export interface IngestOptions {
  now(): number
  /** Of this program: agents of its major version and the one before are taken. */
  readonly version: string
  /** When uploaders are asked to come back. */
  readonly pace: Pace
  /** Told after each batch that was stored. */
  onStored(of: { readonly rows: number; readonly refused: number }): void
}

export const ingestRoutes = (store: Store, { now, version, pace, onStored }: IngestOptions) => [
  deviceRoute(protocol.ingest, parseBatch, async (parsed, caller) => {
    refuseOld(parsed.batch.agent.version, version)
    const answer = await applyBatch(store, caller, parsed, now())
    const rows = protocol.rowTables.reduce((sum, table) => sum + parsed.batch[table].length, 0)
    onStored({ rows, refused: answer.refused.length })
    return { ...answer, nextUploadMs: pace() }
  }),
]

const majorOf = (version: string) => Number(/^(\d{1,6})\./.exec(version)?.[1] ?? 0)

/** Whoever speaks an older protocol is told so before anything of it is taken; the agent keeps what it recorded. */
function refuseOld(agent: string, own: string): void {
  const oldest = majorOf(own) - 1
  if (majorOf(agent) >= oldest) return
  throw new AppError(
    'agent_too_old',
    `this server is ${own} and takes agents from ${oldest}.0.0 on; update usage-audit on this computer, which goes on recording until then`,
    { at: 'agent.version' },
  )
}
