import type { App } from './apps.ts'
import { localDays } from './clocks.ts'
import { type DayPresence, nothingOfDay } from './presence-totals.ts'
import { type Period, partsOf } from './report/periods.ts'
import type { Interval } from './spans.ts'
import { addDays, type Day, dayMs, dayNumber, hourMs } from './time.ts'
import type { Unrecorded } from './unrecorded.ts'
import type { UsageTotals } from './usage.ts'

/** A calendar day of a device, as it is stored. */
export interface DeviceDay extends DayPresence {
  readonly day: Day
  readonly recordedMs: number
  readonly dueMs: number
}

/** What is stored of one device over a month, or a week: the input of `toReport`. */
export interface DeviceMonth {
  readonly name: string
  readonly platform: string
  /** All that it ever told of; `end` is the last instant it told of. Empty if it never did. */
  readonly known: Interval
  /** What its clocks last showed less UTC. */
  readonly offsetMs: number
  /** How far the device's clock was ahead at most while it recorded in that time; its times are put right. */
  readonly clockAheadMs: number
  readonly days: readonly DeviceDay[]
  readonly cpuByDay: ReadonlyMap<Day, number>
  readonly apps: readonly (App & UsageTotals)[]
  /** Of all of the days. */
  readonly unrecorded: Unrecorded
  readonly gaps: readonly (Interval & { readonly reason: string })[]
}

interface SilenceQuestion {
  readonly period: Period
  readonly madeAt: number
}

/** A device that says nothing for longer than this was not merely between two uploads. */
export const silentAfterMs = hourMs
/** And one that says nothing for longer than this is gone: nothing is expected of it any more. */
export const goneAfterMs = 30 * dayMs

/** The time after a device's last word in which something of it is due; undefined of one that never told, or that tells still. */
export function silenceOf({ end: since }: Interval, now: number): Interval | undefined {
  const silence = { start: since, end: Math.min(now, since + goneAfterMs) }
  return since === 0 || silence.end - since <= silentAfterMs ? undefined : silence
}

/** The reason of that time as a gap: nobody said one. */
export const silent = 'silent'

/** As much of it as lies in a period, by the clock that the device had last. */
export function toSilentGap(
  { period, madeAt }: SilenceQuestion,
  { known, offsetMs }: Pick<DeviceMonth, 'known' | 'offsetMs'>,
): Interval | undefined {
  const silence = silenceOf(known, madeAt)
  if (!silence) return undefined
  const { first, last } = partsOf(period)
  const [start, end] = [dayNumber(first) - offsetMs, dayNumber(addDays(last, 1)) - offsetMs]
  const within = { start: Math.max(silence.start, start), end: Math.min(silence.end, end) }
  return within.end > within.start ? within : undefined
}

/**
 * A device's days, with the time after its last word due but not recorded: whether it was off or lost is not known.
 *     known   [ recorded … )
 *     period  [                        )
 *     due     [ recorded … silent      )
 */
export function withSilence(
  { period, madeAt }: SilenceQuestion,
  device: Pick<DeviceMonth, 'days' | 'known' | 'offsetMs'>,
): readonly DeviceDay[] {
  const clock = { start: 0, end: 1, stream: 0, offsetMs: device.offsetMs }
  const silence = silenceOf(device.known, madeAt)
  if (!silence) return device.days
  const days = new Map(device.days.map((row) => [row.day, row]))
  const { first, last } = partsOf(period)
  for (const { day, start, end } of localDays([clock]).split(silence)) {
    if (day < first || day > last) continue
    const row = days.get(day) ?? { day, recordedMs: 0, dueMs: 0, ...nothingOfDay }
    days.set(day, { ...row, dueMs: row.dueMs + end - start })
  }
  return [...days.values()]
}
