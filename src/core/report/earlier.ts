import type { PersonDay } from '../person-day.ts'
import { addKnown, isPresenceKnown } from '../presence-totals.ts'
import type { Period } from './periods.ts'
import type { Against, Corrected, EarlierPeriod } from './sections.ts'

/** A day on all of a person's devices, added up by the database. */
export interface SummedDay {
  readonly day: string
  /** How many devices have a row of it. */
  readonly devices: number
  readonly recordedMs: number
  readonly dueMs: number
  /** Null is unknown. */
  readonly activeMs: number | null
  readonly watchedMs: number
}

/** What a period comes to as it is stored now. */
export interface PeriodSums {
  readonly period: Period
  readonly recordedMs: number
  readonly dueMs: number
  /** CPU time of all apps, and what belongs to none. */
  readonly cpuMs: number
  readonly unattributedCpuMs: number
  /** On several devices at once counted once; of however little it is known. Null is unknown. */
  readonly activeMs: number | null
  readonly watchedMs: number
  /** What was counted once of active time on several devices at once. */
  readonly overlapMs: number
  readonly activeDays: number
  readonly recordedDays: number
}

type DaySums = Pick<
  PeriodSums,
  'recordedMs' | 'dueMs' | 'activeMs' | 'watchedMs' | 'overlapMs' | 'activeDays' | 'recordedDays'
>

/** Adds up days as a report does: of one with several devices what is known of all together holds. */
export function addDays(days: readonly SummedDay[], together: readonly Pick<PersonDay, 'day' | 'activeMs'>[]): DaySums {
  const known = new Map(together.map((day) => [day.day, day]))
  let sums: DaySums = {
    recordedMs: 0,
    dueMs: 0,
    activeMs: null,
    watchedMs: 0,
    overlapMs: 0,
    activeDays: 0,
    recordedDays: 0,
  }
  for (const { day, devices, recordedMs, dueMs, activeMs, watchedMs } of days) {
    const person = known.get(day)
    const once = devices > 1 && person ? person.activeMs : activeMs
    sums = {
      recordedMs: sums.recordedMs + recordedMs,
      dueMs: sums.dueMs + dueMs,
      activeMs: addKnown(sums.activeMs, once),
      watchedMs: sums.watchedMs + watchedMs,
      overlapMs: sums.overlapMs + (activeMs ?? 0) - (once ?? 0),
      activeDays: sums.activeDays + Number((once ?? 0) > 0),
      recordedDays: sums.recordedDays + Number(recordedMs > 0),
    }
  }
  return sums
}

/** Active time that is known of too little of a period does not speak for it. */
export function toEarlierPeriod(sums: PeriodSums): EarlierPeriod {
  const known = isPresenceKnown(sums)
  return {
    period: sums.period,
    activeMs: known ? sums.activeMs : null,
    recordedMs: sums.recordedMs,
    dueMs: sums.dueMs,
    cpuMs: sums.cpuMs,
    days: known ? sums.activeDays : sums.recordedDays,
  }
}

/** What the frozen report of the period before said. */
export interface Said {
  /** Absent where it was made before active time was. */
  readonly activeMs?: number | null
  readonly recordedMs: number
  readonly idleAfterMs?: number
}

/**
 * @param before the periods before, the last one first, also those of which nothing is stored
 * @param said undefined where no report was frozen, or where it was erased
 * @param idleAfterMs with which days are made now
 */
export function toAgainst(before: readonly PeriodSums[], said: Said | undefined, idleAfterMs: number): Against {
  const recorded = before.slice(0, 3).filter(({ recordedMs }) => recordedMs > 0)
  const previous = before[0] && before[0].recordedMs > 0 ? before[0] : undefined
  const corrected = before[0] && said && toCorrected(before[0], said, idleAfterMs)
  return {
    previous: previous ? toEarlierPeriod(previous) : null,
    mean: toMean(recorded.map(toEarlierPeriod)),
    ...(corrected && { corrected }),
  }
}

function toMean(periods: readonly EarlierPeriod[]): Against['mean'] {
  if (periods.length < 2) return null
  const meanOf = (values: readonly number[]) =>
    Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
  const active = periods.map(({ activeMs }) => activeMs).filter((ms) => ms !== null)
  return {
    periods: periods.map(({ period }) => period).reverse(),
    // A mean of some of them would be one of other periods than it says.
    activeMs: active.length === periods.length ? meanOf(active) : null,
    cpuMs: meanOf(periods.map(({ cpuMs }) => cpuMs)),
  }
}

/** Where somebody is idle sooner or later than then, active time differs without any record that came late. */
function toCorrected(now: PeriodSums, said: Said, idleAfterMs: number): Against['corrected'] {
  const comparable = said.activeMs !== undefined && (said.idleAfterMs ?? idleAfterMs) === idleAfterMs
  const of = (sums: Said | PeriodSums): Corrected => ({
    activeMs: comparable ? (sums.activeMs ?? null) : null,
    recordedMs: sums.recordedMs,
  })
  const [then, today] = [of(said), of(now)]
  if (then.activeMs === today.activeMs && then.recordedMs === today.recordedMs) return undefined
  return { period: now.period, said: then, now: today }
}
