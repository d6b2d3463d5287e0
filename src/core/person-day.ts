import { knownMs } from './presence.ts'
import { toSessions } from './sessions.ts'
import { type Interval, subtract, totalMs, union } from './spans.ts'
import type { Day } from './time.ts'
import type { DeviceTime } from './usage.ts'

/**
 * A person on one calendar day, on all devices together: what several were doing at once counts once. Null is unknown.
 */
export interface PersonDay {
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
  /** Those that began on the day, whatever devices they went over, and their whole length. */
  readonly sessions: number | null
  readonly sessionMs: number | null
  readonly firstActivityAt: number | null
  readonly lastActivityAt: number | null
}

/**
 * A person's days from the time of each device. A day of a person is that calendar day on each device; an instant that several
 * devices have belongs to the day that it has on the first of them, so that no instant lies in two days, whatever their zones.
 *     laptop    [ active      )                 [ active )
 *     desktop          [ active   )  [ watching      )
 *     active    [                 )             [        )
 *     watching                       [          )
 * @param devices in an order that stays the same; of each the time around the days, as `toDayUsages` needs it
 */
export function toPersonDays(days: readonly Day[], devices: readonly DeviceTime[]): PersonDay[] {
  const active = union(devices.flatMap(({ stretches }) => stretches.active))
  const present = divide(devices, ({ stretches }) => union([...stretches.active, ...stretches.watching]))
  const parts: Parts = {
    recorded: divide(devices, ({ recorded }) => recorded),
    due: divide(devices, ({ due }) => due),
    input: divide(devices, ({ stretches }) => stretches.told.input),
    toldWatching: divide(devices, ({ stretches }) => stretches.told.watching),
    active: divide(devices, ({ stretches }) => stretches.active),
    watching: divide(devices, ({ stretches }) => subtract(stretches.watching, active)),
    present,
    sessions: toSessions(present.all),
  }
  return days.map((day) => toPersonDay(day, devices, parts))
}

/** Time of all devices, cut into days. */
interface Divided {
  readonly all: readonly Interval[]
  readonly days: ReadonlyMap<Day, readonly Interval[]>
}

interface Parts extends Readonly<Record<'recorded' | 'due' | 'input' | 'toldWatching', Divided>> {
  readonly active: Divided
  readonly watching: Divided
  readonly present: Divided
  readonly sessions: readonly Interval[]
}

function divide(devices: readonly DeviceTime[], of: (device: DeviceTime) => readonly Interval[]): Divided {
  const days = new Map<Day, Interval[]>()
  let all: Interval[] = []
  for (const device of devices) {
    const own = union(of(device))
    for (const { day, ...piece } of subtract(own, all).flatMap((one) => device.local.split(one))) {
      const known = days.get(day)
      if (known) known.push(piece)
      else days.set(day, [piece])
    }
    all = union([...all, ...own])
  }
  return { all, days }
}

function toPersonDay(day: Day, devices: readonly DeviceTime[], parts: Parts): PersonDay {
  const ofDay = ({ days }: Divided) => union(days.get(day) ?? [])
  const input = ofDay(parts.input)
  const present = ofDay(parts.present)
  const begun = parts.sessions.filter(({ start }) => present.some((one) => one.start <= start && start < one.end))
  const known = (value: number) => (input.length > 0 ? value : null)
  return {
    day,
    devices: devices.filter(({ recorded, local }) =>
      recorded.some((one) => local.split(one).some((piece) => piece.day === day)),
    ).length,
    recordedMs: totalMs(ofDay(parts.recorded)),
    dueMs: totalMs(ofDay(parts.due)),
    activeMs: knownMs(input, ofDay(parts.active)),
    watchedMs: totalMs(input),
    watchingMs: knownMs(ofDay(parts.toldWatching), ofDay(parts.watching)),
    sessions: known(begun.length),
    sessionMs: known(begun.reduce((sum, { start, end }) => sum + end - start, 0)),
    firstActivityAt: present[0]?.start ?? null,
    lastActivityAt: present.at(-1)?.end ?? null,
  }
}
