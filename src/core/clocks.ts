import type { Interval } from './spans.ts'
import { type Day, dayAt, dayMs, dayNumber, hourMs, hourStart } from './time.ts'

/** What a desktop may refuse to tell: then it is not watched, and what would follow from it is unknown. */
export const watchedSources = ['window', 'input', 'lock', 'inhibit'] as const
export type WatchedSource = (typeof watchedSources)[number]

/** A stretch in which one stream recorded under one offset; the recorded time of a device is the union of these. */
export interface Clock extends Interval {
  readonly stream: number
  readonly offsetMs: number
  /** What was told in this stretch besides processes; nothing if absent. */
  readonly watched?: readonly WatchedSource[] | undefined
}

/**
 * Which calendar day an instant belongs to where the device was. Between clocks, the last known offset goes on; before the
 * first, the first one holds. So every instant has exactly one day.
 *     clocks   [ -3h      )        [ +1h     )
 *     offset   -3h -3h -3h -3h -3h  +1h +1h +1h …
 */
export interface LocalDays {
  dayOf(at: number): Day
  /** Cuts an interval where its day changes; ascending. */
  split(interval: Interval): (Interval & { readonly day: Day })[]
  /** Cuts an interval where the hour changes that the device's clocks show; `hour` is the instant at which it began there. */
  splitHours(interval: Interval): (Interval & { readonly hour: number })[]
  /** The same by what the clocks show: `clockHour` counts the hours of all days since 1970, so one that is shown twice is one. */
  splitClockHours(interval: Interval): (Interval & { readonly clockHour: number })[]
  /** Which hour clocks showed, 0 to 23, in one that `splitHours` gave on a day; the offset may only have come within it. */
  shownHour(hour: number, day: Day): number
}

/** How a calendar unit is told where clocks have an offset, and when the next one begins. */
interface Unit<U> {
  at(instant: number, offsetMs: number): U
  end(unit: U, offsetMs: number): number
}
const dayUnit: Unit<Day> = { at: dayAt, end: (day, offsetMs) => dayNumber(day) + dayMs - offsetMs }
const hourUnit: Unit<number> = { at: hourStart, end: (hour) => hour + hourMs }
const clockHourUnit: Unit<number> = {
  at: (at, offsetMs) => Math.floor((at + offsetMs) / hourMs),
  end: (clockHour, offsetMs) => (clockHour + 1) * hourMs - offsetMs,
}

export function localDays(clocks: readonly Clock[]): LocalDays {
  const sorted = [...clocks].sort((a, b) => a.start - b.start || a.stream - b.stream)
  const indexAt = (at: number) => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]!.start <= at) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }
  const offsetOf = (index: number) => sorted[index]?.offsetMs ?? 0
  const splitBy = <U>({ start, end }: Interval, { at: unitAt, end: endOf }: Unit<U>) => {
    const pieces: (Interval & { unit: U })[] = []
    for (let at = start, i = indexAt(start); at < end; ) {
      const unit = unitAt(at, offsetOf(i))
      const nextClock = sorted[i + 1]?.start ?? Number.POSITIVE_INFINITY
      const until = Math.min(end, endOf(unit, offsetOf(i)), nextClock)
      const last = pieces.at(-1)
      if (last && last.unit === unit) pieces[pieces.length - 1] = { ...last, end: until }
      else if (until > at) pieces.push({ start: at, end: until, unit })
      at = until
      while (sorted[i + 1] && sorted[i + 1]!.start <= at) i++
    }
    return pieces
  }
  return {
    dayOf: (at) => dayAt(at, offsetOf(indexAt(at))),
    split: (interval) => splitBy(interval, dayUnit).map(({ unit: day, ...piece }) => ({ ...piece, day })),
    splitHours: (interval) => splitBy(interval, hourUnit).map(({ unit: hour, ...piece }) => ({ ...piece, hour })),
    splitClockHours: (interval) =>
      splitBy(interval, clockHourUnit).map(({ unit: clockHour, ...piece }) => ({ ...piece, clockHour })),
    shownHour: (hour, day) => {
      const index = indexAt(hour)
      const isOf = (offsetMs: number) => hourStart(hour, offsetMs) === hour && dayAt(hour, offsetMs) === day
      let i = index
      while (!isOf(offsetOf(i)) && sorted[i + 1] && sorted[i + 1]!.start < hour + hourMs) i++
      return new Date(hour + offsetOf(isOf(offsetOf(i)) ? i : index)).getUTCHours()
    },
  }
}

/**
 * The day an hour row belongs to: by the offset that its own stream had when the hour began (its first offset, if the stream
 * began within the hour).
 * @param clocks the stream's own clocks, ascending
 */
export function dayOfHour(hour: number, clocks: readonly Clock[]): Day {
  const clock = clocks.findLast(({ start }) => start <= hour) ?? clocks[0]
  return dayAt(hour, clock?.offsetMs ?? 0)
}
