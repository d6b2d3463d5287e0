import { type Agent, startAgent } from '../../src/agent/agent.ts'
import type { ClockReading } from '../../src/agent/interval.ts'
import { createBallast, makeRoomToOpen } from '../../src/agent/journal/ballast.ts'
import { type Journal, openJournal } from '../../src/agent/journal/journal.ts'
import type { SetAside } from '../../src/agent/journal/quarantine.ts'
import { readPause } from '../../src/agent/pause.ts'
import type { PresenceEvents } from '../../src/agent/presence/presence.ts'
import type { Privacy } from '../../src/agent/privacy.ts'
import type { ProcessSource } from '../../src/agent/processes/source.ts'
import { createStandstill, type StandstillReason } from '../../src/agent/standstill.ts'
import { createUpkeep } from '../../src/agent/upkeep.ts'
import type { WorkingHours } from '../../src/agent/working-hours.ts'
import { secondMs } from '../../src/core/time.ts'

/** An agent on a real journal, whose clocks stand until they are moved and whose processes are made up. */
export interface Recording {
  readonly agent: Agent
  readonly journal: Journal
  /** How often processes were read. */
  readonly samples: number
  /** What a person was told, in its order. */
  readonly told: readonly (StandstillReason | 'recording')[]
  readonly aside: readonly SetAside[]
  /** What a desktop tells. */
  readonly desktop: PresenceEvents
  now(): number
  /** Lets time pass without a tick. */
  pass(ms: number): void
  /** The computer sleeps: only two of the clocks go on. */
  sleep(ms: number): void
  /** Sets the wall clock back. */
  setBack(ms: number): void
  /** The next time processes are read, that fails. */
  failOnce(): void
  /** Lets one sample's time pass, and ticks. */
  tick(times?: number): Promise<void>
  stop(): Promise<void>
}

export const sampleMs = 10 * secondMs

export interface RecordingOptions {
  readonly capBytes?: number
  readonly workingHours?: WorkingHours
  readonly privacy?: Privacy
}

export async function startRecording(file: string, wall: number, options: RecordingOptions = {}): Promise<Recording> {
  const { capBytes = 200_000_000, workingHours, privacy } = options
  let passed = 0
  let slept = 0
  let setBackMs = 0
  let desktop: PresenceEvents | undefined
  let samples = 0
  let failing = false
  const told: (StandstillReason | 'recording')[] = []
  const aside: SetAside[] = []
  const now = () => wall + passed + slept - setBackMs
  makeRoomToOpen(file)
  const journal = openJournal(file, now(), (found) => aside.push(found))
  const ballast = createBallast(file)
  const source = createSteadySource(now, () => {
    samples++
    if (!failing) return
    failing = false
    throw new Error('processes cannot be read')
  })
  const onChange = (reason: StandstillReason | undefined) => told.push(reason ?? 'recording')
  const agent = await startAgent({
    journal,
    source,
    sampleMs,
    openPresence: (events) => {
      desktop = events
      return { name: 'made up', close: async () => {} }
    },
    standstill: createStandstill({ journal, ballast, readPause: () => readPause(file), workingHours, onChange }),
    privacy,
    upkeep: createUpkeep({ journal, ballast, capBytes }),
    zone: () => 'UTC',
    readClocks: (): ClockReading => ({ wall: now(), monotonic: passed, uptime: passed + slept + 1_000 * secondMs }),
    onError: (error) => {
      throw error
    },
  })
  return {
    agent,
    journal,
    told,
    aside,
    desktop: desktop!,
    get samples() {
      return samples
    },
    now,
    pass: (ms) => {
      passed += ms
    },
    sleep: (ms) => {
      slept += ms
    },
    failOnce: () => {
      failing = true
    },
    setBack: (ms) => {
      setBackMs += ms
    },
    tick: async (times = 1) => {
      for (let i = 0; i < times; i++) {
        passed += sampleMs
        await agent.tick()
      }
    },
    stop: () => agent.stop(0),
  }
}

/** One app that is always there and uses a tenth of a processor. */
export function createSteadySource(now: () => number, onSample: () => void): ProcessSource {
  const startedAt = now()
  return {
    name: 'proc',
    sample: async () => {
      onSample()
      const cpuMs = Math.round((now() - startedAt) / 10)
      const of = { id: '10', pid: 10, parentPid: 1, childrenCpuMs: 0, memoryKiB: 1_000, ended: false, reaper: false }
      return [{ ...of, startedAt, cpuMs, app: { key: 'editor.desktop', name: 'Editor' } }]
    },
    totalCpuMs: () => undefined,
    appOf: () => undefined,
    runningApps: () => [],
  }
}

export interface GapSeen {
  readonly start: number
  readonly end: number
  readonly reason: string
}

export const gapsIn = ({ db }: Journal): GapSeen[] =>
  db.prepare<[], GapSeen>('select start, end, reason from gaps order by start, end').all()

/** What was recorded of the one app: running time and CPU time, and the time recorded. */
export function sumsOf({ db }: Journal): { runningMs: number; cpuMs: number; recordedMs: number } {
  return db
    .prepare<[], { runningMs: number; cpuMs: number; recordedMs: number }>(
      `select (select sum(running_ms) from process_hours) as runningMs, (select sum(cpu_ms) from process_hours) as cpuMs,
         (select sum(end - start) from spans where source = 'clock') as recordedMs`,
    )
    .get()!
}
