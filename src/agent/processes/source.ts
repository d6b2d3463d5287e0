import type { App } from '../../core/apps.ts'

/** One process at one instant, as the system counts it. */
export interface ProcessSample {
  /** Unique for the life of the machine: pid and start time, so that a reused pid is another process. */
  readonly id: string
  readonly pid: number
  readonly parentPid: number
  /** Epoch milliseconds, as exact as the system tells (10 ms on Linux, 1 s from `ps`). */
  readonly startedAt: number
  /** User + system time of the process itself since it started, in milliseconds. */
  readonly cpuMs: number
  /** The same of its children that have ended and were waited for; 0 where the system does not tell. */
  readonly childrenCpuMs: number
  /** Resident memory. */
  readonly memoryKiB: number
  /** Ended, but not yet waited for: its CPU time counts, it is not running. */
  readonly ended: boolean
  /** Adopts orphans (init, a session's service manager): what it waits for is nobody's. */
  readonly reaper: boolean
  readonly app: App
}

/** Where processes are read from: the one interface behind which `/proc` and ps-list + pidusage stand. */
export interface ProcessSource {
  readonly name: 'proc' | 'portable'
  /** Every process of the accounts that are recorded, kernel threads left out. */
  sample(): Promise<readonly ProcessSample[]>
  /** The app of a process, the same as in a sample; undefined if it is not there or not recorded. */
  appOf(pid: number): App | undefined
  /** The apps of all processes that are there now and are recorded; one may come more than once. */
  runningApps(): readonly App[]
  /**
   * CPU time that the kernel counted for just these accounts since boot, in milliseconds, or undefined where it keeps no such
   * account. What exceeds the processes' own counters is unattributed.
   */
  totalCpuMs(): number | undefined
}
