import { knownMs } from './presence.ts'
import { type SessionTotals, toSessions, toSessionTotals } from './sessions.ts'
import { type Interval, intersect, subtract, totalMs, union } from './spans.ts'
import { type Day, dayAt, hourMs } from './time.ts'
import { cutToDay, type DeviceTime } from './usage.ts'

/**
 * A person on one calendar day, on all devices together: what several were doing at once counts once. Null is unknown.
 * Sessions are those that began on the day, whatever devices they went over, with their whole length.
 */
export interface PersonDay extends SessionTotals {
  readonly day: Day
  /** Those that recorded anything of it. */
  readonly devices: number
  /** Time in which any device recorded, or should have. */
  readonly recordedMs: number
  readonly dueMs: number
  readonly activeMs: number | null
  /** Recorded time in which any device told of input: what `activeMs` is out of. */
  readonly watchedMs: number
  /** Watching, and nowhere active. */
  readonly watchingMs: number | null
  readonly firstActivityAt: number | null
  readonly lastActivityAt: number | null
}

/** A person in an hour that the clock showed on a day; one that it showed twice holds both. */
export interface PersonHour {
  /** 0 to 23. */
  readonly hour: number
  /** More than nothing. */
  readonly recordedMs: number
  /** Null is unknown. */
  readonly activeMs: number | null
}

/** A day of a person with its hours, ascending; they add up to what the day says. */
export interface PersonTime {
  readonly day: PersonDay
  readonly hours: readonly PersonHour[]
}

/**
 * A person's days from the time of each device. A day of a person is that calendar day on each device. Where devices are in
 * different zones, an instant belongs to the day that it has where somebody was present, else where it was recorded or due; on
 * the first of several. So no instant lies in two days.
 *     laptop    [ active      )                 [ active )
 *     desktop          [ active   )  [ watching      )
 *     active    [                 )             [        )
 *     watching                       [          )
 * @param devices in an order that stays the same; of each the time around the days, as `toDayUsages` needs it
 */
export function toPersonTimes(days: readonly Day[], devices: readonly DeviceTime[]): PersonTime[] {
  const all = (of: (device: DeviceTime) => readonly Interval[]) => union(devices.flatMap(of))
  const active = all(({ stretches }) => stretches.active)
  const parts: Parts = {
    recorded: all(({ recorded }) => recorded),
    due: all(({ due }) => due),
    input: all(({ stretches }) => stretches.told.input),
    toldWatching: all(({ stretches }) => stretches.told.watching),
    active,
    watching: subtract(
      all(({ stretches }) => stretches.watching),
      active,
    ),
    present: all(presentOn),
  }
  const pieces = divide(devices)
  const sessions = toSessions(parts.present)
  return days.map((day) => {
    const hours = pieces.get(day) ?? new Map<number, Interval[]>()
    const ofDay = union([...hours.values()].flat())
    const begun = sessions.filter(({ start }) => ofDay.some((piece) => piece.start <= start && start < piece.end))
    const recording = devices.filter((device) => cutToDay(device, day, device.recorded).length > 0)
    return {
      day: { day, devices: recording.length, ...toTotals(ofDay, parts, begun) },
      hours: toHours(hours, ofDay, parts),
    }
  })
}

type Parts = Readonly<
  Record<'recorded' | 'due' | 'input' | 'toldWatching' | 'active' | 'watching' | 'present', readonly Interval[]>
>

const presentOn = ({ stretches }: DeviceTime) => union([...stretches.active, ...stretches.watching])

const hoursOfDay = 24

/** What of all devices' time lies in which hour of which day; each instant in one. */
function divide(devices: readonly DeviceTime[]): ReadonlyMap<Day, ReadonlyMap<number, readonly Interval[]>> {
  const days = new Map<Day, Map<number, Interval[]>>()
  let taken: Interval[] = []
  for (const of of [presentOn, ({ recorded }: DeviceTime) => recorded, ({ due }: DeviceTime) => due])
    for (const device of devices) {
      const own = union(of(device))
      for (const { clockHour, ...piece } of subtract(own, taken).flatMap((one) => device.local.splitClockHours(one))) {
        const day = dayAt(clockHour * hourMs, 0)
        const hour = ((clockHour % hoursOfDay) + hoursOfDay) % hoursOfDay
        const hours = days.get(day) ?? new Map<number, Interval[]>()
        days.set(day, hours)
        const known = hours.get(hour)
        if (known) known.push(piece)
        else hours.set(hour, [piece])
      }
      taken = union([...taken, ...own])
    }
  return days
}

function toTotals(
  pieces: readonly Interval[],
  parts: Parts,
  begun: readonly Interval[],
): Omit<PersonDay, 'day' | 'devices'> {
  const ofDay = (intervals: readonly Interval[]) => intersect(intervals, pieces)
  const input = ofDay(parts.input)
  const present = ofDay(parts.present)
  return {
    recordedMs: totalMs(ofDay(parts.recorded)),
    dueMs: totalMs(ofDay(parts.due)),
    activeMs: knownMs(input, ofDay(parts.active)),
    watchedMs: totalMs(input),
    watchingMs: knownMs(ofDay(parts.toldWatching), ofDay(parts.watching)),
    ...toSessionTotals(begun, input.length > 0),
    firstActivityAt: present[0]?.start ?? null,
    lastActivityAt: present.at(-1)?.end ?? null,
  }
}

function toHours(
  hours: ReadonlyMap<number, readonly Interval[]>,
  ofDay: readonly Interval[],
  parts: Parts,
): PersonHour[] {
  const [recorded, input, active] = [parts.recorded, parts.input, parts.active].map((all) => intersect(all, ofDay))
  return [...hours]
    .map(([hour, pieces]) => ({
      hour,
      recordedMs: totalMs(intersect(recorded!, pieces)),
      activeMs: knownMs(intersect(input!, pieces), intersect(active!, pieces)),
    }))
    .filter(({ recordedMs }) => recordedMs > 0)
    .sort((a, b) => a.hour - b.hour)
}
