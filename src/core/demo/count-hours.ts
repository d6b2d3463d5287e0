import type { Interval } from '../spans.ts'
import { hourMs, hourStart, minuteMs, secondMs } from '../time.ts'
import type { AppStretch } from './act.ts'
import type { AppMix } from './app-mix.ts'
import { type DemoApp, nobody } from './apps.ts'
import type { Chance } from './chance.ts'

/** What an app cost in one clock hour of one stream; absolute. */
export interface DemoHour {
  readonly app: DemoApp
  readonly hour: number
  runningMs: number
  cpuMs: number
  launches: number
  memoryKiBSeconds: number
  memoryPeakKiB: number
  samples: number
}

/** Hours by what they are of, so that two stretches of an hour make one row. */
export type Hours = Map<string, DemoHour>

export interface RecordedStretch extends Interval {
  readonly offsetMs: number
  /** Whether the computer was started before it: only then do apps that are never closed come to life. */
  readonly isNew: boolean
}

/** An app that was not in front for so long was closed meanwhile. */
const closedAfterMs = 40 * minuteMs
const sampleMs = 10 * secondMs

/** What runs all of the time, and what of it comes to life with the stretch. */
export interface Standing {
  readonly services: readonly DemoApp[]
  readonly always: readonly DemoApp[]
}

/** Adds the hours of a stretch: what runs all of the time, and each app from when it was first in front until some time after. */
export function countHours(
  hours: Hours,
  stretch: RecordedStretch,
  windows: readonly AppStretch[],
  { services, always }: Standing,
  mix: AppMix,
  chance: Chance,
): void {
  const front = groupByApp(windows)
  const add = createAdder(hours, stretch, mix, chance)
  for (const app of services) add(app, stretch, [], 0)
  for (const app of always) add(app, stretch, front.get(app) ?? [], stretch.isNew ? 1 : 0)
  for (const [app, ofApp] of front) {
    if (always.includes(app)) continue
    for (const run of toRuns(ofApp, stretch, chance)) add(app, run, run.windows, 1)
  }
  add(nobody, stretch, [], 0)
}

function groupByApp(windows: readonly AppStretch[]): Map<DemoApp, AppStretch[]> {
  const groups = new Map<DemoApp, AppStretch[]>()
  for (const window of windows) {
    const group = groups.get(window.app)
    if (group) group.push(window)
    else groups.set(window.app, [window])
  }
  return groups
}

interface Run extends Interval {
  readonly windows: AppStretch[]
}

/**
 * From a first look at an app to some time after the last.
 *     in front  [ )   [ )              [  )
 *     runs      [           )          [        )
 */
function toRuns(windows: readonly AppStretch[], within: Interval, chance: Chance): Run[] {
  const runs: { start: number; end: number; windows: AppStretch[] }[] = []
  for (const window of windows) {
    const last = runs.at(-1)
    if (last && window.start - last.end < closedAfterMs) {
      last.end = window.end
      last.windows.push(window)
    } else runs.push({ start: window.start, end: window.end, windows: [window] })
  }
  return runs.map((run) => ({ ...run, end: Math.min(within.end, run.end + chance.whole(1, 30) * minuteMs) }))
}

/** Adds one run of an app to the clock hours that it lies in. */
function createAdder(hours: Hours, { offsetMs }: RecordedStretch, mix: AppMix, chance: Chance) {
  return (app: DemoApp, run: Interval, windows: readonly AppStretch[], launches: number): void => {
    const meanKiB = app.memoryMB * 976 * mix.growth(app)
    for (let hour = hourStart(run.start, offsetMs); hour < run.end; hour += hourMs) {
      const clockHour = { start: hour, end: hour + hourMs }
      const runningMs = sharedMs(run, clockHour)
      const frontMs = windows.reduce((sum, window) => sum + sharedMs(window, clockHour), 0)
      const key = `${hour} ${app.key}`
      const row = hours.get(key) ?? toEmpty(app, hour)
      hours.set(key, row)
      const cpuMs = frontMs * app.front + (runningMs - frontMs) * app.back
      row.cpuMs += Math.round(cpuMs * chance.between(0.6, 1.4))
      row.samples += Math.max(1, Math.round(runningMs / sampleMs))
      if (hour <= run.start) row.launches += launches
      if (app !== nobody) addMemory(row, runningMs, meanKiB * chance.between(0.75, 1.25), chance)
    }
  }
}

const sharedMs = (a: Interval, b: Interval) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))

function addMemory(row: DemoHour, runningMs: number, memoryKiB: number, chance: Chance): void {
  row.runningMs += runningMs
  row.memoryKiBSeconds += Math.round((memoryKiB * runningMs) / secondMs)
  row.memoryPeakKiB = Math.max(row.memoryPeakKiB, Math.round(memoryKiB * chance.between(1.02, 1.5)))
}

const toEmpty = (app: DemoApp, hour: number): DemoHour => ({
  app,
  hour,
  runningMs: 0,
  cpuMs: 0,
  launches: 0,
  memoryKiBSeconds: 0,
  memoryPeakKiB: 0,
  samples: 0,
})
