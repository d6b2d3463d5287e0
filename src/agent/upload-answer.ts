import * as z from 'zod'
import { longestBackoffMs } from '../core/backoff.ts'
import { type Batch, ingestAnswer, type RowTable, rowTables } from '../protocol/batches.ts'
import { acknowledge, leaveStream, markRefused, rewind } from './journal/acknowledge.ts'
import type { Journal } from './journal/journal.ts'
import type { Outbound } from './journal/outbound.ts'

/** What a server said to a batch. */
export interface UploadAnswer {
  readonly status: number
  /** Its JSON; undefined if it was none. */
  readonly body: unknown
  readonly retryAfterMs?: number | undefined
}

/** What the answer to a batch says of what holds for this device; undefined from a server that knows no policies. */
export interface Told {
  readonly policyRev: number | undefined
  readonly erasedUntil: number | undefined
}

/** Refused, but not for ever: what to tell and how long to wait at least. */
export class UploadProblem extends Error {
  readonly waitMs: number | undefined
  constructor(message: string, waitMs?: number) {
    super(message)
    this.waitMs = waitMs
  }
}

/**
 * Brings the journal up to the answer to a batch. What is left to send afterwards is sent at once, in a new batch.
 * @param sent ids of all batches of this process
 * @returns the rows that the server took, and when it asks the agent to come back
 * @throws UploadProblem if the same batch must be tried again later
 */
export function takeAnswer(
  { journal, now }: { readonly journal: Journal; now(): number },
  outbound: Outbound,
  sent: ReadonlySet<string>,
  { status, body, retryAfterMs }: UploadAnswer,
): { taken: number; nextMs: number | undefined; told?: Told } {
  if (status === 200) {
    const answer = ingestAnswer.parse(body)
    acknowledge(journal, outbound, answer.refused)
    if (answer.was !== null && !sent.has(answer.was)) leaveStream(journal, now())
    const rows = rowTables.reduce((sum, table) => sum + outbound.batch[table].length, 0)
    const told = { policyRev: answer.policyRev, erasedUntil: answer.erasedUntil }
    return { taken: rows - answer.refused.length, nextMs: answer.nextUploadMs ?? undefined, told }
  }
  const { code, message, at, cursors } = refusal.parse(body).error
  if (code === 'behind' && cursors) rewind(journal, cursors, now())
  else if (!(status === 422 && holdRows(journal, outbound, at, code)))
    throw new UploadProblem(`the server answered ${status} ${code}: ${message}`, waitAfter(status, retryAfterMs))
  return { taken: 0, nextMs: undefined }
}

const refusal = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      at: z.string().optional(),
      cursors: z.record(z.string(), z.number()).optional(),
    }),
  })
  .catch({ error: { code: 'unknown', message: 'with something that is not an answer of usage-audit' } })

/** What the server cannot even read is held back, so that it blocks nothing else. True if the place named some of the rows. */
function holdRows({ db }: Journal, outbound: Outbound, at: string | undefined, code: string): boolean {
  const [, list, place] = /^(\w+)\[(\d+)\]/.exec(at ?? '') ?? []
  const rows =
    list === 'subjects' ? rowsAbout(outbound.batch, Number(place)) : rowAt(outbound.batch, list, Number(place))
  markRefused(
    db,
    outbound,
    rows.map((row) => ({ ...row, code })),
  )
  return rows.length > 0
}

interface RowPlace {
  readonly table: RowTable
  readonly index: number
}

const rowAt = (batch: Batch, list: string | undefined, index: number): RowPlace[] =>
  rowTables.filter((table) => table === list && index < batch[table].length).map((table) => ({ table, index }))

const rowsAbout = ({ processHours, spans }: Batch, subject: number): RowPlace[] => [
  ...processHours.flatMap((row, index) => (row[1] === subject ? [{ table: 'processHours' as const, index }] : [])),
  ...spans.flatMap((row, index) => (row[4] === subject ? [{ table: 'spans' as const, index }] : [])),
]

/** What only a person can mend is asked about seldom. */
const waitAfter = (status: number, retryAfterMs: number | undefined) =>
  retryAfterMs ?? (status === 401 || status === 403 || status === 426 ? longestBackoffMs : undefined)
