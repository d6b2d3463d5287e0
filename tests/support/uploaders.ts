import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { Pool } from 'undici'
import { hourMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { noon } from './records.ts'

/** A computer that uploads batches of its own stream, by HTTP, and remembers what the server acknowledged. */
export interface Uploader {
  /** Sends the next batch once. @returns the status and how long it took; 0 if the connection failed */
  send(rows?: number): Promise<{ status: number; ms: number; retryAfter: string | undefined }>
  /** Rows of the batches that were answered 200. */
  acknowledged(): number
  /** The hours of those rows, if each batch has the 60 rows of one hour. */
  readonly acknowledgedHours: ReadonlySet<number>
  readonly stream: string
  close(): Promise<void>
}

export interface UploaderOptions {
  readonly connections?: number
  /** Sends its first batch again and again, which costs this process nothing. */
  readonly repeat?: boolean
}

export function createUploader(
  url: string,
  token: string,
  { connections = 1, repeat = false }: UploaderOptions = {},
): Uploader {
  const pool = new Pool(url, { connections, pipelining: 1 })
  const stream = randomUUID()
  const acknowledgedHours = new Set<number>()
  let acknowledged = 0
  let next = 0
  let repeated: Buffer | undefined
  return {
    stream,
    acknowledgedHours,
    acknowledged: () => acknowledged,
    close: () => pool.destroy(),
    send: async (rows = 60) => {
      const body = repeated ?? gzipSync(JSON.stringify(toBatch(stream, next, rows, acknowledged)), { level: 1 })
      if (repeat && acknowledged > 0) repeated = body
      const hour = hourOf(next)
      next += rows
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      }
      const start = performance.now()
      try {
        const answer = await pool.request({ method: 'POST', path: '/api/v1/batches', headers, body })
        await answer.body.text()
        if (answer.statusCode === 200) {
          acknowledged += rows
          acknowledgedHours.add(hour)
        }
        return {
          status: answer.statusCode,
          ms: performance.now() - start,
          retryAfter: answer.headers['retry-after'] as string | undefined,
        }
      } catch {
        return { status: 0, ms: performance.now() - start, retryAfter: undefined }
      }
    },
  }
}

const appCount = 60
const hourOf = (place: number) => noon - 10_000 * hourMs + Math.floor(place / appCount) * hourMs

/** Rows that nobody sent before: each app of an hour, hour after hour. Only who was never answered tells of its stream. */
function toBatch(stream: string, first: number, rows: number, acknowledged: number): Batch {
  return {
    v: 1,
    batch: randomUUID(),
    stream,
    after: acknowledged > 0 ? { stream, upto: 1 } : null,
    upto: first + rows,
    ...(acknowledged === 0 && { lineage: [[stream, null, null]] }),
    sentAt: noon,
    agent: { version: '0.1.0', platform: 'linux-x64' },
    subjects: Array.from({ length: appCount }, (_, i) => ['app', `app-${i}`, `App ${i}`]),
    streams: [stream],
    processHours: Array.from({ length: rows }, (_, i) => {
      const place = first + i
      return [0, place % appCount, hourOf(place), 1_000, 10, 1, 1, 1, 1]
    }),
    spans: [],
    gaps: [],
  }
}
