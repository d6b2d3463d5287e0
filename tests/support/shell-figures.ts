import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import { readClocks } from '../../src/agent/clocks.ts'
import type { FrontWindow, OpenPresence, PresenceEvents } from '../../src/agent/presence/presence.ts'
import { until } from './desktop.ts'
import type { ShellDesktop } from './shell-desktop.ts'

/** What a source told, in order. */
export interface Told {
  readonly windows: { readonly at: number; readonly window: FrontWindow | null }[]
  readonly inputs: number[]
  readonly watched: { readonly at: number; readonly sources: readonly string[] }[]
  readonly close: () => Promise<void>
}

/** Lets a source tell, until the test ends. */
export function listenTo(open: OpenPresence): Told {
  const windows: Told['windows'] = []
  const inputs: Told['inputs'] = []
  const watched: Told['watched'] = []
  const refuse = () => {
    throw new Error('nobody watches that here')
  }
  const events: PresenceEvents = {
    onWindow: (at, window) => windows.push({ at, window }),
    onInput: (at) => inputs.push(at),
    onWatching: (at, sources) => watched.push({ at, sources }),
    onLock: refuse,
    onSleep: refuse,
    onInhibitors: refuse,
  }
  const { close } = open(events, readClocks)
  onTestFinished(close)
  return { windows, inputs, watched, close }
}

/** Apps of whatever process there is, named by its id. */
export const anyApp = {
  appOf: (pid: number) => ({ key: String(pid), name: String(pid) }),
  appOfClass: () => undefined,
}

/** How late a source told of each of many changes of the window in front, in milliseconds, ascending. */
export async function measureSwitches(
  { bringToFront }: ShellDesktop,
  told: Told,
  apps: readonly string[],
  times: number,
) {
  const lates: number[] = []
  for (let i = 0; i < times; i++) {
    const before = told.windows.length
    const { after } = await bringToFront(apps[i % apps.length]!)
    await until(async () => expect(told.windows.length).toBeGreaterThan(before))
    lates.push(told.windows[before]!.at - after)
    await sleep(50)
  }
  return lates.sort((a, b) => a - b)
}

/** Median, 95th percentile and greatest. */
export const summarize = (sorted: readonly number[]) => ({
  median: Math.round(sorted[Math.floor(sorted.length / 2)]!),
  p95: Math.round(sorted[Math.floor(sorted.length * 0.95)]!),
  max: Math.round(sorted.at(-1)!),
})
