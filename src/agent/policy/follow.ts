import type { z } from 'zod'
import { rightWithinMs } from '../../core/clock-skew.ts'
import { minuteMs, secondMs } from '../../core/time.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'
import { type Confirmation, confirmErasure, type PolicyAnswer, readPolicy } from '../../protocol/policy.ts'
import { furthestMs } from '../journal/clip.ts'
import { carryOut, dropOrder, readErasures, takeOrder } from '../journal/erase.ts'
import type { Journal } from '../journal/journal.ts'
import { readState } from '../journal/state.ts'
import { request, toJson } from '../request.ts'
import { type Told, UploadProblem } from '../upload-answer.ts'
import { holdPolicy, readHeldPolicy } from './held.ts'

export interface PolicyFollower {
  /** Goes on with what a crash interrupted; asks nobody. */
  begin(): Promise<void>
  /**
   * Fetches what is new, empties what is ordered, and says so.
   * @throws UploadProblem if the server does not answer so that it can be understood; the next round tries again
   */
  follow(told: Told, signal: AbortSignal): Promise<void>
}

export interface FollowerOptions {
  readonly journal: Journal
  /** Where the journal lies, and beside it the policy. */
  readonly file: string
  readonly server: string
  /** The token to show, asked before each request. */
  token(): string | Promise<string>
  /** The authorities, in PEM, that alone may vouch for the server. */
  readonly ca?: string | undefined
  now(): number
}

export function createPolicyFollower(options: FollowerOptions): PolicyFollower {
  const { journal, file, now } = options
  let asked = false

  // The server's instant as this computer's clock showed it, which may be years off.
  const toOwnTime = (instant: number) => {
    const aheadMs = readState(journal.db).serverClock?.aheadMs ?? 0
    // In whole minutes, as an answer takes a little longer or shorter each time.
    const shift = Math.abs(aheadMs) > rightWithinMs ? Math.round(aheadMs / minuteMs) * minuteMs : 0
    return Math.min(Math.max(0, instant - shift), now() + furthestMs)
  }
  const take = (answer: PolicyAnswer) => {
    // Orders first: once the revision is kept, nobody asks for them again.
    for (const order of answer.erase) takeOrder(journal, { ...order, until: toOwnTime(order.until) })
    holdPolicy(file, answer, now())
  }
  const fetchIfNew = async (revision: number | undefined, signal: AbortSignal) => {
    const held = readHeldPolicy(file)?.revision ?? 0
    // Once in each run in any case: a journal that was damaged may have lost an order.
    if (revision === undefined || (revision === held && (asked || revision === 0))) return
    take((await call(options, readPolicy, undefined, signal)).body!)
    asked = true
  }
  const eraseAll = async () => {
    for (const id of Object.keys(readErasures(journal.db))) await carryOut(journal, file, id)
  }
  const confirmAll = async (signal: AbortSignal) => {
    for (const [id, { counts, done }] of Object.entries(readErasures(journal.db))) {
      if (!done) continue
      // An order that the server does not know is done all the same.
      if (!isOwn(id)) await call(options, confirmErasure, { id, counts }, signal)
      dropOrder(journal, id)
    }
  }
  return {
    begin: eraseAll,
    follow: async ({ policyRev, erasedUntil = 0 }, signal) => {
      await fetchIfNew(policyRev, signal)
      await eraseAll()
      const until = erasedUntil === 0 ? 0 : toOwnTime(erasedUntil)
      if (until > journal.erasedUntil) {
        takeOrder(journal, { id: `${own}${until}`, until })
        await eraseAll()
      }
      await confirmAll(signal)
    },
  }
}

/** What another agent of the device has confirmed is done here without an order. */
const own = 'until-'
const isOwn = (id: string) => id.startsWith(own)

const answerTimeoutMs = 30 * secondMs

/** @returns no body where the server does not know what is asked about */
async function call<E extends Endpoint>(
  { server, token, ca }: FollowerOptions,
  endpoint: E,
  input: Confirmation | undefined,
  signal: AbortSignal,
): Promise<{ readonly body: z.output<E['output']> | undefined }> {
  const { method, path, output } = endpoint
  const { status, text } = await request(new URL(`${server}${path}`), {
    method,
    headers: { authorization: `Bearer ${await token()}`, ...(input && { 'content-type': 'application/json' }) },
    ...(input && { body: Buffer.from(JSON.stringify(input)) }),
    signal,
    patienceMs: answerTimeoutMs,
    ca,
  })
  if (status === 404 && method === 'POST') return { body: undefined }
  const parsed = output.safeParse(toJson(text))
  if (status === 200 && parsed.success) return { body: parsed.data as z.output<E['output']> }
  const why = status === 200 ? 'with something that cannot be read' : `${status}`
  throw new UploadProblem(`asked ${path}, the server answered ${why}; what held before still holds`)
}
