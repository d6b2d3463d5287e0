import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { createIdentify } from '../../src/agent/processes/identify.ts'
import { createProcSource } from '../../src/agent/processes/proc.ts'
import { createSampler } from '../../src/agent/sampler.ts'
import { type LivedLife, type LivingApps, type PlannedLife, prepareLivingApps } from '../support/living-apps.ts'

const sampleMs = 1000
/** What a start takes until the shell looks at its clock, on a busy machine. */
const startUpMs = 300

function hasBash(): boolean {
  try {
    accessSync('/bin/bash', constants.X_OK)
    return process.platform === 'linux'
  } catch {
    return false
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const classes = [
  { name: '< 1 s', from: 100, to: 1000, apps: 10 },
  { name: '1–5 s', from: 1000, to: 5000, apps: 8 },
  { name: '> 5 s', from: 5000, to: 20_000, apps: 5 },
] as const

function drawPlans(random: () => number): PlannedLife[] {
  const between = (from: number, to: number) => from + random() * (to - from)
  const draw = (app: string, from: number, to: number, children = 0): PlannedLife => {
    const lifeMs = Math.round(between(from, to))
    const startMs = Math.round(between(0, Math.max(500, 21_000 - lifeMs)))
    return { app, startMs, lifeMs, burn: between(0.05, 0.3), children }
  }
  const single = classes.flatMap(({ from, to, apps }) =>
    Array.from({ length: apps }, (_, index) => draw(`app-${from}-${index}`, from, to)),
  )
  const several = Array.from({ length: 6 }, () => draw('several', 1000, 12_000))
  return [...single, ...several, draw('family', 6000, 9000, 2)]
}

interface Account {
  runningMs: number
  cpuMs: number
  launches: number
}

interface Outcome {
  readonly lives: readonly LivedLife[]
  readonly accounts: ReadonlyMap<string, Account>
  readonly samples: readonly number[]
  /** What the slowest sample took: what ends meanwhile may be missed by it. */
  readonly slowestMs: number
  /** What the kernel counted for all of them from the first sample to the last. */
  readonly kernelMs: number
}

/** Samples once a second, from before the first life until after the last, what the agent would sample. */
async function record(apps: LivingApps): Promise<Outcome> {
  const identify = createIdentify({ home: homedir(), dataDirs: [], path: [] })
  const sampler = createSampler(createProcSource({ accounts: 'own', identify }))
  const accounts = new Map<string, Account>()
  const samples: number[] = []
  let ended = false
  let slowestMs = 0
  const take = async () => {
    const at = Date.now()
    const previousAt = samples.at(-1) ?? at
    samples.push(at)
    const tick = await sampler.sample({ previousAt, at, creditFrom: previousAt })
    slowestMs = Math.max(slowestMs, Date.now() - at)
    for (const { app, runningFrom, cpuMs, launches } of tick.apps) {
      const account = accounts.get(app.name) ?? { runningMs: 0, cpuMs: 0, launches: 0 }
      account.runningMs += runningFrom === null ? 0 : at - runningFrom
      account.cpuMs += cpuMs
      account.launches += launches
      if (app.key.startsWith(apps.folder)) accounts.set(app.name, account)
    }
  }
  await take()
  const kernelBeforeMs = apps.readKernelCpuMs()
  apps.start()
  void apps.ended.then(() => {
    ended = true
  })
  while (!ended) {
    await sleep(sampleMs)
    await take()
  }
  await take()
  return { lives: apps.readLives(), accounts, samples, slowestMs, kernelMs: apps.readKernelCpuMs() - kernelBeforeMs }
}

const ofApp = (lives: readonly LivedLife[], name: string) => lives.filter(({ app }) => app === name)

/** The stretches in which at least one of them lived. */
function toStretches(lives: readonly LivedLife[]): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = []
  for (const { startedAt, endedAt } of [...lives].sort((a, b) => a.startedAt - b.startedAt)) {
    const last = stretches.at(-1)
    if (last && startedAt <= last.end) last.end = Math.max(last.end, endedAt)
    else stretches.push({ start: startedAt, end: endedAt })
  }
  return stretches
}

const toLength = (stretches: readonly { start: number; end: number }[]) =>
  stretches.reduce((sum, { start, end }) => sum + end - start, 0)

const nothing: Account = { runningMs: 0, cpuMs: 0, launches: 0 }

/** Prints how far off each class of lives is; apps of several processes are left to their own tests. */
function printErrors({ lives, accounts }: Outcome): void {
  const rows = classes.map(({ name, from }) => {
    const own = lives.filter(({ app }) => app.startsWith(`app-${from}-`))
    const runningMs = own.map((life) => life.endedAt - life.startedAt)
    const errors = own.map((life, index) => (accounts.get(life.app) ?? nothing).runningMs - runningMs[index]!)
    const sum = (numbers: readonly number[]) => Math.round(numbers.reduce((total, number) => total + number, 0))
    return {
      life: name,
      processes: own.length,
      seen: own.filter(({ app }) => accounts.has(app)).length,
      'ran ms': sum(runningMs),
      'mean error ms': Math.round(sum(errors) / own.length),
      'worst error ms': Math.round(Math.min(...errors)),
      'CPU ms': sum(own.map(({ cpuMs }) => cpuMs)),
      'CPU given to it ms': sum(own.map(({ app }) => (accounts.get(app) ?? nothing).cpuMs)),
    }
  })
  console.table(rows)
}

// Says so where it cannot run: real processes of known life are made from bash, and read from /proc.
describe.skipIf(!hasBash())('truth of the figures', () => {
  const seed = Number(process.env.TRUTH_SEED ?? Date.now() % 1_000_000)
  let outcome: Outcome
  let longestMs: number

  beforeAll(async () => {
    console.log(`TRUTH_SEED=${seed}`)
    const apps = prepareLivingApps(drawPlans(createRandom(seed)))
    try {
      outcome = await record(apps)
    } finally {
      apps.close()
    }
    longestMs = Math.max(...outcome.samples.slice(1).map((at, index) => at - outcome.samples[index]!))
    printErrors(outcome)
  }, 60_000)

  it('running › is true to one sample, as a union over the processes of an app', () => {
    for (const app of new Set(outcome.lives.map(({ app }) => app))) {
      const stretches = toStretches(ofApp(outcome.lives, app))
      const trueMs = toLength(stretches)
      const { runningMs } = outcome.accounts.get(app) ?? nothing
      expect(runningMs, app).toBeLessThanOrEqual(trueMs + stretches.length * startUpMs)
      expect(runningMs, app).toBeGreaterThanOrEqual(trueMs - stretches.length * (longestMs + outcome.slowestMs) - 50)
    }
  })

  it('launches › are exact for what was there at a sample, and a child of the same app is none', () => {
    for (const app of new Set(outcome.lives.map(({ app }) => app))) {
      const countSeen = (marginMs: number) =>
        ofApp(outcome.lives, app).filter(({ startedAt, endedAt }) =>
          outcome.samples.some((at) => at >= startedAt - marginMs && at <= endedAt + marginMs),
        ).length
      const { launches } = outcome.accounts.get(app) ?? nothing
      // What starts or ends within moments of a sample may be seen by it or not.
      expect(launches, app).toBeGreaterThanOrEqual(countSeen(-100 - outcome.slowestMs))
      expect(launches, app).toBeLessThanOrEqual(countSeen(startUpMs))
    }
  })

  it('CPU time › adds up to what the kernel counted, within 2 %', () => {
    const countedMs = [...outcome.accounts.values()].reduce((sum, { cpuMs }) => sum + cpuMs, 0)
    const { kernelMs } = outcome
    console.log(`CPU time: ${countedMs} ms counted, ${kernelMs} ms by the kernel's own account`)
    expect(countedMs / kernelMs).toBeGreaterThan(0.98)
    expect(countedMs / kernelMs).toBeLessThan(1.02)
  })

  it('CPU time › of what lives long is given to it, also when its children and its end were not seen', () => {
    for (const { app, cpuMs, startedAt, endedAt } of outcome.lives) {
      if (!app.startsWith('app-5000-') && app !== 'family') continue
      const given = (outcome.accounts.get(app) ?? nothing).cpuMs
      // The end of a life is given by its last rate: at most about one sample's worth is off.
      const oneSampleMs = (cpuMs / (endedAt - startedAt)) * longestMs
      expect(Math.abs(given - cpuMs), app).toBeLessThan(oneSampleMs + 0.05 * cpuMs + 30)
    }
  })
})
