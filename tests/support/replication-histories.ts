import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { batchLimits } from '../../src/protocol/batches.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { enroll } from './records.ts'
import { createReplicationWorld, type HistoryStep, type ServerImage, type StepName } from './replication-world.ts'

const network: Partial<Record<StepName, number>> = {
  record: 12,
  send: 6,
  deliver: 5,
  deliverTwice: 1,
  deliverTogether: 1,
  answerLost: 2,
  requestLost: 1,
  timeout: 3,
  upload: 2,
}

/** What happens in a history, and how often; the rest of its life is the same. */
export const kindsOfHistory: Readonly<Record<string, Partial<Record<StepName, number>>>> = {
  'a bad network': network,
  'a process that is killed': { ...network, kill: 4 },
  'rows that are refused': { ...network, poison: 5, kill: 1 },
  'a server restored from a backup': { ...network, kill: 2, backup: 2, restoreServer: 1 },
  'copies of a computer': { ...network, kill: 2, clone: 2 },
  'a disk restored from a backup': { ...network, kill: 2, snapshot: 2, restoreDisk: 2 },
  'old disks and an old server': { ...network, kill: 1, snapshot: 1, restoreDisk: 1, clone: 1, restoreServer: 2 },
  everything: { ...network, poison: 1, kill: 2, backup: 1, restoreServer: 1, clone: 1, snapshot: 1, restoreDisk: 1 },
}

/** What chance hardly finds: an old server is being refilled when the disk of the refilling computer goes back too. */
const examples: Readonly<Record<string, readonly HistoryStep[]>> = {
  'old disks and an old server': [
    ['record', 0, 2],
    ['record', 0, 3],
    ['upload', 0, 3],
    ['snapshot', 0, 0],
    ['record', 0, 1],
    ['restoreServer', 0, 0],
    ['upload', 0, 1],
    ['restoreDisk', 0, 0],
  ],
}

export interface HistoriesResult {
  readonly runs: number
  readonly steps: number
  readonly requests: number
}

/**
 * Lives random histories of one kind and checks each after it has settled.
 * @throws Error with fast-check's report of the shortest history that fails, and its seed
 */
export async function checkHistories(kind: string, runs: number, seed: number): Promise<HistoriesResult> {
  // Small limits, so that short histories need several batches and more streams than one batch may name.
  const restore = limitBatches({ rows: 3, streams: 6 })
  const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'usage-audit-histories-'))
  const image = await createServerImage(root)
  const done = { runs: 0, steps: 0, requests: 0 }
  const live = async (steps: readonly HistoryStep[]) => {
    const world = createReplicationWorld(join(root, String(done.runs++)), image)
    try {
      for (const step of steps) await world.step(step)
      await world.settle()
      world.check()
    } finally {
      done.steps += steps.length
      done.requests += world.requests
      await world.close()
    }
  }
  try {
    const known = examples[kind] ? [[[...examples[kind]]] satisfies [HistoryStep[]]] : []
    await fc.assert(fc.asyncProperty(histories(kindsOfHistory[kind]!), live), { numRuns: runs, seed, examples: known })
  } finally {
    rmSync(root, { recursive: true })
    restore()
  }
  return done
}

const histories = (weights: Partial<Record<StepName, number>>): fc.Arbitrary<HistoryStep[]> => {
  const names = Object.entries(weights).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name as StepName),
  }))
  return fc.array(fc.tuple(fc.oneof(...names), fc.nat(2), fc.nat(34)), { minLength: 5, maxLength: 60, size: 'max' })
}

function limitBatches(limits: { readonly rows: number; readonly streams: number }): () => void {
  const { rows, streams } = batchLimits
  Object.assign(batchLimits, limits)
  return () => void Object.assign(batchLimits, { rows, streams })
}

async function createServerImage(folder: string): Promise<ServerImage> {
  const file = join(folder, 'server.db')
  const store = openSqlite(file)
  const { device } = await enroll(store)
  await store.close()
  return { image: readFileSync(file), device }
}
