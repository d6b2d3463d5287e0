import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { request } from 'undici'
import { expect, it } from 'vitest'
import { toDataDir } from '../../src/cli/data-dir.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { findFreePort, untilAnswers } from './installation.ts'
import { cleanEnvironment, newFolder, startProgram } from './program.ts'
import { addDevice, enroll } from './records.ts'
import { createUploader, type Uploader } from './uploaders.ts'

export interface OverloadSize {
  readonly seconds: number
  /** Devices that send as fast as they are let, over eight connections each. */
  readonly greedy: number
  /** Half of them never end their head, half never their body. */
  readonly slowSockets: number
  readonly bombs: number
  /** Devices that send as agents do. */
  readonly others: number
}

/** A real server under more than it can do: it refuses, stays small, and still serves those who ask for little. */
export const describeOverload = ({ seconds, greedy, slowSockets, bombs, others }: OverloadSize) =>
  it(`overload is refused: ${greedy} greedy devices, ${slowSockets} slow sockets, ${bombs} bombs, ${others} others`, async () => {
    const folder = newFolder()
    const tokens = await enrolAll(toDataDir(folder).serverDatabase, greedy + others + 2)
    const port = await findFreePort()
    const url = `http://127.0.0.1:${port}`
    const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: String(port), USAGE_AUDIT_LOG__LEVEL: 'warn' })
    const server = startProgram(['serve', '--data-dir', folder], env)
    let said = ''
    server.stderr?.on('data', (chunk) => {
      said += chunk
    })
    const kinds = makeBombs()
    await untilAnswers(`${url}/readyz`)
    const deadline = Date.now() + seconds * 1_000
    const [slowToken, bombToken, ...rest] = tokens as [string, string, ...string[]]
    const sockets = openSlowSockets(port, slowToken, slowSockets)
    const greedyOnes = rest
      .slice(0, greedy)
      .map((token) => createUploader(url, token, { connections: 8, repeat: true }))
    const otherOnes = rest.slice(greedy).map((token) => createUploader(url, token))
    const load = greedyOnes.flatMap((uploader) =>
      Array.from({ length: 8 }, () => sendUntil(deadline, uploader, 500, 0)),
    )
    const exploded = sendBombs(url, bombToken, bombs, kinds)
    const watched = otherOnes.map((uploader) => sendUntil(deadline, uploader, 60, 500))
    const greedyAnswers = (await Promise.all(load)).flat()
    const otherAnswers = (await Promise.all(watched)).flat()
    const bombStatuses = countBy(await exploded, (status) => status)
    const peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1]) / 1_024
    const closed = await countClosed(sockets, 75_000, seconds >= 20)
    for (const uploader of [...greedyOnes, ...otherOnes]) await uploader.close()
    server.kill('SIGTERM')
    const [code] = await once(server, 'exit')
    const p99 = percentile(
      otherAnswers.filter(({ status }) => status === 200).map(({ ms }) => ms),
      0.99,
    )
    console.table({
      'asked by the greedy, requests/s': Math.round(greedyAnswers.length / seconds),
      'of them taken, batches/s': Math.round(greedyAnswers.filter(({ status }) => status === 200).length / seconds),
      'answers to the greedy': JSON.stringify(countBy(greedyAnswers, ({ status }) => status)),
      'answers to the others': JSON.stringify(countBy(otherAnswers, ({ status }) => status)),
      'p99 of the others, ms': Math.round(p99),
      'answers to bombs': JSON.stringify(bombStatuses),
      'peak resident memory, MB': Math.round(peakMb),
      'slow sockets closed by the server': closed === undefined ? 'not waited for' : `${closed} of ${slowSockets}`,
    })
    expect(code, said).toBe(0)
    expect(greedyAnswers.filter(({ status }) => ![200, 429, 503].includes(status))).toEqual([])
    expect(greedyAnswers.some(({ status }) => status === 429 || status === 503)).toBe(true)
    expect(greedyAnswers.filter(({ status, retryAfter }) => status !== 200 && !retryAfter)).toEqual([])
    expect(otherAnswers.filter(({ status }) => status === 200).length).toBeGreaterThan(0.95 * otherAnswers.length)
    expect(Object.keys(bombStatuses).filter((status) => !['413', '429', '503'].includes(status))).toEqual([])
    expect(bombStatuses[413]).toBeGreaterThan(0)
    expect(peakMb).toBeLessThanOrEqual(512)
    if (closed !== undefined) {
      expect(closed).toBe(slowSockets)
      expect(p99).toBeLessThanOrEqual(1_000)
    }
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

type Answer = Awaited<ReturnType<Uploader['send']>>

async function sendUntil(deadline: number, uploader: Uploader, rows: number, pauseMs: number): Promise<Answer[]> {
  const answers: Answer[] = []
  while (Date.now() < deadline) {
    answers.push(await uploader.send(rows))
    if (pauseMs > 0) await sleep(pauseMs)
  }
  return answers
}

function openSlowSockets(port: number, token: string, count: number): Socket[] {
  return Array.from({ length: count }, (_, i) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {}).resume()
    const head = `POST /api/v1/batches HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n`
    const body = 'Content-Type: application/json\r\nContent-Length: 900000\r\n\r\n{'
    socket.write(i % 2 === 0 ? head : head + body)
    const drip = setInterval(() => socket.write('x'), 1_000)
    socket.once('close', () => clearInterval(drip))
    return socket
  })
}

/** Much of nothing, just what may be inflated, and a little more: of JSON with millions of lists. */
const makeBombs = () => [
  gzipSync(Buffer.alloc(50_000_000)),
  gzipSync(`{"processHours":[${'[],'.repeat(2_660_000)}[]]}`),
  gzipSync(`{"processHours":[${'[],'.repeat(3_000_000)}[]]}`),
]

async function sendBombs(url: string, token: string, count: number, kinds: readonly Buffer[]): Promise<number[]> {
  const statuses: number[] = []
  const send = async (body: Buffer) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const answer = await request(`${url}/api/v1/batches`, { method: 'POST', headers, body })
    await answer.body.dump()
    statuses.push(answer.statusCode)
  }
  const all = Array.from({ length: count }, (_, i) => kinds[i % kinds.length]!)
  for (let i = 0; i < all.length; i += 10) await Promise.all(all.slice(i, i + 10).map(send))
  return statuses
}

/** @returns how many the server closed; undefined if that is not waited for */
async function countClosed(sockets: readonly Socket[], mostMs: number, wait: boolean): Promise<number | undefined> {
  for (const end = Date.now() + mostMs; wait && Date.now() < end; await sleep(200))
    if (sockets.every(({ closed }) => closed)) break
  const closed = sockets.filter((socket) => socket.closed).length
  for (const socket of sockets) socket.destroy()
  return wait ? closed : undefined
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => number): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1
  return counts
}

const percentile = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN
