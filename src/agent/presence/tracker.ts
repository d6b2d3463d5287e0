import type { App } from '../../core/apps.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import type { Interval } from '../../core/spans.ts'
import type { SpanEntry } from '../journal/journal.ts'
import { createInputStretches } from './input-stretches.ts'
import type { PresenceEvents } from './presence.ts'
import { createTimeline } from './timeline.ts'

/** What was told of a piece of recorded time. */
export interface PresencePiece {
  /** Ascending and disjoint for each source; what touches its predecessor goes on from it. */
  readonly spans: readonly SpanEntry[]
  /** What was watched when: all of the piece, ascending. */
  readonly watched: readonly WatchedPiece[]
}

export interface WatchedPiece extends Interval {
  readonly value: readonly WatchedSource[]
}

/** Turns what a desktop tells into spans of the time that was recorded. */
export interface PresenceTracker extends PresenceEvents {
  /** @param recorded the time that was recorded since the last call; where it does not go on from there, there was a gap */
  take(recorded: Interval): PresencePiece
}

export function createPresenceTracker(): PresenceTracker {
  const watched = createTimeline<readonly WatchedSource[]>([])
  const window = createTimeline<App | null>(null)
  const lock = createTimeline(false)
  const input = createInputStretches()
  return {
    onWatching: (at, sources) => {
      watched.set(at, sources)
      if (!sources.includes('window')) window.set(at, null)
      if (!sources.includes('lock')) lock.set(at, false)
    },
    onWindow: (at, app) => window.set(at, app),
    onLock: (at, locked) => lock.set(at, locked),
    onInput: (at) => input.add(at),
    take: (recorded) => {
      const windows = window.take(recorded).filter(({ value }) => value !== null)
      const locks = lock.take(recorded).filter(({ value }) => value)
      const entry = (source: SpanEntry['source'], { start, end }: Interval, app: App | null = null): SpanEntry => ({
        source,
        app,
        start,
        end,
      })
      return {
        spans: [
          ...windows.map((piece) => entry('window', piece, piece.value)),
          ...input.take(recorded).map((piece) => entry('input', piece)),
          ...locks.map((piece) => entry('lock', piece)),
        ],
        watched: watched.take(recorded),
      }
    },
  }
}
