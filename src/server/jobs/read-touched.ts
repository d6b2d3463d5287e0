import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../core/clocks.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { type PresenceFacts, type PresenceOptions, toPossibleSessions } from '../../core/presence.ts'
import { longestSessionMs, sessionPauseMs } from '../../core/sessions.ts'
import type { Interval } from '../../core/spans.ts'
import { type Day, dayAt, dayMs, dayNumber, hourMs } from '../../core/time.ts'
import type { DeviceFacts } from '../../core/usage.ts'
import { readClocks, readPresence, type readTimeFacts } from '../store/facts.ts'
import { readShifts, type Shifts } from '../store/shifts.ts'
import type { Store } from '../store/store.ts'

/** No clock on Earth is further from UTC than 14 hours. */
const furthestOffset = 14 * hourMs

/** What the facts of a UTC day have a say in, and all that it is made of. */
export interface Touched {
  /** Local days, on whichever of the devices. */
  readonly dates: readonly Day[]
  /** Of each device. */
  readonly facts: readonly DeviceFacts[]
}

interface Source {
  readonly device: DeviceKey
  readonly shifts: Shifts
}

/**
 * @param day a UTC day
 * @param devices what somebody did, who may have gone from one to another
 * @param read `readFacts`, or what is enough
 */
export async function readTouched(
  store: Store,
  day: Day,
  devices: readonly DeviceKey[],
  options: PresenceOptions,
  read: typeof readTimeFacts,
): Promise<Touched> {
  const sources = await fromEach(devices, async (device) => ({ device, shifts: await readShifts(store, device) }))
  const reach = await findReach(store, sources, day, options)
  const wide = { start: reach.start - furthestOffset, end: reach.end + furthestOffset }
  const clocks = (await fromEach(sources, ({ device, shifts }) => readClocks(store, device, wide, shifts))).flat()
  const offsets = clocks.length > 0 ? clocks.map(({ offsetMs }) => offsetMs) : [0]
  const dates = localDaysWithin(reach, offsets)
  const last = dayNumber(dates.at(-1)!) + dayMs - Math.min(...offsets)
  const margin = marginOf(options)
  const start = dayNumber(dates[0]!) - Math.max(...offsets) - margin
  const readAll = (end: number) =>
    fromEach(sources, ({ device, shifts }) => read(store, device, { start, end }, shifts))
  const facts = await readAll(last + margin)
  if (!isGoingOn(facts, last, last + margin, options)) return { dates, facts }
  // Somebody is there past the end of the last day: a session belongs to the day it starts in with its whole length.
  return { dates, facts: await readAll(last + longestSessionMs + margin) }
}

/** One after another: of a person with many devices, screens and uploads go first. */
async function fromEach<S, R>(sources: readonly S[], read: (source: S) => Promise<R>): Promise<R[]> {
  const all: R[] = []
  for (const source of sources) {
    if (all.length > 0) await setImmediate()
    all.push(await read(source))
  }
  return all
}

/** Presence that lies further apart has nothing to do with one another; an hour row begins at most an hour before it ends. */
const marginOf = ({ idleAfterMs }: PresenceOptions) => Math.max(idleAfterMs + sessionPauseMs, hourMs)

function isGoingOn(facts: readonly DeviceFacts[], from: number, to: number, options: PresenceOptions): boolean {
  const openUntil = to - sessionPauseMs - options.idleAfterMs
  const sessions = toPossible(
    facts.map(({ presence }) => presence),
    options,
  )
  return sessions.some(({ start, end }) => start < from && end > openUntil)
}

/**
 * How far a UTC day's facts reach: where somebody was present around its ends, on whatever device, back to where that session
 * may have begun, and on to where another might begin.
 *     UTC day            [                )
 *     may be present   [    )           [        )
 *     reach            [                    )
 */
async function findReach(
  store: Store,
  sources: readonly Source[],
  day: Day,
  options: PresenceOptions,
): Promise<Interval> {
  const start = dayNumber(day)
  const end = start + dayMs
  const margin = marginOf(options)
  const across = async (at: number, back: number) => {
    const interval = { start: at - back, end: at + margin }
    const presence = await fromEach(sources, ({ device, shifts }) =>
      readPresence(store, device, interval, shifts, ['input', 'inhibit']),
    )
    return toPossible(presence, options).find((session) => session.start < at && session.end > at)
  }
  const evening = (await across(start, margin)) && (await across(start, longestSessionMs + margin))
  return { start: evening?.start ?? start, end: (await across(end, margin)) ? end + margin : end }
}

const toPossible = (all: readonly PresenceFacts[], options: PresenceOptions) =>
  toPossibleSessions(
    { inputs: all.flatMap(({ inputs }) => inputs), inhibits: all.flatMap(({ inhibits }) => inhibits) },
    options,
  )

/** The calendar days, by any of the offsets, that share an instant with the interval; ascending. */
function localDaysWithin({ start, end }: Interval, offsets: readonly Clock['offsetMs'][]): Day[] {
  const days = new Set<Day>()
  for (const offset of new Set(offsets)) {
    const last = dayNumber(dayAt(end - 1, offset))
    for (let day = dayNumber(dayAt(start, offset)); day <= last; day += dayMs) days.add(dayAt(day, 0))
  }
  return [...days].sort()
}
