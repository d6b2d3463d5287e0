import type { WatchedSource } from '../../core/clocks.ts'
import type { OpenPresence } from './presence.ts'

/** Watches several things at once, as a desktop and its session: what any of them tells is told, each source by one of them. */
export const combinePresence =
  (openers: readonly OpenPresence[]): OpenPresence =>
  (events, readClocks) => {
    const watched = openers.map((): readonly WatchedSource[] => [])
    const parts = openers.map((open, i) =>
      open(
        {
          ...events,
          onWatching: (at, sources) => {
            watched[i] = sources
            events.onWatching(at, [...new Set(watched.flat())].sort())
          },
        },
        readClocks,
      ),
    )
    return {
      get name() {
        return parts.flatMap(({ name }) => name || []).join(' + ')
      },
      close: async () => {
        await Promise.all(parts.map((part) => part.close()))
      },
    }
  }
