import type { App } from '../../core/apps.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import type { ClockReading } from '../interval.ts'

/** The window in front. */
export interface FrontWindow {
  readonly app: App
  /** As the window shows it: hostile, and private. It leaves the tracker only as far as the person's rules let it. */
  readonly title?: string | undefined
}

/** What a desktop tells as it happens. Instants are epoch milliseconds. */
export interface PresenceEvents {
  /** From `at` on this window is in front; null where none is, or nobody can tell whose window it is. */
  onWindow(at: number, window: FrontWindow | null): void
  /** Somebody touched keyboard or pointer at `at`, which may be some seconds ago. */
  onInput(at: number): void
  onLock(at: number, locked: boolean): void
  /** The computer is about to sleep, or awake again. */
  onSleep(at: number, asleep: boolean): void
  /** From `at` on these apps keep the screen from going dark. */
  onInhibitors(at: number, apps: readonly App[]): void
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
