import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../../core/apps.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import type { ClockReading } from '../interval.ts'
import type { OpenPresence, PresenceEvents } from './presence.ts'

/** What a desktop without events answers at one moment. Undefined: it does not tell. */
export interface DesktopReading {
  /** The process whose window is in front; null where none is, or nobody can tell whose it is. */
  readonly front: { readonly pid: number; readonly title?: string | undefined } | null | undefined
  /** Since the last input. */
  readonly idleMs: number | undefined
  readonly locked: boolean | undefined
}

export interface PolledOptions {
  readonly name: string
  /** Asks the desktop. May throw: then nothing is watched until it answers again. */
  read(): DesktopReading
  /** Undefined if the process is not there, or is not recorded. May throw as well. */
  appOf(pid: number): App | undefined
  readonly everyMs: number
}

/** Asks a desktop at equal pauses, beginning now. What changed is told as of the moment at which it was seen. */
export const openPolled =
  (options: PolledOptions): OpenPresence =>
  (events, readClocks) => {
    const closing = new AbortController()
    const ended = keepAsking(options, events, readClocks, closing.signal)
    return {
      name: options.name,
      close: async () => {
        closing.abort()
        await ended
      },
    }
  }

async function keepAsking(
  { read, appOf, everyMs }: PolledOptions,
  events: PresenceEvents,
  readClocks: () => ClockReading,
  closing: AbortSignal,
): Promise<void> {
  const tell = createTeller(events, appOf)
  while (!closing.aborted) {
    try {
      tell(read(), readClocks())
    } catch {
      tell(nothing, readClocks()) // whether the desktop failed, or whoever knows its processes
    }
    await sleep(everyMs, undefined, { signal: closing, ref: false }).catch(() => {})
  }
}

const nothing: DesktopReading = { front: undefined, idleMs: undefined, locked: undefined }

/** An input that is younger than the last by less is the last one: the system counts in steps of up to 16 ms. */
const noiseMs = 50

/** Turns one answer after the other into what changed. */
export function createTeller(events: PresenceEvents, appOf: PolledOptions['appOf']) {
  let watched = ''
  let front: string | undefined
  let locked: boolean | undefined
  let lastInputAt: number | undefined

  const tellWindow = (at: number, reading: NonNullable<DesktopReading['front']> | null) => {
    const app = (reading && appOf(reading.pid)) ?? null
    const title = reading?.title
    const next = JSON.stringify([app?.key ?? null, app && title])
    if (next === front) return
    front = next
    events.onWindow(at, app && { app, ...(title !== undefined && { title }) })
  }
  const tellInput = ({ wall, monotonic }: ClockReading, idleMs: number) => {
    // By the clock that is never set. The first answer counts for nothing: it may be older than what is recorded.
    const at = monotonic - idleMs
    if (lastInputAt !== undefined && at > lastInputAt + noiseMs) events.onInput(Math.round(wall - idleMs))
    lastInputAt = Math.max(lastInputAt ?? at, at)
  }
  return (reading: DesktopReading, clocks: ClockReading): void => {
    const sources = toWatched(reading)
    if (sources.join() !== watched) {
      watched = sources.join()
      events.onWatching(clocks.wall, sources)
    }
    if (reading.locked !== undefined && reading.locked !== locked) events.onLock(clocks.wall, reading.locked)
    locked = reading.locked
    if (reading.front === undefined) front = undefined
    else tellWindow(clocks.wall, reading.front)
    if (reading.idleMs === undefined) lastInputAt = undefined
    else tellInput(clocks, reading.idleMs)
  }
}

const toWatched = ({ front, idleMs, locked }: DesktopReading): WatchedSource[] => [
  ...(idleMs === undefined ? [] : ['input' as const]),
  ...(locked === undefined ? [] : ['lock' as const]),
  ...(front === undefined ? [] : ['window' as const]),
]
