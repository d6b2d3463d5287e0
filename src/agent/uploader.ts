import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { toPlainText } from '../core/text.ts'
import { secondMs } from '../core/time.ts'
import { ingest } from '../protocol/batches.ts'
import type { Journal } from './journal/journal.ts'
import { buildBatch, type Outbound, type Sender } from './journal/outbound.ts'
import { readState, saveState } from './journal/state.ts'
import { describeProblem } from './network-problem.ts'
import type { PolicyFollower } from './policy/follow.ts'
import { request, toJson } from './request.ts'
import { toClockAhead } from './server-health.ts'
import { type Told, takeAnswer, type UploadAnswer, UploadProblem } from './upload-answer.ts'
import { createUploadPace } from './upload-pace.ts'

export interface UploaderOptions {
  readonly journal: Journal
  /** `https://audit.example.org` */
  readonly server: string
  /** The token to show, asked before each request. */
  token(): string | Promise<string>
  /** The authorities, in PEM, that alone may vouch for the server. */
  readonly ca?: string | undefined
  readonly sender: Sender
  readonly uploadMs: number
  now(): number
  /** From 0 to 1. */
  random(): number
  /** Follows what the organisation asks for; without one nobody does. */
  readonly follower?: PolicyFollower | undefined
  /** Told after each round that sent something or failed. */
  onRound?(round: UploadRound): void
  /** Told of the bytes of each request's body, as they travel. */
  onSent?(bytes: number): void
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
  const pace = createUploadPace(options.uploadMs, options.random)
  let waitMs = options.uploadMs
  let failingSince = readState(options.journal.db).failingSince ?? undefined

  /** @returns whether there was anything to send, and when the server asks the agent to come back */
  const sendAll = async (signal: AbortSignal, taken: (rows: number) => void) => {
    let askedMs: number | undefined
    let asked = false
    let told: Told = { policyRev: undefined, erasedUntil: undefined }
    for (let fruitless = 0; ; ) {
      const outbound = nextBatch(options)
      if (!outbound) return { asked, askedMs, told }
      if (fruitless > mostFruitless) throw new UploadProblem('the server keeps refusing what it is sent')
      sent.add(outbound.batch.batch)
      const answer = takeAnswer(options, outbound, sent, await post(options, outbound, signal))
      taken(answer.taken)
      fruitless = answer.taken > 0 ? 0 : fruitless + 1
      askedMs = answer.nextMs
      told = answer.told ?? told
      asked = true
    }
  }
  const round = async (signal: AbortSignal): Promise<UploadRound> => {
    let rows = 0
    let error: string | undefined
    try {
      await options.follower?.begin()
      const { asked, askedMs, told } = await sendAll(signal, (taken) => {
        rows += taken
      })
      await options.follower?.follow(told, signal)
      waitMs = pace.succeeded(askedMs)
      // Nobody was asked, so nobody answered.
      if (!asked) return { rows, error }
      failingSince = undefined
    } catch (problem) {
      failingSince ??= options.now()
      error = toPlainText(describeProblem(problem), 500) // a server's words reach a terminal
      waitMs = pace.failed((problem as UploadProblem).waitMs)
    }
    noteRound(options, { rows, error, failingSince })
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
      if (!stopping.signal.aborted) schedule(waitMs)
    }, ms)
  }
  return {
    uploadNow,
    start: () => schedule(pace.first()),
    stop: async () => {
      clearTimeout(timer)
      stopping.abort()
      await underWay
    },
  }
}

/** So many batches in a row of which nothing is taken are for a later round: a server in a bad way is not hammered. */
const mostFruitless = 20

/** Only what a power cut cannot take is sent. */
function nextBatch({ journal, sender, now }: UploaderOptions): Outbound | undefined {
  journal.makeDurable()
  return buildBatch(journal, sender, now())
}

async function post(
  { journal, server, token, ca, now, onSent }: UploaderOptions,
  { batch }: Outbound,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  const body = await compress(JSON.stringify(batch))
  const before = now()
  const answer = await request(new URL(`${server}${ingest.path}`), {
    method: ingest.method,
    headers: {
      authorization: `Bearer ${await token()}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'user-agent': `usage-audit/${batch.agent.version}`,
    },
    body,
    signal,
    ca,
    patienceMs: answerTimeoutMs,
  })
  onSent?.(body.length)
  noteClock(journal, toClockAhead(answer.headers.date, before, now()), now())
  return {
    status: answer.status,
    body: toJson(answer.text),
    retryAfterMs: toWaitMs(answer.headers['retry-after'], answer.headers.date, now()),
  }
}

type Header = string | string[] | undefined

/** `Retry-After`: seconds, or the date of another try, by the server's own clock if it tells the time. */
function toWaitMs(header: Header, date: Header, now: number): number | undefined {
  const text = String(header ?? '').trim()
  const told = Date.parse(String(date))
  const ms = /^\d+$/.test(text) ? Number(text) * secondMs : Date.parse(text) - (Number.isNaN(told) ? now : told)
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}

/** For `agent status`. Where the journal cannot be written, as on a full disk, the error is told all the same. */
function noteRound(
  { journal: { db }, now }: UploaderOptions,
  { rows, error, failingSince }: UploadRound & { readonly failingSince: number | undefined },
): void {
  try {
    db.prepare(
      `update uploads set tried_at = @at, rows = rows + @rows, error = @error,
       succeeded_at = case when @error is null then @at else succeeded_at end`,
    ).run({ at: now(), rows, error: error ?? null })
    saveState(db, { failingSince: failingSince ?? null })
  } catch {
    // The next round tries again.
  }
}

function noteClock({ db }: Journal, aheadMs: number | undefined, at: number): void {
  if (aheadMs === undefined) return
  try {
    saveState(db, { serverClock: { aheadMs, at } })
  } catch {
    // The next answer tells it again.
  }
}
