import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WatchedSource } from '../../core/clocks.ts'
import { secondMs } from '../../core/time.ts'
import type { ClockReading } from '../interval.ts'
import type { OpenPresence, PresenceEvents } from './presence.ts'
import { connectX11, type X11Connection } from './x11-connection.ts'
import { findCookie, type LocalDisplay } from './x11-display.ts'
import { watchInput } from './x11-input.ts'
import { watchWindow } from './x11-watch-window.ts'
import type { WindowIdentity } from './x11-window.ts'

export interface X11Options {
  readonly display: LocalDisplay
  /** The Xauthority file; read again at each connection, for a new session has a new cookie. */
  readonly authority: string
  readonly identity: WindowIdentity
  /** How often the server is asked when the last input was; it has no event for that. */
  inputEveryMs(): number
  /** How long the server may think about anything. */
  readonly patienceMs?: number
}

const longestPauseMs = 30 * secondMs

/**
 * Watches an X server: the window in front by its events, the last input by asking. While there is no server, or it answers to
 * nobody, nothing is watched, and it is tried again at growing pauses.
 */
export const openX11 =
  (options: X11Options): OpenPresence =>
  (events, readClocks) => {
    const closing = new AbortController()
    const ended = keepWatching(options, events, readClocks, closing.signal)
    return {
      name: 'x11',
      close: async () => {
        closing.abort()
        await ended
      },
    }
  }

async function keepWatching(
  options: X11Options,
  events: PresenceEvents,
  readClocks: () => ClockReading,
  closing: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!closing.aborted) {
    const watched = await watchOnce(options, events, readClocks, closing)
    failures = watched ? 0 : failures + 1
    const pauseMs = Math.min(longestPauseMs, secondMs * 2 ** Math.min(failures, 10))
    await sleep(pauseMs, undefined, { signal: closing, ref: false }).catch(() => {})
  }
}

/** Watches until the server is gone. @returns whether there was anything to watch */
async function watchOnce(
  { display, authority, identity, inputEveryMs, patienceMs = 5 * secondMs }: X11Options,
  events: PresenceEvents,
  readClocks: () => ClockReading,
  closing: AbortSignal,
): Promise<boolean> {
  let connection: X11Connection | undefined
  const watching = new Set<WatchedSource>()
  const tell = (source: WatchedSource, isWatched: boolean, at = readClocks().wall) => {
    if (watching.has(source) === isWatched) return
    if (isWatched) watching.add(source)
    else watching.delete(source)
    events.onWatching(at, [...watching].sort())
  }
  const close = () => connection?.close()
  closing.addEventListener('abort', close)
  try {
    connection = await connectX11({ display, cookie: readCookie(authority, display, identity.hostname), patienceMs })
    if (closing.aborted || (await connection.hasExtension('XWAYLAND'))) return false
    const parts = [
      watchWindow(connection, identity, {
        now: () => readClocks().wall,
        onWindow: events.onWindow,
        onWatched: (isWatched, at) => tell('window', isWatched, at),
      }),
      watchInput(connection, inputEveryMs, {
        readClocks,
        onInput: events.onInput,
        onWatched: () => tell('input', true),
      }),
    ]
    for (const part of parts) part.catch(() => {}) // the connection is lost: told below
    await connection.lost
    return true
  } catch {
    return false
  } finally {
    closing.removeEventListener('abort', close)
    connection?.close()
    if (connection && watching.size > 0) events.onWatching(readClocks().wall - connection.silentMs(), [])
  }
}

function readCookie(file: string, { number }: LocalDisplay, hostname: string) {
  try {
    return findCookie(readFileSync(file), number, hostname)
  } catch {
    return undefined // a server without a lock on its door
  }
}
