import type { Ballast } from './journal/ballast.ts'
import { isDamage, isDiskFull } from './journal/disk.ts'
import type { GapEntry, Journal, JournalEntry } from './journal/journal.ts'
import { giveBackPages, prune } from './journal/prune.ts'
import { excusePaused, isPaused, type Pause, wasPaused } from './pause.ts'
import type { WorkingHours } from './working-hours.ts'

/** Why nothing is recorded for a while: it was wanted, there is no room, or what was recorded could not be written. */
export type StandstillReason = 'paused' | 'org_paused' | 'outside_hours' | 'disk_full' | 'lost'

export interface StandstillOptions {
  readonly journal: Journal
  readonly ballast?: Ballast
  readPause?(): Pause | undefined
  /** The organisation's, which the person cannot end. */
  readOrgPause?(): Pause | undefined
  /** Without them, at any time. */
  readonly workingHours?: WorkingHours | undefined
  /** Told when recording stops, for another reason too, and when it goes on; `error` is what stopped it. */
  onChange?(reason: StandstillReason | undefined, error?: unknown): void
}

/** What the agent's loop asks at each tick. */
export interface Standstill {
  /**
   * Whether to sample at this tick. `still`: no. `begin`: recording goes on, from a new baseline. The time between is a gap
   * that grows with each tick, so that it is there also if the agent is killed meanwhile.
   * @param known up to when the journal tells of everything
   */
  check(now: number, known: number): 'record' | 'still' | 'begin'
  /**
   * Writes. What fails does not end the agent: from `known` on nothing is recorded until writing works again.
   * @returns whether it was written
   */
  guard(known: number, now: number, write: () => void): boolean
  /** Gaps of a time when no agent ran, as far as they were wanted. */
  excuse(gaps: readonly GapEntry[]): GapEntry[]
}

/**
 * Decides when nothing is recorded.
 *     recording   [      )                     [ baseline, then as before
 *     gap                [ paused   | disk_full )
 */
export function createStandstill(options: StandstillOptions): Standstill {
  const { journal, ballast, readPause, readOrgPause, workingHours, onChange } = options
  let still: { readonly reason: StandstillReason; from: number; told: number } | undefined
  let mustMakeRoom = true
  let damaged = false

  const enter = (reason: StandstillReason | undefined, from: number, error?: unknown) => {
    if (reason !== still?.reason) onChange?.(reason, error)
    still = reason && { reason, from, told: from }
    mustMakeRoom = reason === 'disk_full'
    if (mustMakeRoom) ballast?.release()
  }
  const fail = (error: unknown, known: number) => {
    damaged ||= isDamage(error)
    enter(isDiskFull(error) ? 'disk_full' : 'lost', known, error)
  }
  /** Writes the gap so far; false if that failed. */
  const tell = (now: number): boolean => {
    if (!still) return true
    still.from = Math.min(still.from, now)
    const { reason, from, told } = still
    try {
      if (damaged || !journal.db.open) journal.reopen(now)
      damaged = false
      if (now > from) journal.write(toEntry(from, now, reason))
      still.told = now
      return true
    } catch (error) {
      fail(error, told)
      return false
    }
  }
  const findReason = (now: number, pause: Pause | undefined): StandstillReason | undefined => {
    if (mustMakeRoom && ballast && !makeRoom(journal, ballast, now)) return 'disk_full'
    mustMakeRoom = false
    if (isPaused(pause, now)) return 'paused'
    if (isPaused(readOrgPause?.(), now)) return 'org_paused'
    return workingHours?.isWithin(now) === false ? 'outside_hours' : undefined
  }
  /** A pause that began and ended since the last tick holds for all of that time: its part of a sample cannot be told from the rest. */
  const passPause = (pause: Pause | undefined, known: number, now: number): boolean => {
    if (!wasPaused(pause, { start: known, end: now })) return false
    enter('paused', known)
    if (tell(now)) enter(undefined, now)
    return true
  }

  return {
    check: (now, known) => {
      const was = still?.reason
      const told = tell(now)
      const pause = readPause?.()
      const reason = told ? findReason(now, pause) : still!.reason
      if (told && reason !== was) enter(reason, was ? now : known)
      const begins = was !== undefined || (!still && passPause(pause, known, now))
      if (still) return 'still'
      return begins ? 'begin' : 'record'
    },
    guard: (known, now, write) => {
      try {
        write()
        return true
      } catch (error) {
        fail(error, known)
        // At once, for the room that the ballast gave may be taken by the next tick.
        tell(now)
        return false
      }
    },
    excuse: (gaps) => {
      const paused = [readPause?.(), readOrgPause?.()].reduce(excusePaused, [...gaps])
      return workingHours?.excuse(paused) ?? paused
    },
  }
}

const toEntry = (start: number, end: number, reason: StandstillReason): JournalEntry => ({
  hours: [],
  recorded: [],
  gaps: [{ start, end, reason: reason === 'org_paused' ? 'paused' : reason }],
})

/** Gives up what nobody needs any more, and says whether there is room to record. */
function makeRoom({ db }: Journal, ballast: Ballast, now: number): boolean {
  if (ballast.make()) return true
  try {
    if (prune(db, now) > 0) giveBackPages(db)
    else db.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // No room even for that: the next tick tries again.
  }
  return ballast.make()
}
