import type { Clock } from '../../core/clocks.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { type PresenceOptions, toPossibleSessions } from '../../core/presence.ts'
import { longestSessionMs, sessionPauseMs } from '../../core/sessions.ts'
import type { Interval } from '../../core/spans.ts'
import { type Day, dayAt, dayMs, dayNumber, hourMs } from '../../core/time.ts'
import type { DeviceFacts } from '../../core/usage.ts'
import type { TouchedDay } from '../store/days.ts'
import { readClocks, readFacts, readPresence } from '../store/facts.ts'
import { readShifts, type Shifts } from '../store/shifts.ts'
import type { Store } from '../store/store.ts'

/** No clock on Earth is further from UTC than 14 hours. */
const furthestOffset = 14 * hourMs

/** The local days that the facts of a UTC day have a say in, and all that they are made of. */
export async function readTouched(store: Store, touched: TouchedDay, options: PresenceOptions) {
  const shifts = await readShifts(store, touched)
  const reach = await findReach(store, touched, options, shifts)
  const clocks = await readClocks(
    store,
    touched,
    { start: reach.start - furthestOffset, end: reach.end + furthestOffset },
    shifts,
  )
  const offsets = clocks.length > 0 ? clocks.map(({ offsetMs }) => offsetMs) : [0]
  const dates = localDaysWithin(reach, offsets)
  const last = dayNumber(dates.at(-1)!) + dayMs - Math.min(...offsets)
  const margin = marginOf(options)
  const interval = { start: dayNumber(dates[0]!) - Math.max(...offsets) - margin, end: last + margin }
  const facts = await readFacts(store, touched, interval)
  if (!isGoingOn(facts, last, interval.end, options)) return { dates, facts }
  // Somebody is there past the end of the last day: a session belongs to the day it starts in with its whole length.
  const whole = { start: interval.start, end: last + longestSessionMs + margin }
  return { dates, facts: await readFacts(store, touched, whole) }
}

/** Presence that lies further apart has nothing to do with one another; an hour row begins at most an hour before it ends. */
const marginOf = ({ idleAfterMs }: PresenceOptions) => Math.max(idleAfterMs + sessionPauseMs, hourMs)

function isGoingOn({ presence }: DeviceFacts, from: number, to: number, options: PresenceOptions): boolean {
  const openUntil = to - sessionPauseMs - options.idleAfterMs
  return toPossibleSessions(presence, options).some(({ start, end }) => start < from && end > openUntil)
}

/**
 * How far a UTC day's facts reach: where somebody was present around its ends, back to where that session may have begun, and
 * on to where another might begin.
 *     UTC day            [                )
 *     may be present   [    )           [        )
 *     reach            [                    )
 */
async function findReach(
  store: Store,
  touched: TouchedDay,
  options: PresenceOptions,
  shifts: Shifts,
): Promise<Interval> {
  const start = dayNumber(touched.day)
  const end = start + dayMs
  const margin = marginOf(options)
  const across = async (at: number, back: number) =>
    (await readPossible(store, touched, { start: at - back, end: at + margin }, options, shifts)).find(
      (session) => session.start < at && session.end > at,
    )
  const evening = (await across(start, margin)) && (await across(start, longestSessionMs + margin))
  return { start: evening?.start ?? start, end: (await across(end, margin)) ? end + margin : end }
}

const readPossible = async (
  store: Store,
  device: DeviceKey,
  interval: Interval,
  options: PresenceOptions,
  shifts: Shifts,
) => toPossibleSessions(await readPresence(store, device, interval, shifts, ['input', 'inhibit']), options)

/** The calendar days, by any of the offsets, that share an instant with the interval; ascending. */
function localDaysWithin({ start, end }: Interval, offsets: readonly Clock['offsetMs'][]): Day[] {
  const days = new Set<Day>()
  for (const offset of new Set(offsets)) {
    const last = dayNumber(dayAt(end - 1, offset))
    for (let day = dayNumber(dayAt(start, offset)); day <= last; day += dayMs) days.add(dayAt(day, 0))
  }
  return [...days].sort()
}
