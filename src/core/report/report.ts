import type { PresenceTotals } from '../presence-totals.ts'
import type { Unrecorded } from '../unrecorded.ts'
import type {
  Against,
  CategoryFigures,
  Changes,
  GoneApp,
  Growth,
  HourOfWeek,
  SessionFigures,
  UnusedApp,
  UsualDay,
} from './sections.ts'

/** An app's figures over a period, all devices together. Times in milliseconds, memory in KiB. */
export interface ReportApp {
  readonly key: string
  readonly name: string
  readonly runningMs: number
  readonly cpuMs: number
  readonly launches: number
  /** Time-weighted mean of resident memory while it ran; 0 if it was never seen running. */
  readonly memoryMeanKiB: number
  readonly memoryPeakKiB: number
  /** Days on which it ran, on whatever device. */
  readonly days: number
  /** Time in front. Null is unknown, as it is in a report made before presence was recorded. */
  readonly foregroundMs?: number | null
  /** Time in front while somebody used keyboard or pointer. */
  readonly activeMs?: number | null
  /** Time in front without input while it kept the screen on; not part of `activeMs`. */
  readonly watchingMs?: number | null
  /** The same app in the period before: noughts where it was not used then. Absent where there is no such period. */
  readonly previous?: ReportAppBefore
  /** By `Report.history.periods`: active time where the report is by active time, else CPU time; null where nothing is known. */
  readonly history?: readonly (number | null)[]
  /** Not used in any period before that is known of; absent where none is. */
  readonly isNew?: true
}

/** What an app was in the period before. */
export interface ReportAppBefore {
  readonly activeMs: number | null
  readonly foregroundMs: number | null
  readonly cpuMs: number
  readonly runningMs: number
  readonly memoryMeanKiB: number
}

/** One calendar day of the period, present also when nothing was recorded. */
export interface ReportDay {
  readonly day: string
  readonly recordedMs: number
  /** Time that should have been recorded; 0 when nothing was due (before the first record, off, or still to come). */
  readonly dueMs: number
  readonly cpuMs: number
  /** On all devices together, each moment once. Null is unknown. */
  readonly activeMs?: number | null
  readonly firstActivityAt?: number | null
  readonly lastActivityAt?: number | null
  /** Minutes that the clock there was ahead of UTC at the day's first activity, for printing both instants; absent if it had none. */
  readonly offsetMinutes?: number
}

export interface ReportDevice {
  readonly name: string
  readonly platform: string
  readonly recordedMs: number
  readonly dueMs: number
  /** The last instant it told of, epoch milliseconds; null if it never did. */
  readonly lastRecordedAt: number | null
  /** How far its clock was ahead of the server's, negative behind, where that was enough to put its times right; else absent. */
  readonly clockAheadMs?: number
  /** Null is unknown. */
  readonly activeMs?: number | null
}

/** Why nothing was recorded from `start` to `end` on a device. */
export interface ReportGap {
  readonly device: string
  readonly start: number
  readonly end: number
  readonly reason: string
}

/**
 * The frozen figures of one period about one person: everything every form of the report says comes from here. What is optional
 * came later than version 1 began, and is absent from what was frozen before: it is unknown there.
 */
export interface Report extends Partial<PresenceTotals> {
  readonly version: 1
  readonly kind: 'person-month' | 'person-week'
  /** Where all of it is made up; every form of it says so. */
  readonly demo?: true
  readonly about: string
  /** `2026-10`; of a week `2026-W44`, or its first day where weeks begin on Sunday. */
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
  /** Active time on several devices at once, which `activeMs` of the report counts once, and those of apps on each. */
  readonly overlapMs?: number
  /** Without input for this long somebody is idle. */
  readonly idleAfterMs?: number
  /** Time known of and not recorded, by reason, devices added up. */
  readonly unrecorded?: Unrecorded
  readonly devices: readonly ReportDevice[]
  /** Every day of the period, ascending. */
  readonly days: readonly ReportDay[]
  /** All apps, most active first if that is known of most of the time, then most CPU time, longest running, by name. */
  readonly apps: readonly ReportApp[]
  /** Longest first. */
  readonly gaps: readonly ReportGap[]
  readonly against?: Against
  /** Earlier periods and this one, ascending, twelve of a month. */
  readonly history?: { readonly periods: readonly string[] }
  /** Used in the period before and not in this one, most used first. */
  readonly gone?: readonly GoneApp[]
  readonly hours?: readonly HourOfWeek[]
  readonly usualDay?: UsualDay | null
  readonly sessionFigures?: SessionFigures | null
  readonly categories?: readonly CategoryFigures[]
  readonly growth?: { readonly memory: Growth | null; readonly cpu: Growth | null }
  readonly changes?: Changes | null
  /** Installed or running, and not in front for 30 days or more; longest first. */
  readonly unused?: readonly UnusedApp[]
}
