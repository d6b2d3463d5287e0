// What overloads a server, in a process of its own: greedy devices, slow sockets and bombs. Tells in one line what became of them.
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { request } from 'undici'
import type { OverloadOrder, OverloadOutcome } from './overload-trial.ts'
import { createUploader } from './uploaders.ts'

const order: OverloadOrder = JSON.parse(process.argv[2]!)
const { url, slowToken, bombToken, greedyTokens, seconds } = order
const deadline = Date.now() + seconds * 1_000
const sockets = openSlowSockets(Number(new URL(url).port), order.slowSockets)
const outcome: OverloadOutcome = { greedy: {}, withoutRetry: 0, bombs: {}, closed: 0 }
await Promise.all([...greedyTokens.map(sendGreedily), sendBombs()])
const closed = await countClosed(seconds >= 20 ? 75_000 : 0)
process.stdout.write(`${JSON.stringify({ ...outcome, closed })}\n`)

/** As fast as it is let, over eight connections, whatever it is told. */
async function sendGreedily(token: string): Promise<void> {
  const uploader = createUploader(url, token, { connections: 8, repeat: true })
  const send = async () => {
    while (Date.now() < deadline) {
      const { status, retryAfter } = await uploader.send(500)
      count(outcome.greedy, status)
      if (status !== 200 && !retryAfter) outcome.withoutRetry++
    }
  }
  await Promise.all(Array.from({ length: 8 }, send))
  await uploader.close()
}

function openSlowSockets(port: number, many: number): Socket[] {
  return Array.from({ length: many }, (_, i) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {}).resume()
    const head = `POST /api/v1/batches HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${slowToken}\r\n`
    const body = 'Content-Type: application/json\r\nContent-Length: 900000\r\n\r\n{'
    socket.write(i % 2 === 0 ? head : head + body)
    const drip = setInterval(() => socket.write('x'), 1_000)
    socket.once('close', () => clearInterval(drip))
    return socket
  })
}

async function sendBombs(): Promise<void> {
  // Much of nothing, just what may be inflated, and a little more: of JSON with millions of lists.
  const kinds = [
    gzipSync(Buffer.alloc(50_000_000)),
    gzipSync(`{"processHours":[${'[],'.repeat(2_660_000)}[]]}`),
    gzipSync(`{"processHours":[${'[],'.repeat(3_000_000)}[]]}`),
  ]
  const send = async (body: Buffer) => {
    const headers = {
      authorization: `Bearer ${bombToken}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    }
    const answer = await request(`${url}/api/v1/batches`, { method: 'POST', headers, body })
    await answer.body.dump()
    count(outcome.bombs, answer.statusCode)
  }
  const all = Array.from({ length: order.bombs }, (_, i) => kinds[i % kinds.length]!)
  for (let i = 0; i < all.length; i += 10) await Promise.all(all.slice(i, i + 10).map(send))
}

async function countClosed(mostMs: number): Promise<number> {
  for (const end = Date.now() + mostMs; Date.now() < end; await sleep(200))
    if (sockets.every((socket) => socket.closed)) break
  const many = sockets.filter((socket) => socket.closed).length
  for (const socket of sockets) socket.destroy()
  return many
}

function count(counts: Record<number, number>, status: number): void {
  counts[status] = (counts[status] ?? 0) + 1
}
