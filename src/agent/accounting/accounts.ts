import type { App } from '../../core/apps.ts'
import type { ProcessSample } from '../processes/source.ts'
import { creditCpu } from './cpu.ts'
import { isLaunch } from './launches.ts'
import { findLives } from './running.ts'
import { type Census, nobody, toCensus } from './seen.ts'
import type { AppTick, Interval, Tick } from './tick.ts'
import { createReconciliation } from './unattributed.ts'

/** Turns samples into what each app did between them. */
export interface Accounts {
  /**
   * Call it once per sample, in order. The first is the baseline: what is open then was not launched, and its past is not credited.
   * @param totalCpuMs CPU time of the recorded accounts as the kernel counts it, if it does
   */
  add(samples: readonly ProcessSample[], totalCpuMs: number | undefined, interval: Interval): Tick
}

/** Start times are told in whole seconds by some systems, and with the error of the boot time by others. */
const startErrorMs = 2000

/** Pure: what it keeps is the last sample and a few sums, however long it runs. */
export function createAccounts(): Accounts {
  const reconciliation = createReconciliation()
  let before: Census | undefined
  /** Time since the first sample: an age, so that a clock that is set does not turn new processes into old ones. */
  let elapsedMs = 0

  return {
    add(samples, totalCpuMs, interval) {
      const intervalMs = Math.max(0, interval.at - interval.previousAt)
      const last = before ?? nobody
      const isFirst = before === undefined
      if (!isFirst) elapsedMs += intervalMs
      const oldestMs = elapsedMs + startErrorMs
      const now = toCensus(samples, last, ({ startedAt }) => isFirst || interval.at - startedAt > oldestMs)
      before = now

      const cpu = creditCpu(last, now, interval)
      const launched = findLaunched(last, now)
      const explainedMs = cpu.totalMs + cpu.unattributedMs
      const unattributedCpuMs = cpu.unattributedMs + reconciliation.add(totalCpuMs, explainedMs, intervalMs)
      return { apps: toTicks(last, now, interval, cpu.byApp, launched), unattributedCpuMs }
    },
  }
}

/** Processes that are new, or became another app, and brought that app to life. */
function findLaunched(before: Census, now: Census): Map<string, number> {
  const counts = new Map<string, number>()
  for (const seen of now.byId.values()) {
    const { id, app } = seen.process
    if (seen.isOld || before.byId.get(id)?.process.app.key === app.key || !isLaunch(now, seen)) continue
    counts.set(app.key, (counts.get(app.key) ?? 0) + 1)
  }
  return counts
}

function findApps(census: Census, isCounted: (process: ProcessSample) => boolean): Map<string, App> {
  const apps = new Map<string, App>()
  for (const { process } of census.byId.values()) if (isCounted(process)) apps.set(process.app.key, process.app)
  return apps
}

const isAlive = (process: ProcessSample) => !process.ended

function toTicks(
  before: Census,
  now: Census,
  interval: Interval,
  cpu: ReadonlyMap<string, { readonly app: App; readonly ms: number }>,
  launches: ReadonlyMap<string, number>,
): AppTick[] {
  const lives = findLives(before, now, interval)
  const wereAlive = findApps(before, isAlive)
  const apps = new Map([...wereAlive, ...findApps(now, () => true)])
  for (const [key, { app }] of cpu) apps.set(key, app)
  const ticks: AppTick[] = []
  for (const [key, app] of apps) {
    const life = lives.get(key)
    ticks.push({
      app,
      runningFrom: life && life.runningFrom < interval.at ? life.runningFrom : null,
      cpuMs: cpu.get(key)?.ms ?? 0,
      launches: launches.get(key) ?? 0,
      memoryKiB: life?.memoryKiB ?? 0,
      ended: !life && wereAlive.has(key),
    })
  }
  return ticks
}
