import { setTimeout as sleep } from 'node:timers/promises'
import type { ClockReading } from './interval.ts'
import type { GapEntry, Journal } from './journal/journal.ts'
import { type Manners, steadyManners } from './manners.ts'
import type { OpenPresence, PresenceEvents } from './presence/presence.ts'
import { createPresenceTracker } from './presence/tracker.ts'
import { createRecorder, type RecorderOptions } from './recorder.ts'
import { createStandstill, type Standstill } from './standstill.ts'
import { startTicks, type Ticks } from './ticks.ts'
import type { Uploader } from './uploader.ts'

export interface AgentOptions extends RecorderOptions {
  readonly journal: Journal
  /** Tells what is in front and when somebody is there; without one that stays unknown. */
  readonly openPresence?: OpenPresence | undefined
  /** Samples less often where that would be a burden; without them always each `sampleMs`. */
  readonly manners?: Manners | undefined
  /** Sends the journal away; without one everything stays here. */
  readonly uploader?: Uploader | undefined
  /** Decides when nothing is recorded; without one only what cannot be written stops recording. */
  readonly standstill?: Standstill
  /** Told of a tick that failed; recording goes on. */
  onError(error: unknown): void
}

export interface Agent {
  /** How the desktop is watched; undefined if there is none. */
  readonly presence: string | undefined
  /** Takes a sample now and writes it. */
  tick(): Promise<void>
  /** Takes a last sample, puts everything on disk and uploads what it can within `uploadMs`. */
  stop(uploadMs: number): Promise<void>
}

/**
 * Starts recording: a first sample as the baseline, then one each `sampleMs`, each written before the next is taken.
 * What happened between the last run and this one becomes a gap.
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { journal, uploader, readClocks, manners = steadyManners(options.sampleMs) } = options
  const standstill = options.standstill ?? createStandstill({ journal })
  const tracker = createPresenceTracker(options.privacy?.judgeWindow)
  const first = readClocks()

  const known = journal.lastKnownAt()
  const missed = standstill.excuse(sinceLastRun(known, first))
  standstill.guard(first.wall, first.wall, () => journal.write({ hours: [], recorded: [], gaps: missed }))
  const recorder = createRecorder(options, { standstill, tracker, manners }, first, known ?? first.wall)
  if (standstill.check(first.wall, first.wall) !== 'still') await recorder.begin(first)
  const { record } = recorder
  const ticks = startTicks({ ...options, everyMs: () => manners.pace.sampleMs, record }, first.monotonic)
  const presence = options.openPresence?.(settleBefore(tracker, ticks), readClocks)
  uploader?.start()
  return {
    get presence() {
      return presence?.name || undefined
    },
    tick: ticks.tick,
    stop: async (uploadMs) => {
      await ticks.stop()
      await record(true).catch(options.onError)
      await presence?.close()
      try {
        const { wall } = readClocks()
        standstill.guard(wall, wall, journal.makeDurable)
        await Promise.race([uploader?.uploadNow(), sleep(uploadMs, undefined, { ref: false })])
      } catch (error) {
        options.onError(error) // a full disk must not keep the rest from ending
      }
      await uploader?.stop()
      journal.close()
    },
  }
}

/** What may be followed by hours in which nothing runs goes to disk at once: a lock, a sleep; and a waking begins anew. */
const settleBefore = (events: PresenceEvents, { settle }: Ticks): PresenceEvents => ({
  ...events,
  onLock: (at, locked) => {
    events.onLock(at, locked)
    if (locked) settle()
  },
  onSleep: (at, asleep) => {
    events.onSleep(at, asleep)
    settle()
  },
})

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
