import type { DeviceDay } from '../device-month.ts'
import type { Day } from '../time.ts'
import type { PeriodSums } from './earlier.ts'
import type { Crowd } from './withhold.ts'

/** An app over a month, summed up over everybody. Null is unknown. */
export interface OrgAppSums extends Crowd {
  readonly subjectId: number
  readonly key: string
  readonly name: string
  /** Who had it in front, of one that fewer than five had; undefined of others. */
  readonly users?: readonly { readonly userId: string; readonly shares: boolean }[]
  /** On which it ran. */
  readonly devices: number
  readonly foregroundMs: number | null
  readonly activeMs: number | null
  readonly runningMs: number
  readonly cpuMs: number
}

/** A month of everybody: sums as of a person, and of how many people. */
export interface OrgSums extends PeriodSums {
  /** Of whom anything was recorded. */
  readonly recorded: Crowd
  /** Of those, who were active. */
  readonly active: Crowd
}

/** A day on all devices. */
export interface OrgDay {
  readonly day: Day
  readonly recording: number
  readonly due: number
}

/** A device as it was at the end of the month. */
export interface OrgDevice {
  readonly name: string
  readonly platform: string
  readonly version: string | null
  readonly recordedMs: number
  readonly createdAt: number
  /** Null: never. */
  readonly lastSeenAt: number | null
  /** The last day of the month, or before it, on which it recorded. */
  readonly lastDay: Day | null
  /** Days on which it is silent: due, and not recorded. */
  readonly silence: readonly DeviceDay[]
}
