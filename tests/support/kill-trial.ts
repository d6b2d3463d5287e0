import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { type Fault, type FaultyProxy, type Stage, stages } from './faulty-proxy.ts'
import { type Comparison, createInstallation, type Installation, type Side } from './installation.ts'
import { createRandom } from './random.ts'
import { notRefused, sumsOf } from './replica.ts'

/** What happens to a request in these trials; the more often it is named, the likelier. */
const usualFaults: readonly Fault[] = [
  'pass',
  'pass',
  'pass',
  'pass',
  'delay',
  'duplicate',
  'repeatLate',
  'dropRequest',
  'dropAnswer',
  'cutAnswer',
]

export interface KillResult extends Comparison {
  readonly kills: number
  /** How many of the kills at which moment of an upload. */
  readonly moments: Readonly<Record<Moment, number>>
  readonly faults: FaultyProxy['counts']
  /** How often the server answered with which HTTP status: anything but 200 is a promise that it broke. */
  readonly statuses: FaultyProxy['statuses']
}

/**
 * Kills agent and server again and again, most often in the middle of an upload through a faulty network, then lets the agent
 * upload what is left and compares.
 * @param kills of each side
 */
export async function liveThroughKills(kills: number, seed: number): Promise<KillResult> {
  const random = createRandom(seed)
  const ambush = createAmbush(random)
  let fault: Fault | undefined
  const plan = () => fault ?? usualFaults[Math.floor(random() * usualFaults.length)]!
  const installation = await createInstallation({ plan, random, onStage: ambush.onStage })
  const moments: Record<Moment, number> = { arrived: 0, forwarded: 0, answered: 0, told: 0, idle: 0 }
  try {
    await installation.start('agent')
    for (const side of drawVictims(kills, random)) {
      const moment = drawMoment(random)
      moments[await ambush.strike(moment, () => installation.kill(side))]++
      await sleep(500 * random())
      await installation.start(side)
    }
    // What comes before the end comes once more after it: nothing old may take the place of the new.
    fault = 'repeatLate'
    await untilUploaded(installation, 60_000)
    fault = 'pass'
    await installation.stop('agent')
    await installation.proxy.close()
    await installation.stop('server')
    const { counts: faults, statuses } = installation.proxy
    return { ...installation.compare(), kills: 2 * kills, moments, faults, statuses }
  } finally {
    await installation.close()
  }
}

export interface OutageResult extends Comparison {
  /** Rows and running time that the agent recorded while the server was away. */
  readonly rowsMeanwhile: number
  readonly runningMsMeanwhile: number
  /** From the server's return until it had all that was recorded by then. */
  readonly caughtUpMs: number
}

/** The server is stopped for a while and the agent goes on; then the server returns, and has what it missed. */
export async function liveThroughOutage(outageMs: number, seed: number): Promise<OutageResult> {
  const installation = await createInstallation({ plan: () => 'pass', random: createRandom(seed) })
  try {
    await installation.start('agent')
    await untilUploaded(installation, 30_000)
    await installation.stop('server')
    const before = sumsOf(installation.readJournal())
    const stored = sumsOf(installation.readServer())
    await sleep(outageMs)
    const after = sumsOf(installation.readJournal())
    expect(sumsOf(installation.readServer())).toEqual(stored)
    const returnedAt = Date.now()
    await installation.start('server')
    await untilUploaded(installation, 15 * 60_000)
    const caughtUpMs = Date.now() - returnedAt
    await installation.stop('agent')
    await installation.stop('server')
    const meanwhile = {
      rowsMeanwhile: after.rows - before.rows,
      runningMsMeanwhile: after.runningMs - before.runningMs,
      caughtUpMs,
    }
    return { ...installation.compare(), ...meanwhile }
  } finally {
    await installation.close()
  }
}

/** When to kill: at a stage of a request, or at any time. */
type Moment = Stage | 'idle'

const drawMoment = (random: () => number): Moment =>
  random() < 0.2 ? 'idle' : stages[Math.floor(random() * stages.length)]!

/** Lies in wait for one of the next requests and does something at a stage of it. */
function createAmbush(random: () => number) {
  let armed: { stage: Moment; skip: number; act(): Promise<void> } | undefined
  const onStage = async (stage: Stage) => {
    if (armed?.stage !== stage || armed.skip-- > 0) return
    const { act } = armed
    armed = undefined
    // A server takes a few milliseconds for a request: some are hit before they are stored, some after.
    if (stage === 'forwarded') await sleep(5 * random())
    await act()
  }
  /** @returns the moment at which `kill` was called; no request may come for long */
  const strike = async (moment: Moment, kill: () => Promise<void>): Promise<Moment> => {
    const done = new Promise<Moment>((resolve, reject) => {
      const act = () => kill().then(() => resolve(moment), reject)
      if (moment !== 'idle') armed = { stage: moment, skip: Math.floor(3 * random()), act }
    })
    const late = moment === 'idle' ? 2_000 * random() : 15_000
    const won = await Promise.race([done, sleep(late)])
    if (won) return won
    if (moment !== 'idle' && !armed) return done
    armed = undefined
    await kill()
    return 'idle'
  }
  return { onStage, strike }
}

/** What must hold after any trial: nothing lost, nothing counted twice, both files whole. */
export function expectSame(result: Comparison): void {
  expect({ lost: result.lost, doubled: result.doubled }).toEqual({ lost: [], doubled: [] })
  expect(result.server).toEqual(result.journal)
  expect(result.quickChecks).toEqual(['ok', 'ok'])
  expect(result.server.rows).toBeGreaterThan(0)
  expect(result.server.runningMs).toBeGreaterThan(0)
}

/** The agent by itself brings the server to what the journal holds at this moment, or further; it holds something soon. */
async function untilUploaded({ readJournal, readServer }: Installation, mostMs: number): Promise<void> {
  const readWanted = () => [...notRefused(readJournal()).values()]
  await until(30_000, 'the agent records', () => readWanted().some(({ runningMs }) => runningMs > 0))
  const wanted = readWanted()
  await until(mostMs, 'the agent uploads everything', () => {
    const stored = readServer()
    return wanted.every(({ key, version }) => (stored.get(key)?.version ?? -1) >= version)
  })
}

async function until(mostMs: number, what: string, isSo: () => boolean): Promise<void> {
  for (const deadline = Date.now() + mostMs; Date.now() < deadline; await sleep(200)) if (isSo()) return
  throw new Error(`waited ${mostMs} ms in vain until ${what}`)
}

function drawVictims(kills: number, random: () => number): Side[] {
  const victims = [...Array<Side>(kills).fill('agent'), ...Array<Side>(kills).fill('server')]
  return victims
    .map((side) => ({ side, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ side }) => side)
}
