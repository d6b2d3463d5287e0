import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What may happen to a request on its way. */
export const faults = [
  'pass',
  /** The server never sees it. */
  'dropRequest',
  /** The server did it, and nobody is told. */
  'dropAnswer',
  /** The answer breaks off in its middle. */
  'cutAnswer',
  /** It arrives twice at once. */
  'duplicate',
  /** It arrives once more when later ones have been answered. */
  'repeatLate',
  'delay',
] as const
export type Fault = (typeof faults)[number]

/** How far a request has come: here, on its way to the server, answered by it, or the answer has been passed on. */
export const stages = ['arrived', 'forwarded', 'answered', 'told'] as const
export type Stage = (typeof stages)[number]

export interface FaultyProxy {
  readonly url: string
  /** What happened so far; `unreachable` are requests that found no server. */
  readonly counts: Readonly<Record<Fault | 'unreachable', number>>
  /** How often the server answered with which HTTP status. */
  readonly statuses: Readonly<Record<number, number>>
  close(): Promise<void>
}

export interface FaultyProxyOptions {
  /** The server's port on this computer. */
  readonly port: number
  /** What happens to the next request; asked once for each. */
  plan(): Fault
  /** From 0 to 1. */
  random(): number
  /** Told of each request; it goes on when this is done, but the server does not wait once it is forwarded. */
  onStage?(stage: Stage): Promise<void>
}

interface Message {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A proxy on a free port of this computer that does to each request what the plan says. */
export async function createFaultyProxy({ port, plan, random, onStage }: FaultyProxyOptions): Promise<FaultyProxy> {
  const counts = { ...(Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>), unreachable: 0 }
  const statuses: Record<number, number> = {}
  const agent = new Agent({ keepAlive: false })
  const late = new Set<Promise<unknown>>()

  const forward = async (request: IncomingMessage, body: Buffer): Promise<Message> => {
    const { method, url: path, headers } = request
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port, agent, method, path, headers }, (answer) => {
        const { statusCode: status = 0, headers } = answer
        statuses[status] = (statuses[status] ?? 0) + 1
        readAll(answer).then((bytes) => resolve({ status, headers, body: bytes }), reject)
      })
      sent.once('error', reject)
      sent.end(body, () => void onStage?.('forwarded'))
    })
  }
  const repeatLate = (request: IncomingMessage, body: Buffer) => {
    const repeated = sleep(1_000 + 3_000 * random())
      .then(() => forward(request, body))
      .catch(() => counts.unreachable++)
      .finally(() => late.delete(repeated))
    late.add(repeated)
  }
  const handle = async (request: IncomingMessage, response: ServerResponse, fault: Fault) => {
    const body = await readAll(request)
    await onStage?.('arrived')
    if (fault === 'dropRequest') return request.socket.destroy()
    if (fault === 'delay') await sleep(100 + 900 * random())
    if (fault === 'repeatLate') repeatLate(request, body)
    const [answer] = await Promise.all(
      fault === 'duplicate' ? [forward(request, body), forward(request, body)] : [forward(request, body)],
    )
    await onStage?.('answered')
    if (fault === 'dropAnswer') return request.socket.destroy()
    response.writeHead(answer!.status, { ...answer!.headers, 'content-length': answer!.body.length })
    if (fault !== 'cutAnswer') return response.end(answer!.body, () => void onStage?.('told'))
    response.write(answer!.body.subarray(0, answer!.body.length >> 1), () => request.socket.destroy())
  }
  const server = createServer((request, response) => {
    const fault = plan()
    counts[fault]++
    handle(request, response, fault).catch(() => {
      counts.unreachable++
      request.socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    statuses,
    close: async () => {
      await Promise.all(late)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
