import { knownMs } from './presence.ts'
import { toSessions } from './sessions.ts'
import { type Interval, intersect, subtract, totalMs, union } from './spans.ts'
import type { Day } from './time.ts'
import { cutToDay, type DeviceTime } from './usage.ts'

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
 * A person's days from the time of each device. A day of a person is that calendar day on each device. Where devices are in
 * different zones, an instant belongs to the day that it has where somebody was present, else where it was recorded or due; on
 * the first of several. So no instant lies in two days.
 *     laptop    [ active      )                 [ active )
 *     desktop          [ active   )  [ watching      )
 *     active    [                 )             [        )
 *     watching                       [          )
 * @param devices in an order that stays the same; of each the time around the days, as `toDayUsages` needs it
 */
export function toPersonDays(days: readonly Day[], devices: readonly DeviceTime[]): PersonDay[] {
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
    const ofDay = union(pieces.get(day) ?? [])
    const begun = sessions.filter(({ start }) => ofDay.some((piece) => piece.start <= start && start < piece.end))
    const recording = devices.filter((device) => cutToDay(device, day, device.recorded).length > 0)
    return { day, devices: recording.length, ...toTotals(ofDay, parts, begun) }
  })
}

type Parts = Readonly<
  Record<'recorded' | 'due' | 'input' | 'toldWatching' | 'active' | 'watching' | 'present', readonly Interval[]>
>

const presentOn = ({ stretches }: DeviceTime) => union([...stretches.active, ...stretches.watching])

/** What of all devices' time lies in which day; each instant in one. */
function divide(devices: readonly DeviceTime[]): ReadonlyMap<Day, readonly Interval[]> {
  const days = new Map<Day, Interval[]>()
  let taken: Interval[] = []
  for (const of of [presentOn, ({ recorded }: DeviceTime) => recorded, ({ due }: DeviceTime) => due])
    for (const device of devices) {
      const own = union(of(device))
      for (const { day, ...piece } of subtract(own, taken).flatMap((one) => device.local.split(one))) {
        const known = days.get(day)
        if (known) known.push(piece)
        else days.set(day, [piece])
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
  const known = (value: number) => (input.length > 0 ? value : null)
  return {
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
