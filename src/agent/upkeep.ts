import { hourMs } from '../core/time.ts'
import type { Ballast } from './journal/ballast.ts'
import { keepWithinCap } from './journal/cap.ts'
import type { Journal } from './journal/journal.ts'
import { giveBackPages, prune } from './journal/prune.ts'

export interface UpkeepOptions {
  readonly journal: Journal
  readonly ballast: Ballast
  /** How large the journal's file may become. */
  readonly capBytes: number
}

/**
 * What the journal needs now and then; to be called once a minute. What the server has and nobody asks for goes hourly, the cap
 * is kept every time, and a ballast that somebody removed is made again.
 */
export function createUpkeep({ journal, ballast, capBytes }: UpkeepOptions): (now: number) => void {
  let prunedAt = Number.NEGATIVE_INFINITY
  return (now) => {
    if (Math.abs(now - prunedAt) >= hourMs) {
      prunedAt = now
      if (prune(journal.db, now) > 0) giveBackPages(journal.db)
    }
    keepWithinCap(journal, capBytes, now)
    ballast.make()
  }
}
