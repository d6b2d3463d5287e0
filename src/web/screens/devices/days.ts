import { addDays, type Day } from '../../../core/time.ts'

/** One day of a computer: how much of what was due is recorded, that nothing was due, that nothing is known, or that it was not there yet. */
export interface DayCell {
  readonly day: Day
  readonly kind: 'recorded' | 'off' | 'unknown' | 'before'
  /** Of what was due, from 0 to 1. */
  readonly share: number
}

export const shownDays = 30

/** Less than this share of what was due is told as missing. */
export const whole = 0.95

/** When a computer came, when it last sent anything, and which day it is for whoever looks. */
export interface DayEnds {
  readonly since: Day
  readonly lastSeen: Day
  readonly today: Day
}

/**
 * The last thirty days, today the last. Of a day that nothing is told of the computer was off, unless it has told nothing since.
 * @param known the days of which anything is known; `coverage` is null where nothing was due
 */
export function toDayCells(
  known: readonly { readonly day: Day; readonly coverage: number | null }[],
  { since, lastSeen, today }: DayEnds,
): DayCell[] {
  const byDay = new Map(known.map(({ day, coverage }) => [day, coverage]))
  return Array.from({ length: shownDays }, (_, i): DayCell => {
    const day = addDays(today, i + 1 - shownDays)
    const coverage = byDay.get(day) ?? null
    if (coverage !== null) return { day, kind: 'recorded', share: Math.min(1, coverage) }
    const kind = day < since ? 'before' : day > lastSeen ? 'unknown' : 'off'
    return { day, kind, share: 0 }
  })
}

/** Days of which something is missing. Today is not over yet, and says nothing. */
export const missingDays = (cells: readonly DayCell[]): Day[] =>
  cells
    .slice(0, -1)
    .flatMap(({ day, kind, share }) => (kind === 'unknown' || (kind === 'recorded' && share < whole) ? [day] : []))
