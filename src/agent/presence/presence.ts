import type { App } from '../../core/apps.ts'
import type { WatchedSource } from '../../protocol/batches.ts'

/** What a desktop tells as it happens. Instants are epoch milliseconds. */
export interface PresenceEvents {
  /** From `at` on this app is in front; null where nothing is, or nobody can tell whose window it is. */
  onWindow(at: number, app: App | null): void
  /** Somebody touched keyboard or pointer at `at`. */
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

/** Opens a source; it goes on trying by itself when its desktop comes back. */
export type OpenPresence = (events: PresenceEvents, now: () => number) => Promise<PresenceSource>
