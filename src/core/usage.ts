import { type Clock, dayOfHour, type LocalDays, localDays } from './clocks.ts'
import { type PresenceFacts, type PresenceOptions, type Stretches, toStretches } from './presence.ts'
import { type AppPresence, addAppPresence, cutPresence, type DayPresence, type Presence } from './presence-totals.ts'
import { type Interval, subtract, totalMs, union } from './spans.ts'
import type { Day } from './time.ts'
import { toUnrecorded, type Unrecorded } from './unrecorded.ts'

/** What one app cost and did in one clock hour of one stream; absolute, and it only grows. */
export interface ProcessHour extends ProcessTotals {
  readonly stream: number
  readonly subject: number
  /** The instant the clock hour began where the device was. */
  readonly hour: number
}

export const gapReasons = [
  'off',
  'not_running',
  'asleep',
  'disk_full',
  'capped',
  'paused',
  'outside_hours',
  'clock',
  'lost',
  'conflict',
] as const
export type GapReason = (typeof gapReasons)[number]

/** Time in which nothing was recorded, and why. */
export interface Gap extends Interval {
  readonly stream: number
  readonly reason: GapReason
}

/** Time that nobody expects to be recorded. */
export const excusedReasons: ReadonlySet<GapReason> = new Set<GapReason>(['off', 'asleep', 'paused', 'outside_hours'])

/** Where gaps overlap: first what keeps time from being due, then what should not have been. */
export const byPrecedence = [...gapReasons].sort(
  (a, b) => Number(excusedReasons.has(b)) - Number(excusedReasons.has(a)),
)

/** Time that was recorded, and whose record is gone or no longer whole. */
const dropReasons: ReadonlySet<GapReason> = new Set<GapReason>(['capped', 'lost'])

/** All that is known of one device around some days. */
export interface DeviceFacts {
  readonly hours: readonly ProcessHour[]
  readonly clocks: readonly Clock[]
  readonly gaps: readonly Gap[]
  readonly presence: PresenceFacts
  /** The first and last instant the device ever told of; nothing is due outside. */
  readonly known: Interval
}

/** What the processes of an app cost and did over some time. */
export interface ProcessTotals {
  readonly runningMs: number
  readonly cpuMs: number
  readonly launches: number
  /** Resident memory × running time. */
  readonly memoryKiBSeconds: number
  readonly memoryPeakKiB: number
}

/** All that is known of an app over some time. */
export interface UsageTotals extends ProcessTotals, AppPresence {}

export interface AppUsage extends UsageTotals {
  readonly subject: number
}

/** One device on one of its calendar days. */
export interface DayUsage extends DayPresence {
  readonly day: Day
  readonly recordedMs: number
  /** The day less off, asleep, paused and outside working hours, within what the device told of. Never less than `recordedMs`. */
  readonly dueMs: number
  /** What of the day, within what the device told of, was not recorded: with `recordedMs` it adds up to the whole. */
  readonly unrecorded: Unrecorded
  readonly apps: readonly AppUsage[]
}

/**
 * A day from the facts around it. Pure: the same facts give the same day, whenever and however often.
 *     day        [                                    )
 *     clocks        [ recorded   )      [ recorded )
 *     gaps                       [asleep)          [not running)
 *     due           [ recorded   )      [ recorded    not running)
 * @param facts of at least this day, an hour and a quarter before it, and of presence until the sessions that begin in it have
 * ended; more does no harm
 */
export const toDayUsage = (day: Day, facts: DeviceFacts, options: PresenceOptions): DayUsage =>
  toDayUsages([day], facts, options)[0]!

/** What the facts of one device say of its time, before it is cut into days. */
export interface DeviceTime {
  readonly local: LocalDays
  readonly stretches: Stretches
  readonly recorded: readonly Interval[]
  /** What should have been recorded, and what was. */
  readonly due: readonly Interval[]
}

export function toDeviceTime(facts: DeviceFacts, options: PresenceOptions): DeviceTime {
  const dropped = facts.gaps.filter(({ reason }) => dropReasons.has(reason))
  const excused = facts.gaps.filter(({ reason }) => excusedReasons.has(reason))
  const ofRecord = (intervals: readonly Interval[]) => subtract(intervals, dropped)
  const recorded = ofRecord(facts.clocks)
  return {
    local: localDays(facts.clocks),
    stretches: toStretches(facts.presence, facts.clocks, ofRecord, options),
    recorded,
    due: union([...subtract([facts.known], excused), ...recorded]),
  }
}

/** What of the intervals lies in a day where the device is. */
export const cutToDay = ({ local }: DeviceTime, day: Day, intervals: readonly Interval[]): Interval[] =>
  union(intervals.flatMap((interval) => local.split(interval)).filter((piece) => piece.day === day))

/** Several days from the same facts. @param time what `toDeviceTime` says of them */
export const toDayUsages = (
  days: readonly Day[],
  facts: DeviceFacts,
  options: PresenceOptions,
  time = toDeviceTime(facts, options),
): DayUsage[] => days.map((day) => toDay(day, facts, time))

function toDay(day: Day, facts: DeviceFacts, time: DeviceTime): DayUsage {
  const ofDay = (intervals: readonly Interval[]) => cutToDay(time, day, intervals)
  const recorded = ofDay(time.recorded)
  const presence = cutPresence(time.stretches, recorded)
  const gaps = byPrecedence.map((reason) => [reason, ofDay(facts.gaps.filter((gap) => gap.reason === reason))] as const)
  return {
    day,
    recordedMs: totalMs(recorded),
    dueMs: totalMs(ofDay(time.due)),
    ...presence.day,
    unrecorded: toUnrecorded(subtract(ofDay([facts.known]), recorded), gaps),
    apps: toApps(toProcessTotals(day, facts), presence),
  }
}

/** Apps of which a process ran or a window was in front, by subject. */
function toApps(processes: ReadonlyMap<number, ProcessTotals>, { apps, others }: Presence): AppUsage[] {
  const subjects = [...new Set([...processes.keys(), ...apps.keys()])].sort((a, b) => a - b)
  return subjects.map((subject) => ({
    subject,
    ...(processes.get(subject) ?? nothing),
    ...(apps.get(subject) ?? others),
  }))
}

function toProcessTotals(day: Day, { hours, clocks }: DeviceFacts): Map<number, ProcessTotals> {
  const isOfDay = createHourCheck(day, clocks)
  const apps = new Map<number, ProcessTotals>()
  for (const hour of hours)
    if (isOfDay(hour)) apps.set(hour.subject, addProcesses(apps.get(hour.subject) ?? nothing, hour))
  return apps
}

/** Whether an hour belongs to the day; asked once for all apps of an hour. */
function createHourCheck(day: Day, clocks: readonly Clock[]) {
  const streams = new Map<number, { readonly clocks: Clock[]; readonly known: Map<number, boolean> }>()
  const of = (stream: number) => {
    const found = streams.get(stream) ?? { clocks: [] as Clock[], known: new Map<number, boolean>() }
    streams.set(stream, found)
    return found
  }
  for (const clock of [...clocks].sort((a, b) => a.start - b.start)) of(clock.stream).clocks.push(clock)
  return ({ stream, hour }: ProcessHour): boolean => {
    const { clocks: own, known } = of(stream)
    const is = known.get(hour) ?? dayOfHour(hour, own) === day
    known.set(hour, is)
    return is
  }
}

/** Sums, the larger peak, and of presence what is known. */
export const addUsage = (a: UsageTotals, b: UsageTotals): UsageTotals => ({
  ...addProcesses(a, b),
  ...addAppPresence(a, b),
})

const addProcesses = (a: ProcessTotals, b: ProcessTotals): ProcessTotals => ({
  runningMs: a.runningMs + b.runningMs,
  cpuMs: a.cpuMs + b.cpuMs,
  launches: a.launches + b.launches,
  memoryKiBSeconds: a.memoryKiBSeconds + b.memoryKiBSeconds,
  memoryPeakKiB: Math.max(a.memoryPeakKiB, b.memoryPeakKiB),
})

const nothing: ProcessTotals = { runningMs: 0, cpuMs: 0, launches: 0, memoryKiBSeconds: 0, memoryPeakKiB: 0 }
