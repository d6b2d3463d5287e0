import type { App } from '../../core/apps.ts'

/** When an interval lies, in epoch milliseconds. */
export interface Interval {
  /** The sample before this one. */
  readonly previousAt: number
  readonly at: number
  /** Where time that may be credited begins: `previousAt`, or later where the machine slept or recording was off. */
  readonly creditFrom: number
}

/** What one app did in one interval. */
export interface AppTick {
  readonly app: App
  /** It ran in `[runningFrom, at)`; null if no process of it is alive at `at`, since nobody knows when it ended. */
  readonly runningFrom: number | null
  /** Whole milliseconds of CPU time of all its processes. */
  readonly cpuMs: number
  readonly launches: number
  /** Sum of its processes' resident memory at `at`. */
  readonly memoryKiB: number
  /** It was alive at the sample before and is no longer. */
  readonly ended?: boolean
}

export interface Tick {
  /** Each app once: all that are alive, and those that ended or took CPU time. */
  readonly apps: readonly AppTick[]
  /** CPU time that happened and can be given to no app. */
  readonly unattributedCpuMs: number
}
