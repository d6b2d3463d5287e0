import { type Interval, intersect, subtract } from '../core/spans.ts'
import { excusedReasons } from '../core/usage.ts'
import { findWithinHours, isWithinHours, type WeeklyHours } from '../core/weekly-hours.ts'
import type { GapEntry } from './journal/journal.ts'

/** When a person wants to be recorded at all. */
export interface WorkingHours {
  isWithin(at: number): boolean
  /** What of gaps lay outside was wanted: it gets that reason, unless it was nobody's fault already. */
  excuse(gaps: readonly GapEntry[]): GapEntry[]
}

/**
 * @param schedules asked each time; within is what all of them allow
 * @param zone IANA name of the zone the device is in now: at home and abroad its clocks count
 */
export const createWorkingHours = (schedules: () => readonly WeeklyHours[], zone: () => string): WorkingHours => ({
  isWithin: (at) => schedules().every((hours) => isWithinHours(hours, at, zone())),
  excuse: (gaps) =>
    gaps.flatMap((gap) => {
      if (excusedReasons.has(gap.reason)) return [gap]
      const within = schedules().reduce<Interval[]>(
        (left, hours) => intersect(left, findWithinHours(hours, gap, zone())),
        [{ start: gap.start, end: gap.end }],
      )
      const outside = subtract([gap], within).map((rest): GapEntry => ({ ...rest, reason: 'outside_hours' }))
      return [...within.map((part) => ({ ...part, reason: gap.reason })), ...outside].sort((a, b) => a.start - b.start)
    }),
})
