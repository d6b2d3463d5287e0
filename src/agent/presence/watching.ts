import { setTimeout as sleep } from 'node:timers/promises'
import type { WatchedSource } from '../../core/clocks.ts'
import { secondMs } from '../../core/time.ts'
import type { ClockReading } from '../interval.ts'
import type { OpenPresence, PresenceEvents } from './presence.ts'

const longestPauseMs = 30 * secondMs

/**
 * Watches one desktop after the other until it is closed, trying again at growing pauses.
 * @param watchOnce watches until the desktop is gone; tells whether there was anything to watch
 */
export const openWatching =
  (
    name: string,
    watchOnce: (events: PresenceEvents, readClocks: () => ClockReading, closing: AbortSignal) => Promise<boolean>,
  ): OpenPresence =>
  (events, readClocks) => {
    const closing = new AbortController()
    const ended = keepWatching(() => watchOnce(events, readClocks, closing.signal), closing.signal)
    return {
      name,
      close: async () => {
        closing.abort()
        await ended
      },
    }
  }

async function keepWatching(watchOnce: () => Promise<boolean>, closing: AbortSignal): Promise<void> {
  let failures = 0
  while (!closing.aborted) {
    failures = (await watchOnce()) ? 0 : failures + 1
    const pauseMs = Math.min(longestPauseMs, secondMs * 2 ** Math.min(failures, 10))
    await sleep(pauseMs, undefined, { signal: closing, ref: false }).catch(() => {})
  }
}

/** What one desktop tells, told on when it changes. */
export interface Watching {
  set(source: WatchedSource, isWatched: boolean, at: number): void
  /** Nothing is told any longer. @returns whether anything was */
  end(at: number): boolean
}

export function createWatching({ onWatching }: Pick<PresenceEvents, 'onWatching'>): Watching {
  const watched = new Set<WatchedSource>()
  return {
    set: (source, isWatched, at) => {
      if (watched.has(source) === isWatched) return
      if (isWatched) watched.add(source)
      else watched.delete(source)
      onWatching(at, [...watched].sort())
    },
    end: (at) => {
      const wasWatching = watched.size > 0
      watched.clear()
      if (wasWatching) onWatching(at, [])
      return wasWatching
    },
  }
}
