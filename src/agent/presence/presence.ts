import type { App } from '../../core/apps.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import type { ClockReading } from '../interval.ts'

/** What a desktop tells as it happens. Instants are epoch milliseconds. */
export interface PresenceEvents {
  /** From `at` on this app is in front; null where nothing is, or nobody can tell whose window it is. */
  onWindow(at: number, app: App | null): void
  /** Somebody touched keyboard or pointer at `at`, which may be some seconds ago. */
  onInput(at: number): void
  onLock(at: number, locked: boolean): void
  /** What can be told from `at` on; an empty list when the desktop went away. */
  onWatching(at: number, sources: readonly WatchedSource[]): void
}

/** One way to watch a desktop. What the system refuses is left out of `onWatching`, never guessed. */
export interface PresenceSource {
  readonly name: string
  close(): Promise<void>
}

/** Begins to watch, and goes on trying by itself while there is no desktop. */
export type OpenPresence = (events: PresenceEvents, readClocks: () => ClockReading) => PresenceSource
