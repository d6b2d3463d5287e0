import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { startAgent } from '../../src/agent/agent.ts'
import { createBallast } from '../../src/agent/journal/ballast.ts'
import { openJournal } from '../../src/agent/journal/journal.ts'
import type { PresenceEvents } from '../../src/agent/presence/presence.ts'
import type { ProcessSample, ProcessSource } from '../../src/agent/processes/source.ts'
import { createSelfMeter, readOwnUsage } from '../../src/agent/self-meter.ts'
import { createUpkeep } from '../../src/agent/upkeep.ts'
import { dayMs, hourMs, secondMs } from '../../src/core/time.ts'
import { newJournal, uploadAll } from './journals.ts'
import { chooseSeed, createRandom } from './random.ts'
import { noon } from './records.ts'

const sampleMs = 10 * secondMs
const processes = 40
const apps = 60

/** Processes that come and go, so that nothing of those that are gone may be kept. */
function createChangingSource(random: () => number, now: () => number): ProcessSource {
  let pid = 100
  const start = (): ProcessSample => {
    pid++
    const app = Math.floor(random() * apps)
    const id = { id: `${pid}:${now()}`, pid, parentPid: 1, startedAt: now() }
    const cost = { cpuMs: 0, childrenCpuMs: 0, memoryKiB: 1_000, ended: false, reaper: false }
    return { ...id, ...cost, app: { key: `app-${app}`, name: `App ${app}` } }
  }
  let living = Array.from({ length: processes }, start)
  return {
    name: 'proc',
    sample: async () => {
      living = living.map((each) =>
        random() < 0.02 ? start() : { ...each, cpuMs: each.cpuMs + Math.floor(9 * random()) },
      )
      return living
    },
    totalCpuMs: () => undefined,
    appOf: () => undefined,
    runningApps: () => [],
  }
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

/** The real agent loop on a clock of its own: presence, uploads and upkeep as in life. */
export const describeMonth = (days: number) =>
  it(`needs no more memory after ${days} days than after a tenth of that`, { timeout: 1_200_000 }, async () => {
    const seed = chooseSeed()
    const random = createRandom(seed)
    let passed = 0
    let desktop: PresenceEvents | undefined
    const now = () => noon + passed
    const { file, journal: first } = newJournal(noon)
    first.close()
    const journal = openJournal(file, noon)
    const zone = () => 'America/Sao_Paulo'
    const meter = createSelfMeter({ journal, zone, readUsage: readOwnUsage, state: () => ({}) })
    const keep = createUpkeep({ journal, ballast: createBallast(file), capBytes: 200_000_000 })
    const agent = await startAgent({
      journal,
      source: createChangingSource(random, now),
      sampleMs,
      zone,
      openPresence: (events) => {
        desktop = events
        return { name: 'made up', close: async () => {} }
      },
      upkeep: (at) => {
        keep(at)
        meter.note(at)
      },
      readClocks: () => ({ wall: now(), monotonic: passed, uptime: passed + hourMs }),
      onError: (error) => {
        throw error
      },
    })
    desktop!.onWatching(now(), ['window', 'input'])
    const heaps: number[] = []
    const ticks = (days * dayMs) / sampleMs
    for (let tick = 1; tick <= ticks; tick++) {
      passed += sampleMs
      const app = Math.floor(random() * apps)
      if (random() < 0.2) desktop!.onWindow(now() - 1, { app: { key: `app-${app}`, name: `App ${app}` } })
      if (random() < 0.7) desktop!.onInput(now() - Math.floor(random() * sampleMs))
      await agent.tick()
      if (tick % 30 === 0) uploadAll(journal, now())
      if (tick % Math.floor(ticks / 10) === 0) heaps.push(heapAfterCollection())
    }
    await agent.stop(0)
    const [early, late] = [heaps[0]!, heaps.at(-1)!].map((bytes) => bytes / 1e6) as [number, number]
    console.log(
      `SEED=${seed}: ${days} days, ${ticks} samples: ${early.toFixed(1)} MB of heap after a tenth, ${late.toFixed(1)} MB at the end`,
    )
    expect(late - early).toBeLessThan(1)
  })
