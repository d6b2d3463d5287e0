import { type App, unattributed } from '../apps.ts'
import { isPresenceKnown } from '../presence-totals.ts'
import type { Period } from './periods.ts'

/** What an app was over a period, on all of a person's devices together. Null is unknown. */
export interface AppSums extends App {
  readonly runningMs: number
  readonly cpuMs: number
  readonly memoryKiBSeconds: number
  readonly memoryPeakKiB: number
  readonly foregroundMs: number | null
  readonly activeMs: number | null
}

/** Apps by their keys; what belongs to no app is under a key of its own. */
export type AppsOfPeriod = ReadonlyMap<string, AppSums>

/** By period; one of which nothing is known has no apps. */
export type AppsByPeriod = ReadonlyMap<Period, AppsOfPeriod>

export const noApps: AppsOfPeriod = new Map()

/** Apps alone, without what belongs to none. */
export const ownApps = (apps: AppsOfPeriod): AppSums[] =>
  [...apps.values()].filter(({ key }) => key !== unattributed.key)

/** Somebody had it in front; where that is not known, it ran. What only ever ran in the background is used by nobody. */
export const isUsed = ({ foregroundMs, runningMs }: Pick<AppSums, 'foregroundMs' | 'runningMs'>): boolean =>
  foregroundMs === null ? runningMs > 0 : foregroundMs > 0

/** Whether anything told of what was in front, and of input. */
export const isActiveKnown = (apps: AppsOfPeriod): boolean => ownApps(apps).some(({ activeMs }) => activeMs !== null)

/** Whether figures are by active time: it has to be known of most of what was recorded. */
export const isByActive = isPresenceKnown
