import type { Interval } from '../spans.ts'
import { minuteMs, secondMs } from '../time.ts'
import type { AppMix } from './app-mix.ts'
import { type DemoApp, desktopApps } from './apps.ts'
import type { Chance } from './chance.ts'
import type { Doing } from './plan-day.ts'

export interface AppStretch extends Interval {
  readonly app: DemoApp
}

/** What a desktop would tell of some time. */
export interface Acts {
  readonly windows: AppStretch[]
  readonly inputs: Interval[]
  readonly locks: Interval[]
  readonly inhibits: AppStretch[]
}

/** How long something is in front at work, keyboard or pointer are in use, and rest; an agent joins rests below 15 s. */
const lookMs = 78 * secondMs
const typeMs = 42 * secondMs
const restMs = 26 * secondMs
const leastRestMs = 15 * secondMs

/** Acts out what somebody does, by chance; each list ascending. */
export function act(doings: readonly Doing[], mix: AppMix, chance: Chance): Acts {
  const acts: Acts = { windows: [], inputs: [], locks: [], inhibits: [] }
  for (const doing of doings) {
    const { start, end } = doing
    if (doing.what === 'work') {
      lookAround(acts, doing, mix, chance)
      type(acts, doing, chance, typeMs, restMs)
    } else if (doing.what === 'meeting') {
      watch(acts, desktopApps.zoom, doing)
      type(acts, doing, chance, 12 * secondMs, 6 * minuteMs)
    } else if (doing.what === 'film') {
      watch(acts, chance.is(0.5) ? desktopApps.vlc : desktopApps.firefox, doing)
      type(acts, { start, end: Math.min(end, start + minuteMs) }, chance, 8 * secondMs, minuteMs)
    } else if (doing.what === 'locked') acts.locks.push({ start, end })
    else if (doing.what === 'idle') acts.windows.push({ app: acts.windows.at(-1)?.app ?? mix.pick(chance), start, end })
  }
  return acts
}

function watch({ windows, inhibits }: Acts, app: DemoApp, { start, end }: Interval): void {
  windows.push({ app, start, end })
  inhibits.push({ app, start, end })
}

function lookAround({ windows }: Acts, { start, end }: Interval, mix: AppMix, chance: Chance): void {
  for (let at = start; at < end; ) {
    const until = Math.min(end, at + 2 * secondMs + chance.length(lookMs))
    const app = mix.pick(chance)
    const last = windows.at(-1)
    if (last && last.app === app && last.end === at) windows[windows.length - 1] = { ...last, end: until }
    else windows.push({ app, start: at, end: until })
    at = until
  }
}

/** Now and then somebody reads for minutes. */
function type({ inputs }: Acts, { start, end }: Interval, chance: Chance, meanMs: number, pauseMs: number): void {
  for (let at = start; at < end; ) {
    const until = Math.min(end, at + secondMs + chance.length(meanMs))
    inputs.push({ start: at, end: until })
    const reading = chance.is(0.03) ? chance.whole(1, 7) * minuteMs : 0
    at = until + leastRestMs + chance.length(pauseMs) + reading
  }
}
