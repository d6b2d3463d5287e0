import type { App } from '../../core/apps.ts'
import type { Interval } from '../../core/spans.ts'
import { inputJoinMs, type WatchedSource } from '../../protocol/batches.ts'
import type { SpanEntry } from '../journal/journal.ts'
import type { PresenceEvents } from './presence.ts'

/** Turns what a desktop tells into spans that grow from tick to tick. */
export interface PresenceTracker extends PresenceEvents {
  /** What can be told now. */
  watching(): readonly WatchedSource[]
  /**
   * The spans that ended or grew since the last call, cut to what was recorded.
   * @param recorded the time that was watched since the last call
   */
  take(recorded: Interval): SpanEntry[]
}

interface Open {
  readonly source: WatchedSource
  readonly app: App | null
  readonly start: number
  end: number
}

/**
 * Keeps one open span for the window in front, one for a stretch of input, one for the lock. Input joins over short pauses.
 *     input   x x  x        x x
 *     spans   [    )        [ )     pauses of 15 s and more part them
 */
export function createPresenceTracker(): PresenceTracker {
  let sources: readonly WatchedSource[] = []
  let window: Open | undefined
  let lock: Open | undefined
  let input: Open | undefined
  let ended: Open[] = []
  /** Up to here everything was taken. */
  let known = Number.POSITIVE_INFINITY

  const end = (open: Open | undefined, at: number) => {
    if (open && at > open.start) ended.push({ ...open, end: at })
  }
  /** Nothing is known of a gap: what was open ends before it and begins anew behind it. */
  const bridge = (open: Open | undefined, from: number): Open | undefined => {
    if (!open || open.start >= from) return open
    end(open, known)
    return { ...open, start: from, end: from }
  }

  return {
    watching: () => sources,
    onWatching: (at, now) => {
      if (!now.includes('window')) {
        end(window, at)
        window = undefined
      }
      if (!now.includes('lock')) {
        end(lock, at)
        lock = undefined
      }
      sources = now
    },
    onWindow: (at, app) => {
      if (window && window.app?.key === app?.key) return
      end(window, at)
      window = app ? { source: 'window', app, start: at, end: at } : undefined
    },
    onLock: (at, locked) => {
      if (locked === (lock !== undefined)) return
      end(lock, at)
      lock = locked ? { source: 'lock', app: null, start: at, end: at } : undefined
    },
    onInput: (at) => {
      if (input && at - input.end < inputJoinMs) {
        input.end = Math.max(input.end, at)
        return
      }
      end(input, input?.end ?? at)
      input = { source: 'input', app: null, start: at, end: at }
    },
    take: (recorded) => {
      if (recorded.start > known) {
        window = bridge(window, recorded.start)
        lock = bridge(lock, recorded.start)
      }
      known = recorded.end
      const grown = [window, lock].filter((open) => open !== undefined).map((open) => ({ ...open, end: recorded.end }))
      const all = [...ended, ...grown, ...(input ? [input] : [])]
      ended = []
      return all
        .map(({ source, app, start, end: until }) => ({ source, app, start, end: Math.min(until, recorded.end) }))
        .filter((span) => span.end > span.start)
    },
  }
}
