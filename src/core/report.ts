/** A program's figures over a period, all devices together. Times in milliseconds, memory in KiB. */
export interface ReportApp {
  readonly key: string
  readonly name: string
  readonly runningMs: number
  readonly cpuMs: number
  readonly launches: number
  /** Time-weighted mean of resident memory while it ran; 0 if it was never seen running. */
  readonly memoryMeanKiB: number
  readonly memoryPeakKiB: number
  /** Days on which it ran. */
  readonly days: number
}

/** One calendar day of the period, present also when nothing was recorded. */
export interface ReportDay {
  readonly day: string
  readonly recordedMs: number
  /** Time that should have been recorded; 0 when nothing was due (before the first record, off, or still to come). */
  readonly dueMs: number
  readonly cpuMs: number
}

export interface ReportDevice {
  readonly name: string
  readonly platform: string
  readonly recordedMs: number
  readonly dueMs: number
  /** The last instant it told of, epoch milliseconds; null if it never did. */
  readonly lastRecordedAt: number | null
}

/** Why nothing was recorded from `start` to `end` on a device. */
export interface ReportGap {
  readonly device: string
  readonly start: number
  readonly end: number
  readonly reason: string
}

/** The frozen figures of one period about one person: everything every form of the report says comes from here. */
export interface Report {
  readonly version: 1
  readonly kind: 'person-month'
  readonly about: string
  /** `2026-10` */
  readonly period: string
  /** A closed period is final; an open one says "so far". */
  readonly closed: boolean
  /** Epoch milliseconds. */
  readonly madeAt: number
  /** IANA zone in which instants are printed. */
  readonly zone: string
  readonly recordedMs: number
  readonly dueMs: number
  /** recorded ÷ due; null when nothing was due. */
  readonly coverage: number | null
  /** CPU time of all apps, without `unattributedCpuMs`. */
  readonly cpuMs: number
  readonly unattributedCpuMs: number
  readonly launches: number
  readonly devices: readonly ReportDevice[]
  /** Every day of the month, ascending. */
  readonly days: readonly ReportDay[]
  /** All apps, most CPU time first, then longest running, then by name. */
  readonly apps: readonly ReportApp[]
  /** Longest first. */
  readonly gaps: readonly ReportGap[]
}
