import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Dispatcher, request } from 'undici'
import { backoffMs } from '../core/backoff.ts'
import { minuteMs, secondMs } from '../core/time.ts'
import { ingest } from '../protocol/batches.ts'
import { isDamage, isDiskFull } from './journal/disk.ts'
import type { Journal } from './journal/journal.ts'
import { buildBatch, type Outbound, type Sender } from './journal/outbound.ts'
import { takeAnswer, type UploadAnswer, type UploadProblem } from './upload-answer.ts'

export interface UploaderOptions {
  readonly journal: Journal
  /** `https://audit.example.org` */
  readonly server: string
  readonly token: string
  readonly sender: Sender
  readonly uploadMs: number
  now(): number
  /** From 0 to 1. */
  random(): number
  /** Told after each round that sent something or failed. */
  onRound?(round: UploadRound): void
  readonly dispatcher?: Dispatcher
}

export interface UploadRound {
  readonly rows: number
  /** Why it ended early, in words for the person; undefined if nothing is left to send. */
  readonly error: string | undefined
}

export interface Uploader {
  /** Uploads until nothing is left; one at a time, a call meanwhile waits for the one under way. */
  uploadNow(signal?: AbortSignal): Promise<UploadRound>
  start(): void
  /** Ends the schedule and abandons what is under way; what it sent is sent again by the next run, harmlessly. */
  stop(): Promise<void>
}

const compress = promisify(gzip)
const answerTimeoutMs = 30 * secondMs

/** Sends the journal to the server, on a schedule that backs off while it fails and obeys the pace that the server asks for. */
export function createUploader(options: UploaderOptions): Uploader {
  const sent = new Set<string>()
  const stopping = new AbortController()
  let underWay: Promise<UploadRound> | undefined
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let pace: { nextMs?: number | undefined } = {}

  const round = async (signal: AbortSignal): Promise<UploadRound> => {
    let rows = 0
    try {
      for (;;) {
        const outbound = nextBatch(options)
        if (!outbound) break
        sent.add(outbound.batch.batch)
        const { taken, nextMs } = takeAnswer(options, outbound, sent, await post(options, outbound, signal))
        rows += taken
        pace = { nextMs }
      }
      failures = 0
      noteRound(options, rows, undefined)
      return { rows, error: undefined }
    } catch (problem) {
      failures++
      const error = describe(problem)
      pace = { nextMs: Math.max(backoffMs(failures, options.random()), (problem as UploadProblem).waitMs ?? 0) }
      noteRound(options, rows, error)
      return { rows, error }
    }
  }
  const uploadNow = (signal = stopping.signal): Promise<UploadRound> => {
    underWay ??= round(AbortSignal.any([signal, stopping.signal])).finally(() => {
      underWay = undefined
    })
    return underWay
  }
  const schedule = (ms: number) => {
    timer = setTimeout(async () => {
      const done = await uploadNow()
      if (done.rows > 0 || done.error) options.onRound?.(done)
      if (!stopping.signal.aborted) schedule(pace.nextMs ?? options.uploadMs)
    }, ms)
  }
  return {
    uploadNow,
    start: () => schedule(Math.round(options.random() * Math.min(options.uploadMs, minuteMs))),
    stop: async () => {
      clearTimeout(timer)
      stopping.abort()
      await underWay
    },
  }
}

/** Only what a power cut cannot take is sent. */
function nextBatch({ journal, sender, now }: UploaderOptions): Outbound | undefined {
  journal.makeDurable()
  return buildBatch(journal, sender, now())
}

async function post(
  { server, token, dispatcher }: UploaderOptions,
  { batch }: Outbound,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  const answer = await request(new URL(`${server}${ingest.path}`), {
    method: ingest.method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'user-agent': `usage-audit/${batch.agent.version}`,
    },
    body: await compress(JSON.stringify(batch)),
    signal,
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    ...(dispatcher && { dispatcher }),
  })
  const text = await answer.body.text()
  const seconds = Number(answer.headers['retry-after'])
  return {
    status: answer.statusCode,
    body: toJson(text),
    retryAfterMs: Number.isFinite(seconds) ? seconds * secondMs : undefined,
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const messages: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the server is not there (connection refused)',
  ENOTFOUND: 'the name of the server is not known',
  UND_ERR_HEADERS_TIMEOUT: 'the server did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'the server did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'the server could not be reached in time',
  UND_ERR_SOCKET: 'the connection broke off',
  ECONNRESET: 'the connection broke off',
  ABORT_ERR: 'stopped',
}

function describe(problem: unknown): string {
  const { code, name, message } = problem as { code?: string; name?: string; message?: string }
  return messages[code ?? ''] ?? (name === 'AbortError' ? 'stopped' : (message ?? String(problem)))
}

/** For `agent status`. Where there is no room even for this, the agent goes on: what it sends was sent. */
function noteRound({ journal: { db }, now }: UploaderOptions, rows: number, error: string | undefined): void {
  try {
    db.prepare(
      `update uploads set tried_at = @at, rows = rows + @rows, error = @error,
       succeeded_at = case when @error is null then @at else succeeded_at end`,
    ).run({ at: now(), rows, error: error ?? null })
  } catch (failure) {
    if (!isDiskFull(failure) && !isDamage(failure)) throw failure
  }
}
