import { setTimeout as sleep } from 'node:timers/promises'
import { secondMs } from '../../core/time.ts'
import type { ClockReading } from '../interval.ts'
import type { OpenPresence, PresenceEvents } from './presence.ts'
import { createWatching, openWatching } from './watching.ts'
import type { AppIdIdentity } from './wayland-app.ts'
import { connectWayland, type WaylandConnection } from './wayland-connection.ts'
import { notifierInterfaces, watchIdle } from './wayland-idle.ts'
import { managerInterface, watchWaylandWindows } from './wayland-windows.ts'

export interface WaylandOptions {
  /** The compositor's socket. */
  readonly path: string
  readonly identity: AppIdIdentity
  /** Whether the titles of windows are told; else they are not even decoded. */
  readonly titles: boolean
  /** After how long without input the compositor is to tell of it, and how often it is asked whether it lives. */
  readonly inputEveryMs: number
  /** How long the compositor may think about anything. */
  readonly patienceMs?: number
}

/**
 * Watches a Wayland compositor, each part where it offers it: the window in front by wlr-foreign-toplevel-management, the last
 * input by ext-idle-notify or KDE's idle. One that offers neither is watched by nobody, and not asked again until it offers them
 * or is another.
 */
export const openWayland = (options: WaylandOptions): OpenPresence =>
  openWatching('wayland', (events, readClocks, closing) => watchOnce(options, events, readClocks, closing))

/** Watches until the compositor is gone. @returns whether it was there for longer than a moment */
async function watchOnce(
  { path, identity, titles, inputEveryMs, patienceMs = 5 * secondMs }: WaylandOptions,
  events: PresenceEvents,
  readClocks: () => ClockReading,
  closing: AbortSignal,
): Promise<boolean> {
  const startedAt = readClocks().monotonic
  let connection: WaylandConnection | undefined
  const watching = createWatching(events)
  const close = () => connection?.close()
  closing.addEventListener('abort', close)
  try {
    connection = await connectWayland(path, patienceMs)
    if (closing.aborted) return false
    watchWaylandWindows(connection, {
      identity,
      titles,
      now: () => readClocks().wall,
      onWindow: events.onWindow,
      onWatched: (isWatched, at) => watching.set('window', isWatched, at),
    })
    const idle = watchIdle(connection, {
      timeoutMs: inputEveryMs,
      readClocks,
      onInput: events.onInput,
      onWatched: (isWatched) => watching.set('input', isWatched, readClocks().wall),
    })
    beatOnceUseful(connection, idle.prove, inputEveryMs)
    await connection.lost
    // One that throws us out at once is not to be asked again and again.
    return readClocks().monotonic - startedAt > 10 * secondMs
  } catch {
    return false
  } finally {
    closing.removeEventListener('abort', close)
    connection?.close()
    watching.end(readClocks().wall - (connection?.silentMs() ?? 0))
  }
}

/** From the first thing that can be watched on, the compositor is asked at equal pauses whether it lives. */
function beatOnceUseful(connection: WaylandConnection, act: () => void, everyMs: number): void {
  const useful = new Set([managerInterface, ...notifierInterfaces])
  let isBeating = false
  const beat = async () => {
    while (await connection.sync()) {
      await sleep(everyMs, undefined, { ref: false })
      act()
    }
  }
  connection.onGlobals({
    onGlobal: ({ interface: offered }) => {
      if (isBeating || !useful.has(offered)) return
      isBeating = true
      beat().catch(() => connection.close())
    },
    onGone: () => {},
  })
}
