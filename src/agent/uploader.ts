import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Dispatcher, request } from 'undici'
import { backoffMs } from '../core/backoff.ts'
import { toPlainText } from '../core/text.ts'
import { dayMs, minuteMs, secondMs } from '../core/time.ts'
import { ingest } from '../protocol/batches.ts'
import type { Journal } from './journal/journal.ts'
import { buildBatch, type Outbound, type Sender } from './journal/outbound.ts'
import { describeProblem } from './network-problem.ts'
import { takeAnswer, type UploadAnswer, UploadProblem } from './upload-answer.ts'

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

  const sendAll = async (signal: AbortSignal, taken: (rows: number) => void): Promise<void> => {
    for (let fruitless = 0; ; ) {
      const outbound = nextBatch(options)
      if (!outbound) return
      if (fruitless > mostFruitless) throw new UploadProblem('the server keeps refusing what it is sent')
      sent.add(outbound.batch.batch)
      const answer = takeAnswer(options, outbound, sent, await post(options, outbound, signal))
      taken(answer.taken)
      fruitless = answer.taken > 0 ? 0 : fruitless + 1
      pace = { nextMs: answer.nextMs }
    }
  }
  const round = async (signal: AbortSignal): Promise<UploadRound> => {
    let rows = 0
    let error: string | undefined
    try {
      await sendAll(signal, (taken) => {
        rows += taken
      })
      failures = 0
    } catch (problem) {
      failures++
      error = toPlainText(describeProblem(problem), 500) // a server's words reach a terminal
      pace = { nextMs: Math.max(backoffMs(failures, options.random()), (problem as UploadProblem).waitMs ?? 0) }
    }
    noteRound(options, rows, error)
    return { rows, error }
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
      if (!stopping.signal.aborted) schedule(within(pace.nextMs ?? options.uploadMs))
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

/** So many batches in a row of which nothing is taken are for a later round: a server in a bad way is not hammered. */
const mostFruitless = 20

/** Whatever a server asks for: neither a hot loop nor silence, and no timer that overflows. */
const within = (ms: number) => Math.min(Math.max(ms, secondMs), dayMs)

/** Only what a power cut cannot take is sent. */
function nextBatch({ journal, sender, now }: UploaderOptions): Outbound | undefined {
  journal.makeDurable()
  return buildBatch(journal, sender, now())
}

async function post(
  { server, token, dispatcher, now }: UploaderOptions,
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
  return {
    status: answer.statusCode,
    body: toJson(text),
    retryAfterMs: toWaitMs(answer.headers['retry-after'], now()),
  }
}

/** `Retry-After`: seconds, or the date of another try. */
function toWaitMs(header: string | string[] | undefined, now: number): number | undefined {
  const text = String(header ?? '').trim()
  const ms = /^\d+$/.test(text) ? Number(text) * secondMs : Date.parse(text) - now
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** For `agent status`. Where the journal cannot be written, as on a full disk, the error is told all the same. */
function noteRound({ journal: { db }, now }: UploaderOptions, rows: number, error: string | undefined): void {
  try {
    db.prepare(
      `update uploads set tried_at = @at, rows = rows + @rows, error = @error,
       succeeded_at = case when @error is null then @at else succeeded_at end`,
    ).run({ at: now(), rows, error: error ?? null })
  } catch {
    // The next round tries again.
  }
}
