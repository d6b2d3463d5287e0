import { columnOfDurations, formatCpu, formatDuration } from './format.ts'
import type { Locale } from './texts/language.ts'
import { hourMs, minuteMs, secondMs } from './time.ts'

/** More or less than something, as a person says it. */
export interface Difference {
  /** `6 h`, without a sign. */
  readonly length: string
  /** `+6 h`, `−6 h`, `0 s`: a true minus. */
  readonly signed: string
  readonly sign: -1 | 0 | 1
}

const minus = '\u2212'
const signs = { '-1': minus, '0': '', '1': '+' } as const

const signOf = (value: number) => Math.sign(value) as -1 | 0 | 1

/** One duration less another as `formatDifference` says it, in milliseconds; for a column of such. */
export function differenceOf(nowMs: number, beforeMs: number): number {
  const largest = Math.max(nowMs, beforeMs)
  const unit = largest >= 100 * hourMs ? hourMs : largest >= 10 * minuteMs ? minuteMs : secondMs
  return (Math.round(nowMs / unit) - Math.round(beforeMs / unit)) * unit
}

/**
 * One duration less another, as far as `formatDuration` shows both, so that a reader who subtracts what is printed finds what is
 * printed: 142 h and 136 h are 6 h apart, whatever their minutes.
 */
export function formatDifference(nowMs: number, beforeMs: number, locale: Locale): Difference {
  const ms = differenceOf(nowMs, beforeMs)
  const sign = signOf(ms)
  const length = formatDuration(Math.abs(ms), locale)
  return { length, sign, signed: signs[sign] + length }
}

/** Signed durations of one column, all in the form of its largest: `+5 h 24`, `−0 h 48`. The sign stays where little is left: `+0 h 00`. */
export function columnOfChanges(largestMs: number, locale: Locale): (ms: number) => string {
  const format = columnOfDurations(largestMs, locale)
  const unit = unitOf(largestMs)
  return (ms) => signs[signOf(ms)] + format(Math.round(Math.abs(ms) / unit) * unit)
}

/** More or less CPU time, in the one unit that suits it: `+0.6 h`. */
export const formatCpuChange = (ms: number, locale: Locale): string =>
  signs[signOf(ms)] + formatCpu(Math.abs(ms), locale)

/** What `columnOfDurations` counts in, in milliseconds. */
export const unitOf = (largestMs: number) => (Math.round(largestMs / minuteMs) >= 60 ? minuteMs : secondMs)

/**
 * Lines of an account in whole units of `columnOfDurations`, so that what is printed adds up: the first figure and all lines come to the last.
 * What rounding leaves over goes to line `slack`, or else to the lines that rounding moved most.
 * @param lines milliseconds, whose sum is `to - from`
 */
export function roundAccount(from: number, lines: readonly number[], to: number, slack: number | undefined) {
  const unit = unitOf(Math.max(from, to))
  const [opening, closing] = [Math.round(from / unit), Math.round(to / unit)]
  const rounded = lines.map((ms) => Math.round(ms / unit))
  let left = closing - opening - rounded.reduce((sum, each) => sum + each, 0)
  if (slack !== undefined) rounded[slack] = rounded[slack]! + left
  else {
    const step = Math.sign(left)
    const most = lines
      .map((ms, i) => ({ i, off: (ms / unit - rounded[i]!) * step }))
      .sort((a, b) => b.off - a.off || a.i - b.i)
    for (const { i } of most) {
      if (left === 0) break
      rounded[i] = rounded[i]! + step
      left -= step
    }
  }
  return { from: opening * unit, lines: rounded.map((each) => each * unit), to: closing * unit }
}
