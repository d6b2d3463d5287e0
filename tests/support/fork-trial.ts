import { join } from 'node:path'
import { findHistoryFault } from '../../src/core/forks.ts'
import { minuteMs } from '../../src/core/time.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { findStreams } from '../../src/server/store/streams.ts'
import { uploadAll } from './backup-trial.ts'
import { newFolder } from './program.ts'
import { createRandom } from './random.ts'
import { enroll, noon } from './records.ts'
import { readDatabase, readServerRows, sumsOf } from './replica.ts'
import { createTestAgent, type TestAgent } from './replication-agent.ts'

export interface ForkResult {
  readonly kind: 'cloned' | 'restored'
  /** A fork was shown before there was one. */
  readonly tooEarly: boolean
  /** After how many uploads of each copy it was shown; undefined: not within five. */
  readonly uploads: number | undefined
  /** Time that one history took away from the other, or that counts twice, in milliseconds. */
  readonly mixedMs: number
}

/**
 * A computer whose disk is cloned, so that both go on, or thrown back to what it was before its last uploads. Copies are made of
 * the file alone, not of the memory of the agent.
 */
export async function copyDisk(kind: ForkResult['kind'], seed: number): Promise<ForkResult> {
  const random = createRandom(seed)
  const folder = newFolder()
  const file = join(folder, 'server.db')
  const store = openSqlite(file)
  const enrolled = await enroll(store)
  let now = noon
  const clock = () => {
    now += minuteMs
    return now
  }
  const live = async (agent: TestAgent) => {
    for (let i = 0; i < 1 + 4 * random(); i++) agent.record(clock(), 3)
    await uploadAll(store, enrolled, agent, now)
  }
  const fault = async () => findHistoryFault(await findStreams(store, enrolled.device.orgId, enrolled.device.deviceId))
  const agent = createTestAgent(join(folder, 'a.db'), now)
  for (let i = 0; i < 1 + 3 * random(); i++) {
    await live(agent)
    if (random() < 0.5) agent.restart(clock())
  }
  const image = { image: agent.image(), refused: agent.refused }
  const tooEarly = (await fault()) !== undefined
  if (kind === 'restored') {
    await live(agent)
    agent.restart(clock(), image)
  }
  const copies = kind === 'restored' ? [agent] : [agent, createTestAgent(join(folder, 'b.db'), clock(), image)]
  if (kind === 'cloned') agent.restart(clock()) // to copy a disk the computer is switched off
  const before = sumsOf(readDatabase(file, readServerRows)).runningMs
  let recorded = 0
  let uploads: number | undefined
  for (let round = 1; round <= 5; round++) {
    for (const copy of copies) {
      const start = copy.journal.lastKnownAt()!
      copy.record(clock(), 1)
      recorded += now - start
      await uploadAll(store, enrolled, copy, now)
    }
    if (uploads === undefined && (await fault()) === 'forked') uploads = round
  }
  const mixedMs = Math.abs(sumsOf(readDatabase(file, readServerRows)).runningMs - before - recorded)
  for (const copy of copies) copy.close()
  await store.close()
  return { kind, tooEarly, uploads, mixedMs }
}
