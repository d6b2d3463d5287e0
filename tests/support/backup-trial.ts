import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, errorCodes } from '../../src/core/errors.ts'
import { minuteMs, secondMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { backUp } from '../../src/server/store/care/backup.ts'
import { restore } from '../../src/server/store/care/restore.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { newFolder } from './program.ts'
import { createRandom } from './random.ts'
import { aBatch, type Enrolled, enroll, noon } from './records.ts'
import {
  findDifferences,
  notRefused,
  readDatabase,
  readJournalRows,
  readServerRows,
  type Sums,
  sumsOf,
} from './replica.ts'
import { createTestAgent, type TestAgent } from './replication-agent.ts'

const options = { force: true, version: '0.0.0', now: noon }

export interface BackupsResult {
  readonly backups: number
  /** Batches that were acknowledged while the backups were made. */
  readonly batches: number
  /** Backups that are damaged, hold half a batch, or miss what was acknowledged before they began. */
  readonly bad: readonly string[]
}

/** Makes backups while batches are stored, and restores each where another database with its log lies. */
export async function backUpUnderLoad(backups: number): Promise<BackupsResult> {
  const folder = newFolder()
  const [source, target] = [join(folder, 'server.db'), join(folder, 'backup.db')]
  const place = join(newFolder(), 'restored.db')
  const store = openSqlite(source)
  const { device } = await enroll(store)
  let [stored, going] = [0, true]
  const load = (async () => {
    for (; going; await sleep(1)) {
      // Each batch is one hour, one span and one gap.
      const gaps: [number, number, number, string][] = [[0, noon, noon + 1, 'off']]
      await applyBatch(store, device, parseBatch(aBatch({ gaps })), noon)
      stored++
    }
  })()
  const bad: string[] = []
  for (let i = 0; i < backups; i++) {
    const before = stored
    await backUp(source, target, options)
    const after = stored + 1
    writeFileSync(`${place}-wal`, 'a log of another database')
    await restore(place, target)
    const found = readDatabase(place, (db) => ({
      sound: db.pragma('integrity_check', { simple: true }),
      counts: ['process_hours', 'spans', 'gaps'].map(
        (table) => db.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()!.n,
      ),
    }))
    const [hours] = found.counts
    const isWhole = found.counts.every((count) => count === hours && count >= before && count <= after)
    if (found.sound !== 'ok' || !isWhole) bad.push(`${i}: ${JSON.stringify({ ...found, before, after })}`)
  }
  going = false
  await load
  await store.close()
  return { backups, batches: stored, bad }
}

export interface RefillResult {
  readonly unbroken: Sums
  readonly refilled: Sums
  /** How often the server told the agent that it is behind. */
  readonly behind: number
  readonly differences: number
}

/** The same life twice: once unbroken, once with a server that is thrown back to an old backup, which the agent refills. */
export async function refillAfterRestore(seed: number): Promise<RefillResult> {
  const unbroken = await live(seed, false)
  const refilled = await live(seed, true)
  return {
    unbroken: unbroken.sums,
    refilled: refilled.sums,
    behind: refilled.behind,
    differences: refilled.differences,
  }
}

async function live(seed: number, isThrownBack: boolean) {
  const random = createRandom(seed)
  const folder = newFolder()
  const [file, backup] = [join(folder, 'server.db'), join(folder, 'backup.db')]
  let store = openSqlite(file)
  const enrolled = await enroll(store)
  const agent = createTestAgent(join(folder, 'journal.db'), noon)
  let [now, behind] = [noon, 0]
  const steps = 60
  const [backedUpAt, restoredAt] = [Math.floor(10 + 15 * random()), Math.floor(30 + 25 * random())]
  for (let step = 0; step <= steps; step++) {
    now += secondMs * Math.ceil(1 + random() * 240)
    agent.record(now, Math.floor(random() * 35))
    if (random() < 0.4 || step === steps) behind += await uploadAll(store, enrolled, agent, now)
    if (!isThrownBack) continue
    if (step === backedUpAt) await backUp(file, backup, options)
    if (step !== restoredAt) continue
    await store.close()
    await restore(file, backup)
    store = openSqlite(file)
  }
  await uploadAll(store, enrolled, agent, now + minuteMs)
  await store.close()
  const [journal, server] = [notRefused(readJournalRows(agent.journal.db)), readDatabase(file, readServerRows)]
  const { lost, doubled } = findDifferences(journal, server)
  agent.close()
  return { sums: sumsOf(server), behind, differences: lost.length + doubled.length }
}

/** @returns how often the server was behind */
export async function uploadAll(store: Store, { device }: Enrolled, agent: TestAgent, now: number): Promise<number> {
  let behind = 0
  for (let tries = 0; tries < 400; tries++) {
    const outbound = agent.send(now)
    if (!outbound) return behind
    const answer = await respond(store, device, JSON.parse(JSON.stringify(outbound.batch)), now)
    if (answer.status === errorCodes.behind.status) behind++
    const problem = agent.take(outbound, answer, now)
    if (problem) throw new Error(problem)
  }
  throw new Error('an agent uploads without end')
}

async function respond(store: Store, device: Enrolled['device'], body: unknown, now: number) {
  try {
    return { status: 200, body: await applyBatch(store, device, parseBatch(body), now) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message, at, details } = error
    return { status: errorCodes[code].status, body: { error: { code, message, at, ...details } } }
  }
}
