import { type App, unattributed } from '../core/apps.ts'
import { intersect, totalMs } from '../core/spans.ts'
import { dayMs, minuteMs, offsetAt, secondMs } from '../core/time.ts'
import { type HourPiece, toHourPieces, toIncrements, toRecorded } from './hour-parts.ts'
import type { InstalledWatch } from './installed/installed.ts'
import { type ClockReading, measureInterval } from './interval.ts'
import type { GapEntry, Journal, JournalEntry } from './journal/journal.ts'
import type { Manners } from './manners.ts'
import { type PresenceTracker, toEntry } from './presence/tracker.ts'
import type { Privacy } from './privacy.ts'
import type { ProcessSource } from './processes/source.ts'
import { createSampler } from './sampler.ts'
import type { Standstill } from './standstill.ts'

export interface RecorderOptions {
  readonly journal: Pick<Journal, 'write' | 'makeDurable' | 'openStream'>
  readonly source: ProcessSource
  readonly sampleMs: number
  /** Asked before anything is written; without it nothing is left out. */
  readonly privacy?: Privacy | undefined
  /** Looks after the journal's file; called once a minute. */
  upkeep?(now: number): void
  /** Tells what is installed; without one that is not recorded. */
  readonly installed?: InstalledWatch | undefined
  /** IANA name of the zone the device is in. */
  zone(): string
  readClocks(): ClockReading
  /** Told after each tick that was written. */
  onTick?(tick: { readonly apps: number; readonly at: number }): void
}

/** What a tick asks. */
interface Watchers {
  readonly standstill: Standstill
  readonly tracker: PresenceTracker
  readonly manners: Manners
}

export interface Recorder {
  /** Takes a baseline: what happened before it is not credited. */
  begin(now: ClockReading): Promise<void>
  /**
   * One tick: what happened since the one before, written whole; nothing in a standstill.
   * @param atOnce whether it has to be beyond the reach of a power cut when this ends
   */
  record(atOnce?: boolean): Promise<void>
}

/** A power cut costs at most what was written since the last durable commit. */
const durableMs = 60 * secondMs

/**
 * Records one tick after the other.
 * @param known instants before this one are recorded already: a clock that was set back shows them again
 */
export function createRecorder(
  options: RecorderOptions,
  { standstill, tracker, manners }: Watchers,
  first: ClockReading,
  known: number,
): Recorder {
  const { source, readClocks, privacy } = options
  const save = createWriter(options, standstill, first.monotonic)
  let sampler = createSampler(source)
  let before = first
  let furthest = known
  let regime: Regime = { offsetMs: offsetAt(options.zone(), first.wall), start: Number.NEGATIVE_INFINITY }

  /** What a desktop tells in a standstill is forgotten; only what holds at its end goes on. */
  const pass = ({ wall }: ClockReading) => {
    furthest = nextFurthest(furthest, wall)
    tracker.take({ start: wall, end: wall })
  }
  const begin = async (now: ClockReading) => {
    pass(now)
    before = now
    regime = nextRegime(regime, [], options.zone(), now.wall)
    sampler = createSampler(source)
    await sampler.sample({ previousAt: now.wall, at: now.wall, creditFrom: now.wall })
  }
  const record = async (atOnce = false) => {
    const now = readClocks()
    const { sampleMs } = manners.pace
    manners.adapt(now.monotonic)
    const next = standstill.check(now.wall, before.wall)
    if (next === 'still') return pass(now)
    if (next === 'begin') return begin(now)
    const since = before.wall
    const told = tracker.sleepsIn({ start: since, end: now.wall })
    const { recorded, gaps } = measureInterval(before, now, { sampleMs, furthest, toldAsleepMs: totalMs(told) })
    const seen = await sampler.sample({ previousAt: since, at: now.wall, creditFrom: recorded.start })
    const isKept = (app: App) => privacy?.findDropRule(app, { start: since, end: now.wall }) === undefined
    const apps = seen.apps.filter(({ app }) => isKept(app))
    // Only now: a sample that failed leaves its time to the next one.
    before = now
    furthest = nextFurthest(furthest, now.wall)
    const zone = options.zone()
    const pieces = toHourPieces(recorded, zone, regime.start)
    regime = nextRegime(regime, pieces, zone, now.wall)
    const rest = { app: unattributed, runningFrom: null, cpuMs: seen.unattributedCpuMs, launches: 0, memoryKiB: 0 }
    const spread = pieces.length > 0 ? pieces : toHourPieces({ start: now.wall - 1, end: now.wall }, zone, regime.start)
    const hours = [...apps, rest].flatMap((tick) => toIncrements(tick, spread))
    const { spans, watched } = tracker.take(recorded)
    // Only where the clocks agree that it slept.
    const slept = intersect(
      told,
      gaps.filter(({ reason }) => reason === 'asleep'),
    ).map((one) => toEntry('sleep', one))
    const all = [...spans, ...slept, ...(options.installed?.take(now.wall) ?? [])]
    const kept = all.filter(({ app }) => app === null || isKept(app))
    const entry = { hours, recorded: toRecorded(pieces, zone, watched), gaps, spans: kept }
    const written = save(entry, since, now, { nextMs: manners.pace.sampleMs, atOnce })
    if (written) options.onTick?.({ apps: countRunning(apps), at: now.wall })
    manners.took(readClocks().monotonic - now.monotonic)
  }
  return { begin, record }
}

/** How a tick is written: what comes within `nextMs` is not lost to a power cut for longer than a minute; `atOnce`: it is on disk. */
interface Urgency {
  readonly nextMs: number
  readonly atOnce: boolean
}

/** Writes what a tick has to say, and once a minute or at once puts all of it beyond the reach of a power cut; false if that failed. */
function createWriter({ journal, upkeep }: RecorderOptions, standstill: Standstill, startedAt: number) {
  let durableAt = startedAt
  return (entry: JournalEntry, known: number, now: ClockReading, { nextMs, atOnce }: Urgency): boolean => {
    const write = () => {
      // A stream has one clock: how wrong it is, is measured once and holds for all of it.
      if (entry.gaps.some(wasClockSet)) journal.openStream(now.wall)
      journal.write(entry)
    }
    if (!standstill.guard(known, now.wall, write)) return false
    // At the next tick it would be too late.
    const isDue = now.monotonic - durableAt + nextMs > durableMs
    if (!isDue && !atOnce) return true
    if (isDue) durableAt = now.monotonic
    return standstill.guard(now.wall, now.wall, () => {
      journal.makeDurable()
      if (isDue) upkeep?.(now.wall)
    })
  }
}

const wasClockSet = ({ reason, start, end }: GapEntry) => reason === 'clock' && end - start > minuteMs

/** A clock that was a day and more ahead and is put right is not waited for. */
const nextFurthest = (furthest: number, now: number) => (furthest - now > dayMs ? now : Math.max(furthest, now))

/** The offset that clocks show, and since when. */
interface Regime {
  readonly offsetMs: number
  readonly start: number
}

/** When the present offset began to hold: at the change, if one was seen. */
function nextRegime(regime: Regime, pieces: readonly HourPiece[], zone: string, now: number): Regime {
  const offsetMs = offsetAt(zone, now)
  if (offsetMs === regime.offsetMs) return regime
  return { offsetMs, start: pieces.findLast((piece) => piece.offsetMs === offsetMs)?.hour ?? now }
}

const countRunning = (apps: readonly { readonly app: App; readonly runningFrom: number | null }[]) =>
  apps.filter(({ runningFrom }) => runningFrom !== null).length
