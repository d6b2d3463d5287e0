import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { toDataDir } from '../../src/cli/data-dir.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { bundleChild } from './children.ts'
import { findFreePort, untilAnswers } from './installation.ts'
import { cleanEnvironment, newFolder, startProgram } from './program.ts'
import { addDevice, enroll } from './records.ts'
import { createUploader, type Uploader } from './uploaders.ts'

export interface OverloadSize {
  readonly seconds: number
  /** Devices that send as fast as they can, over eight connections each. */
  readonly greedy: number
  /** Half of them never end their head, half never their body. */
  readonly slowSockets: number
  readonly bombs: number
  /** Devices that send as agents do. */
  readonly others: number
}

/** What `overload-child.ts` is to do. */
export interface OverloadOrder extends Pick<OverloadSize, 'seconds' | 'slowSockets' | 'bombs'> {
  readonly url: string
  readonly slowToken: string
  readonly bombToken: string
  readonly greedyTokens: readonly string[]
}

/** What became of it; answers by status. */
export interface OverloadOutcome {
  readonly greedy: Record<number, number>
  /** Refusals that did not say when to come again. */
  withoutRetry: number
  readonly bombs: Record<number, number>
  /** Slow sockets that the server closed. */
  readonly closed: number
}

/**
 * A real server under more than it can do: it refuses, stays small, and still serves those who ask for little. Server, senders
 * and whoever measures are processes of their own.
 */
export const describeOverload = (size: OverloadSize) =>
  it(`overload is refused: ${size.greedy} greedy devices, ${size.slowSockets} slow sockets, ${size.bombs} bombs, ${size.others} others`, async () => {
    const { seconds, greedy, slowSockets, bombs, others } = size
    const folder = newFolder()
    const [slowToken, bombToken, ...tokens] = await enrolAll(toDataDir(folder).serverDatabase, greedy + others + 2)
    const child = await bundleChild('tests/support/overload-child.ts')
    const port = await findFreePort()
    const url = `http://127.0.0.1:${port}`
    const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: String(port), USAGE_AUDIT_LOG__LEVEL: 'warn' })
    const server = startProgram(['serve', '--data-dir', folder], env)
    const said = keep(server.stderr!)
    await untilAnswers(`${url}/readyz`)
    const greedyTokens = tokens.slice(0, greedy)
    const order = {
      ...{ url, seconds, slowSockets, bombs, greedyTokens },
      slowToken: slowToken!,
      bombToken: bombToken!,
    }
    const load = overload(child, order)
    const honest = tokens.slice(greedy).map((token) => createUploader(url, token))
    const answers = (await Promise.all(honest.map((uploader) => sendFor(seconds, uploader)))).flat()
    for (const uploader of honest) await uploader.close()
    const outcome = await load
    const peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1]) / 1_024
    server.kill('SIGTERM')
    const [code] = await once(server, 'exit')
    const taken = answers.filter(({ status }) => status === 200)
    const p99 = percentile(
      taken.map(({ ms }) => ms),
      0.99,
    )
    console.table(toTable(size, outcome, answers, { p99, peakMb }))
    expect(code, said()).toBe(0)
    expect(Object.keys(outcome.greedy).filter((status) => !['200', '429', '503'].includes(status))).toEqual([])
    expect((outcome.greedy[429] ?? 0) + (outcome.greedy[503] ?? 0)).toBeGreaterThan(0)
    expect(outcome.withoutRetry).toBe(0)
    expect(taken.length).toBeGreaterThan(0.95 * answers.length)
    expect(Object.keys(outcome.bombs).filter((status) => !['413', '429', '503'].includes(status))).toEqual([])
    expect(outcome.bombs[413]).toBeGreaterThan(0)
    expect(peakMb).toBeLessThanOrEqual(512)
    if (seconds < 20) return
    expect(outcome.closed).toBe(slowSockets)
    expect(p99).toBeLessThanOrEqual(1_000)
  }, 600_000)

async function enrolAll(file: string, count: number): Promise<string[]> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const store = openSqlite(file)
  const { user, token } = await enroll(store)
  const tokens = [token]
  while (tokens.length < count) tokens.push((await addDevice(store, user)).token)
  await store.close()
  return tokens
}

async function overload(child: string, order: OverloadOrder): Promise<OverloadOutcome> {
  const senders = spawn(process.execPath, [child, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = keep(senders.stdout)
  const [code] = await once(senders, 'close')
  expect(code).toBe(0)
  return JSON.parse(said())
}

function keep(stream: NonNullable<ChildProcess['stdout']>): () => string {
  let said = ''
  stream.on('data', (chunk) => {
    said += chunk
  })
  return () => said
}

type Answer = Awaited<ReturnType<Uploader['send']>>

/** A small upload, half a second's pause, and again. */
async function sendFor(seconds: number, uploader: Uploader): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(500))
    answers.push(await uploader.send(60))
  return answers
}

function toTable(size: OverloadSize, outcome: OverloadOutcome, answers: readonly Answer[], { p99 = 0, peakMb = 0 }) {
  const sum = (counts: Record<number, number>) => Object.values(counts).reduce((all, each) => all + each, 0)
  const statuses: Record<number, number> = {}
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1
  const ms = answers.map((answer) => answer.ms)
  return {
    'asked by the greedy, requests/s': Math.round(sum(outcome.greedy) / size.seconds),
    'of them taken, batches/s': Math.round((outcome.greedy[200] ?? 0) / size.seconds),
    'answers to the greedy': JSON.stringify(outcome.greedy),
    'answers to the others': JSON.stringify(statuses),
    'median, p99 and longest of the others, ms': [percentile(ms, 0.5), p99, Math.max(...ms)].map(Math.round).join(', '),
    'answers to bombs': JSON.stringify(outcome.bombs),
    'peak resident memory, MB': Math.round(peakMb),
    'slow sockets closed by the server':
      size.seconds < 20 ? 'not waited for' : `${outcome.closed} of ${size.slowSockets}`,
  }
}

const percentile = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN
