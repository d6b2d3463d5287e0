import { setTimeout as sleep } from 'node:timers/promises'
import { type App, unattributed } from '../core/apps.ts'
import { offsetAt, secondMs } from '../core/time.ts'
import { type HourPiece, toHourPieces, toIncrements, toRecorded } from './hour-parts.ts'
import { type ClockReading, measureInterval } from './interval.ts'
import type { GapEntry, Journal, JournalEntry } from './journal/journal.ts'
import type { ProcessSource } from './processes/source.ts'
import { createSampler } from './sampler.ts'
import { createStandstill, type Standstill } from './standstill.ts'
import type { Uploader } from './uploader.ts'

export interface AgentOptions {
  readonly journal: Journal
  readonly source: ProcessSource
  readonly sampleMs: number
  /** Sends the journal away; without one everything stays here. */
  readonly uploader?: Uploader | undefined
  /** Decides when nothing is recorded; without one only what cannot be written stops recording. */
  readonly standstill?: Standstill
  /** Looks after the journal's file; called once a minute. */
  upkeep?(now: number): void
  /** IANA name of the zone the device is in. */
  zone(): string
  readClocks(): ClockReading
  /** Told after each tick that was written. */
  onTick?(tick: { readonly apps: number; readonly at: number }): void
  /** Told of a tick that failed; recording goes on. */
  onError(error: unknown): void
}

export interface Agent {
  /** Takes a sample now and writes it. */
  tick(): Promise<void>
  /** Takes a last sample, puts everything on disk and uploads what it can within `uploadMs`. */
  stop(uploadMs: number): Promise<void>
}

/** A power cut costs at most what was written since the last durable commit. */
const durableMs = 60 * secondMs

/**
 * Starts recording: a first sample as the baseline, then one each `sampleMs`, each written before the next is taken.
 * What happened between the last run and this one becomes a gap.
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { journal, source, sampleMs, uploader, readClocks } = options
  const standstill = options.standstill ?? createStandstill({ journal })
  let sampler = createSampler(source)
  let before = readClocks()
  let regime = { offsetMs: offsetAt(options.zone(), before.wall), start: Number.NEGATIVE_INFINITY }
  const save = createWriter(options, standstill, before.monotonic)
  let ticking: Promise<void> | undefined

  const begin = async (now: ClockReading) => {
    before = now
    sampler = createSampler(source)
    await sampler.sample({ previousAt: now.wall, at: now.wall, creditFrom: now.wall })
  }
  const missed = standstill.excuse(sinceLastRun(journal.lastKnownAt(), before))
  standstill.guard(before.wall, before.wall, () => journal.write({ hours: [], recorded: [], gaps: missed }))
  if (standstill.check(before.wall, before.wall) !== 'still') await begin(before)

  const record = async () => {
    const now = readClocks()
    const next = standstill.check(now.wall, before.wall)
    if (next === 'still') return
    if (next === 'begin') return begin(now)
    const known = before.wall
    const { recorded, gaps } = measureInterval(before, now, sampleMs)
    const { apps, unattributedCpuMs } = await sampler.sample({
      previousAt: before.wall,
      at: now.wall,
      creditFrom: recorded.start,
    })
    before = now
    const zone = options.zone()
    const pieces = toHourPieces(recorded, zone, regime.start)
    regime = nextRegime(regime, pieces, zone, now.wall)
    const rest = { app: unattributed, runningFrom: null, cpuMs: unattributedCpuMs, launches: 0, memoryKiB: 0 }
    const spread = pieces.length > 0 ? pieces : toHourPieces({ start: now.wall - 1, end: now.wall }, zone, regime.start)
    const hours = [...apps, rest].flatMap((tick) => toIncrements(tick, spread))
    const entry = { hours, recorded: toRecorded(pieces, zone), gaps }
    if (save(entry, known, now)) options.onTick?.({ apps: countRunning(apps), at: now.wall })
  }
  const tick = (): Promise<void> => {
    ticking ??= record().finally(() => {
      ticking = undefined
    })
    return ticking
  }
  const endTicks = tickEach(options, tick, before.monotonic)
  uploader?.start()
  return {
    tick,
    stop: async (uploadMs) => {
      endTicks()
      await ticking?.catch(options.onError)
      await tick().catch(options.onError)
      const { wall } = readClocks()
      standstill.guard(wall, wall, journal.makeDurable)
      await Promise.race([uploader?.uploadNow(), sleep(uploadMs, undefined, { ref: false })])
      await uploader?.stop()
      journal.close()
    },
  }
}

/** Ticks each `sampleMs` until the function that it gives is called; a tick that comes late is not made up. */
function tickEach({ sampleMs, readClocks, onError }: AgentOptions, tick: () => Promise<void>, startedAt: number) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const schedule = (dueAt: number) => {
    timer = setTimeout(
      async () => {
        await tick().catch(onError)
        if (stopped) return
        const { monotonic } = readClocks()
        schedule(Math.max(dueAt + sampleMs, monotonic))
      },
      Math.max(0, dueAt - readClocks().monotonic),
    )
  }
  schedule(startedAt + sampleMs)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** Writes what a tick has to say, and once a minute puts all of it beyond the reach of a power cut; false if that failed. */
function createWriter({ journal, sampleMs, upkeep }: AgentOptions, standstill: Standstill, startedAt: number) {
  let durableAt = startedAt
  return (entry: JournalEntry, known: number, now: ClockReading): boolean => {
    if (!standstill.guard(known, now.wall, () => journal.write(entry))) return false
    // At the next tick it would be too late.
    if (now.monotonic - durableAt + sampleMs <= durableMs) return true
    durableAt = now.monotonic
    return standstill.guard(now.wall, now.wall, () => {
      journal.makeDurable()
      upkeep?.(now.wall)
    })
  }
}

/** From boot to this start nothing ran; before that the computer was off. */
function sinceLastRun(last: number | undefined, now: ClockReading): GapEntry[] {
  if (last === undefined || last >= now.wall) return []
  const boot = Math.min(now.wall, Math.max(last, now.wall - now.uptime))
  const gaps: GapEntry[] = [
    { start: last, end: boot, reason: 'off' },
    { start: boot, end: now.wall, reason: 'not_running' },
  ]
  return gaps.filter(({ start, end }) => end > start)
}

/** When the present offset began to hold: at the change, if one was seen. */
function nextRegime(
  regime: { offsetMs: number; start: number },
  pieces: readonly HourPiece[],
  zone: string,
  now: number,
): { offsetMs: number; start: number } {
  const offsetMs = offsetAt(zone, now)
  if (offsetMs === regime.offsetMs) return regime
  return { offsetMs, start: pieces.findLast((piece) => piece.offsetMs === offsetMs)?.hour ?? now }
}

const countRunning = (apps: readonly { readonly app: App; readonly runningFrom: number | null }[]) =>
  apps.filter(({ runningFrom }) => runningFrom !== null).length
