import { setTimeout as sleep } from 'node:timers/promises'
import { type App, unattributed } from '../core/apps.ts'
import { dayMs, offsetAt, secondMs } from '../core/time.ts'
import { type HourPiece, toHourPieces, toIncrements, toRecorded } from './hour-parts.ts'
import { type ClockReading, measureInterval } from './interval.ts'
import type { GapEntry, Journal } from './journal/journal.ts'
import type { OpenPresence } from './presence/presence.ts'
import { createPresenceTracker, type PresenceTracker } from './presence/tracker.ts'
import type { ProcessSource } from './processes/source.ts'
import { createSampler, type Sampler } from './sampler.ts'
import type { Uploader } from './uploader.ts'

export interface AgentOptions {
  readonly journal: Journal
  readonly source: ProcessSource
  readonly sampleMs: number
  /** Tells what is in front and when somebody is there; without one that stays unknown. */
  readonly openPresence?: OpenPresence | undefined
  /** Sends the journal away; without one everything stays here. */
  readonly uploader?: Uploader | undefined
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
  const sampler = createSampler(source)
  const tracker = createPresenceTracker()
  const before = readClocks()
  let timer: NodeJS.Timeout | undefined
  let ticking: Promise<void> | undefined
  let stopped = false

  const known = journal.lastKnownAt()
  journal.write({ hours: [], recorded: [], gaps: sinceLastRun(known, before) })
  await sampler.sample({ previousAt: before.wall, at: before.wall, creditFrom: before.wall })
  const presence = options.openPresence?.(tracker, readClocks)
  const record = createRecorder(options, { sampler, tracker }, before, known ?? before.wall)

  const tick = (): Promise<void> => {
    ticking ??= record().finally(() => {
      ticking = undefined
    })
    return ticking
  }
  const schedule = (dueAt: number) => {
    timer = setTimeout(
      async () => {
        await tick().catch(options.onError)
        if (stopped) return
        const { monotonic } = readClocks()
        schedule(Math.max(dueAt + sampleMs, monotonic))
      },
      Math.max(0, dueAt - readClocks().monotonic),
    )
  }
  schedule(before.monotonic + sampleMs)
  uploader?.start()
  return {
    tick,
    stop: async (uploadMs) => {
      stopped = true
      clearTimeout(timer)
      await ticking?.catch(options.onError)
      await tick().catch(options.onError)
      await presence?.close()
      try {
        journal.makeDurable()
        await Promise.race([uploader?.uploadNow(), sleep(uploadMs, undefined, { ref: false })])
      } catch (error) {
        options.onError(error) // a full disk must not keep the rest from ending
      }
      await uploader?.stop()
      journal.close()
    },
  }
}

/** What a tick asks. */
interface Watchers {
  readonly sampler: Sampler
  readonly tracker: PresenceTracker
}

/**
 * One tick after the other: what happened since the one before, written whole.
 * @param known instants before this one are recorded already: a clock that was set back shows them again
 */
function createRecorder(options: AgentOptions, { sampler, tracker }: Watchers, first: ClockReading, known: number) {
  const { journal, readClocks, sampleMs } = options
  let before = first
  let furthest = known
  let durableAt = first.monotonic
  let regime = { offsetMs: offsetAt(options.zone(), first.wall), start: Number.NEGATIVE_INFINITY }
  return async () => {
    const now = readClocks()
    const { recorded, gaps } = measureInterval(before, now, { sampleMs, furthest })
    furthest = nextFurthest(furthest, now.wall)
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
    const { spans, watched } = tracker.take(recorded)
    journal.write({ hours, recorded: toRecorded(pieces, zone, watched), gaps, spans })
    if (now.monotonic - durableAt >= durableMs) {
      journal.makeDurable()
      durableAt = now.monotonic
    }
    options.onTick?.({ apps: countRunning(apps), at: now.wall })
  }
}

/** A clock that was a day and more ahead and is put right is not waited for. */
const nextFurthest = (furthest: number, now: number) => (furthest - now > dayMs ? now : Math.max(furthest, now))

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
