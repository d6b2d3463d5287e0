import type { Interval } from '../../../core/spans.ts'
import { hourMs, minuteMs, offsetAt } from '../../../core/time.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { myDay } from '../../../protocol/usage.ts'

export type DayAnswer = OutputOf<typeof myDay>

/** Whether anything of a computer's day can be drawn: a server tells neither window nor person. */
export const isPictured = ({ windows, presence }: DayAnswer['devices'][number]): boolean =>
  windows.length > 0 || presence.length > 0

/** The closest that one can look. */
const closest = 10 * minuteMs

/** What is seen at first: from an hour before somebody was there to an hour after, in whole hours. */
export function usualSpan({ start, end, sums, zone }: DayAnswer): Interval {
  const { firstActivityAt: first, lastActivityAt: last } = sums ?? {}
  if (!first || !last) return { start, end }
  const shift = offsetAt(zone, first)
  const from = Math.floor((first + shift) / hourMs) * hourMs - shift
  const to = Math.ceil((last + shift) / hourMs) * hourMs - shift
  return within({ start: from - hourMs, end: to + hourMs }, { start, end })
}

/** As much of it as lies in the day. */
export const within = ({ start, end }: Interval, day: Interval): Interval => {
  const length = Math.min(Math.max(end - start, closest), day.end - day.start)
  const from = Math.min(Math.max(start, day.start), day.end - length)
  return { start: from, end: from + length }
}

/** So many times as long, around the same middle. */
export function zoomed({ start, end }: Interval, factor: number, day: Interval): Interval {
  const middle = (start + end) / 2
  const half = ((end - start) * factor) / 2
  return within({ start: Math.round(middle - half), end: Math.round(middle + half) }, day)
}

/** A third of what is seen later, or earlier. */
export function moved({ start, end }: Interval, steps: number, day: Interval): Interval {
  const by = Math.round(((end - start) / 3) * steps)
  return within({ start: start + by, end: end + by }, day)
}

const stepsMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360] as const
const mostTicks = 12

/** Where the time stands written: at round minutes by the clocks there. */
export function ticksOf({ start, end }: Interval, zone: string): number[] {
  const step = (stepsMinutes.find((minutes) => (end - start) / (minutes * minuteMs) <= mostTicks) ?? 360) * minuteMs
  // The hands may move while one looks: each tick goes by the offset that holds there.
  const offsets = [...new Set([start, end].map((at) => offsetAt(zone, at)))]
  const last = end + Math.max(...offsets)
  const ticks: number[] = []
  for (let shown = Math.ceil((start + Math.min(...offsets)) / step) * step; shown <= last; shown += step)
    for (const offset of offsets) {
      const at = shown - offset
      if (at >= start && at <= end && offsetAt(zone, at) === offset) ticks.push(at)
    }
  return ticks.sort((a, b) => a - b)
}

/** The colour of each app by its key: of the whole day, so that they stay when one looks closer. */
export type Colors = ReadonlyMap<string, number>

export const colorsOf = (whole: DayAnswer): Colors =>
  new Map(whole.apps.map(({ key }, i) => [key, Math.min(i, coloredApps)]))

/** As many apps have a colour of their own; the others have the last one together. */
export const coloredApps = 5
