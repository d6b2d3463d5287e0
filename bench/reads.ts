import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'undici'
import { thisDevice } from '../src/protocol/device.ts'
import { fillStore } from '../src/server/demo/fill-store.ts'
import { openStore } from '../src/server/store/open.ts'
import { noon } from '../tests/support/records.ts'
import type { BenchRow } from './bench-row.ts'
import { enrolSenders, type Sender } from './support/batches.ts'
import { sendAll } from './support/load.ts'
import { interleave } from './support/rounds.ts'
import { serveHere } from './support/serve.ts'
import { startServerProcess } from './support/server-process.ts'

export { serveHere }

const rounds = 5
const roundMs = 4_000
const senderCount = 8
/** Over all senders: 100 batches of 500 rows a second. */
const batchesPerSecond = 100
const pauseMs = 5

/** How long a small read takes while a server on a made-up store takes uploads, beside the same reads while it is idle. */
export async function reads(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-reads-'))
  const database = `file:${join(folder, 'server.db')}`
  const store = await openStore(database)
  await fillStore(store, { seed: 1, from: '2026-10-01', devices: 10, now: noon, locale: 'en', zone: 'UTC' })
  const senders = await enrolSenders(store, senderCount)
  await store.close()
  const server = await startServerProcess(import.meta.url, database, 'routes')
  const firsts = senders.map((sender) => [sender.nextMinute(2)])
  const { token } = firsts[0]![0]!
  const rates: number[] = []
  try {
    await sendAll(server.url, firsts)
    const { idle, busy } = await interleave(rounds, {
      idle: () => readFor(server.url, token),
      busy: async () => {
        const lists = senders.map((sender) => aRound(sender))
        const start = performance.now()
        const [ms] = await Promise.all([readFor(server.url, token), sendPaced(server.url, lists)])
        rates.push((lists.flat().length * 500) / ((performance.now() - start) / 1_000))
        return ms
      },
    })
    return [
      {
        name: `p99 of a small read, ${batchesPerSecond} × 500 rows/s meanwhile`,
        unit: 'ms',
        ours: busy,
        floor: idle,
        floorName: 'the same while idle',
        goal: '≤ 3 ×',
        lowerIsBetter: true,
      },
      {
        name: 'rows stored meanwhile',
        unit: 'rows/s',
        ours: rates,
        floor: [],
        floorName: `${batchesPerSecond * 500} asked for`,
        goal: '',
        lowerIsBetter: false,
      },
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const aRound = (sender: Sender) =>
  Array.from({ length: (batchesPerSecond / senderCount) * (roundMs / 1_000) }, () => sender.nextBacklog(500))

/** Each sender sends its next upload at its time, or as soon as the one before is answered. */
async function sendPaced(url: string, lists: readonly (readonly ReturnType<Sender['nextBacklog']>[])[]): Promise<void> {
  const start = performance.now()
  await Promise.all(
    lists.map(async (uploads, sender) => {
      for (const [i, upload] of uploads.entries()) {
        const due = ((i + sender / lists.length) * roundMs) / uploads.length
        await sleep(Math.max(0, start + due - performance.now()))
        await sendAll(url, [[upload]])
      }
    }),
  )
}

/** @returns the 99th percentile of how long an answer took, over a round */
async function readFor(url: string, token: string): Promise<number> {
  const client = new Client(url)
  const times: number[] = []
  for (const end = performance.now() + roundMs; performance.now() < end; await sleep(pauseMs)) {
    const start = performance.now()
    const headers = { authorization: `Bearer ${token}` }
    const { statusCode, body } = await client.request({ method: 'GET', path: thisDevice.path, headers })
    await body.text()
    if (statusCode !== 200) throw new Error(`the server answered ${statusCode}`)
    times.push(performance.now() - start)
  }
  await client.close()
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!
}
