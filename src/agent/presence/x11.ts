import { readFileSync } from 'node:fs'
import { secondMs } from '../../core/time.ts'
import type { ClockReading } from '../interval.ts'
import type { OpenPresence, PresenceEvents } from './presence.ts'
import { createWatching, openWatching } from './watching.ts'
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
  /** Whether the titles of windows are asked for. */
  readonly titles: boolean
  /** How often the server is asked when the last input was; it has no event for that. */
  inputEveryMs(): number
  /** How long the server may think about anything. */
  readonly patienceMs?: number
}

/**
 * Watches an X server: the window in front by its events, the last input by asking. While there is no server, or it answers to
 * nobody, nothing is watched, and it is tried again at growing pauses.
 */
export const openX11 = (options: X11Options): OpenPresence =>
  openWatching('x11', (events, readClocks, closing) => watchOnce(options, events, readClocks, closing))

/** Watches until the server is gone. @returns whether there was anything to watch */
async function watchOnce(
  { display, authority, identity, titles, inputEveryMs, patienceMs = 5 * secondMs }: X11Options,
  events: PresenceEvents,
  readClocks: () => ClockReading,
  closing: AbortSignal,
): Promise<boolean> {
  let connection: X11Connection | undefined
  const watching = createWatching(events)
  const close = () => connection?.close()
  closing.addEventListener('abort', close)
  try {
    connection = await connectX11({ display, cookie: readCookie(authority, display, identity.hostname), patienceMs })
    if (closing.aborted || (await connection.hasExtension('XWAYLAND'))) return false
    const parts = [
      watchWindow(connection, identity, titles, {
        now: () => readClocks().wall,
        onWindow: events.onWindow,
        onWatched: (isWatched, at) => watching.set('window', isWatched, at),
      }),
      watchInput(connection, inputEveryMs, {
        readClocks,
        onInput: events.onInput,
        onWatched: () => watching.set('input', true, readClocks().wall),
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
    watching.end(readClocks().wall - (connection?.silentMs() ?? 0))
  }
}

function readCookie(file: string, { number }: LocalDisplay, hostname: string) {
  try {
    return findCookie(readFileSync(file), number, hostname)
  } catch {
    return undefined // a server without a lock on its door
  }
}
