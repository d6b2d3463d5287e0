import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outbound } from '../../src/agent/journal/outbound.ts'
import type { UploadAnswer } from '../../src/agent/upload-answer.ts'
import type { DeviceKey } from '../../src/core/devices.ts'
import { AppError, errorCodes } from '../../src/core/errors.ts'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { noon } from './records.ts'
import { notRefused, type Rows, readDatabase, readJournalRows } from './replica.ts'
import { type AgentImage, createTestAgent, type TestAgent } from './replication-agent.ts'
import { checkReplica } from './replication-checks.ts'

/** What may happen: to whom, and a number that chooses among the ways. */
export type HistoryStep = readonly [name: StepName, who: number, n: number]

export const stepNames = [
  'record',
  'poison',
  'send',
  'deliver',
  'deliverTwice',
  'deliverTogether',
  'answerLost',
  'requestLost',
  'timeout',
  'upload',
  'kill',
  'backup',
  'restoreServer',
  'clone',
  'snapshot',
  'restoreDisk',
] as const
export type StepName = (typeof stepNames)[number]

/** A server's database with one device in it: how every world begins, and what it may be thrown back to. */
export interface ServerImage {
  readonly image: Buffer
  readonly device: DeviceKey
}

/** Requests of one upload after which it is held to go on for ever. */
const endless = 400

/**
 * Agents on real journals and a server on a real store, with a network between them that loses, repeats and reorders. Every
 * agent but the first is a copy of another, with the same token.
 */
export function createReplicationWorld(folder: string, { image, device }: ServerImage) {
  mkdirSync(folder)
  let files = 0
  const newFile = () => join(folder, `${files++}.db`)
  const openServer = (from: Buffer) => {
    const file = newFile()
    writeFileSync(file, from)
    return { file, store: openSqlite(file) }
  }
  let now = noon + 9 * hourMs
  let server = openServer(image)
  let requests = 0
  const agents = [createTestAgent(newFile(), now)]
  const network: { agent: TestAgent; outbound: Outbound; body: string }[] = []
  const backups = [image]
  const snapshots: { who: number; image: AgentImage }[] = []
  const discarded: Rows[] = []
  const saw = new Set<StepName>()

  const respond = async (body: string): Promise<UploadAnswer> => {
    requests++
    try {
      const parsed = parseBatch(JSON.parse(body) as Batch)
      return { status: 200, body: await applyBatch(server.store, device, parsed, now) }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { code, message, at, details } = error
      if (code === 'behind' && !saw.has('restoreServer')) throw new Error('a server that was not restored is behind')
      return { status: errorCodes[code].status, body: { error: { code, message, at, ...details } } }
    }
  }
  const request = (agent: TestAgent) => {
    const outbound = agent.send(now)
    return outbound && { agent, outbound, body: JSON.stringify(outbound.batch) }
  }
  const deliver = async (n: number, given: { keep?: boolean; answered: boolean }) => {
    if (network.length === 0) return
    const at = n % network.length
    const { agent, outbound, body } = network[at]!
    if (!given.keep) network.splice(at, 1)
    const answer = await respond(body)
    if (given.answered) agent.take(outbound, answer, now)
  }
  /** All that is under way arrives at once, each request twice. */
  const deliverTogether = async () => {
    const all = network.splice(0)
    const answers = await Promise.all([...all, ...all].map(({ body }) => respond(body)))
    for (const [i, { agent, outbound }] of all.entries()) agent.take(outbound, answers[all.length + i]!, now)
  }
  /** @returns how many requests it took */
  const upload = async (agent: TestAgent, most: number) => {
    agent.giveUp()
    for (let sent = 0; sent < most; sent++) {
      const next = request(agent)
      if (!next) return sent
      const problem = agent.take(next.outbound, await respond(next.body), now)
      if (problem) throw new Error(`an upload stopped: ${problem}`)
    }
    return most
  }
  const imageOf = (agent: TestAgent): AgentImage => ({ image: agent.image(), refused: new Set(agent.refused) })

  const steps: Record<StepName, (agent: TestAgent, n: number, who: number) => unknown> = {
    record: (agent, n) => {
      now += [1_000, 20_000, 4 * minuteMs, 20 * minuteMs][n % 4]!
      agent.record(now, n)
    },
    poison: (agent, n) => {
      now += minuteMs
      agent.poison(now, n)
    },
    send: (agent) => {
      const next = request(agent)
      if (next) network.push(next)
    },
    deliver: (_, n) => deliver(n, { answered: true }),
    deliverTwice: (_, n) => deliver(n, { answered: true, keep: true }),
    deliverTogether,
    answerLost: (_, n) => deliver(n, { answered: false }),
    requestLost: (_, n) => network.splice(n % Math.max(1, network.length), 1),
    timeout: (agent) => agent.giveUp(),
    upload: (agent, n) => upload(agent, 1 + (n % 4)),
    kill: (agent) => agent.restart(++now),
    backup: () => backups.push(readDatabase(server.file, (db) => db.serialize())),
    restoreServer: async (_, n) => {
      await server.store.close()
      server = openServer(backups[n % backups.length]!)
    },
    clone: (agent) => {
      if (agents.length < 3) agents.push(createTestAgent(newFile(), ++now, imageOf(agent)))
    },
    snapshot: (agent, _, who) => snapshots.push({ who: who % agents.length, image: imageOf(agent) }),
    restoreDisk: (_, n) => {
      if (snapshots.length === 0) return
      const { who, image } = snapshots[n % snapshots.length]!
      discarded.push(notRefused(readJournalRows(agents[who]!.journal.db)))
      agents[who]!.restart(++now, image)
    },
  }

  /** Everything under way arrives, then each agent records once more and uploads until nothing is left. */
  const settle = async () => {
    while (network.length > 0) await deliver(network.length - 1, { answered: true })
    for (const agent of agents) {
      await steps.record(agent, 3, 0)
      if ((await upload(agent, endless)) === endless) throw new Error('an agent uploads without end')
    }
    for (const agent of agents) if ((await upload(agent, 1)) > 0) throw new Error('a settled agent sends again')
  }

  return {
    get requests() {
      return requests
    },
    step: async ([name, who, n]: HistoryStep) => {
      saw.add(name)
      await steps[name](agents[who % agents.length]!, n, who)
    },
    settle,
    check: () =>
      checkReplica({
        journals: agents.map(({ journal }) => journal.db),
        discarded,
        server: server.file,
      }),
    close: async () => {
      await server.store.close()
      for (const agent of agents) agent.close()
      rmSync(folder, { recursive: true })
    },
  }
}
