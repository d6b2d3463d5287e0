import type { Interval } from '../spans.ts'
import { type Day, dayMs, dayNumber, hourMs, minuteMs, offsetAt } from '../time.ts'
import type { GapReason } from '../usage.ts'
import { isWorkday } from './calendar.ts'
import type { Chance } from './chance.ts'
import { type Kind, kinds } from './kinds.ts'
import type { DemoDevice } from './people.ts'

/** What somebody does at a computer that is on and recorded, or why it is not recorded. */
export type What = 'work' | 'meeting' | 'film' | 'idle' | 'locked' | 'serve' | GapReason

export interface Doing extends Interval {
  readonly what: What
}

/** What happens on one calendar day of a device. */
export interface DayPlan {
  readonly zone: string
  /** Ascending, each where the last one ends; empty on a day without the computer. */
  readonly doings: readonly Doing[]
  /** Why nothing is recorded from the end of the last one on. */
  readonly afterwards: GapReason
}

/** A day of a device, by chances of that day. */
export function planDay(device: DemoDevice, day: Day, chance: Chance): DayPlan {
  const away = device.absences.find(({ from, to }) => from <= day && day <= to)
  const zone = away?.zone ?? device.home.zone
  const kind = kinds[device.kind]
  const at = (ms: number) => dayNumber(day) + ms - offsetAt(zone, dayNumber(day) + dayMs / 2)
  if (device.kind === 'server') return planServer(day, zone, chance)
  const isThere = chance.is(isWorkday(day, device.home) || away?.zone ? kind.workdays : kind.freeDays)
  if (!isThere || (away && !away.zone)) return { zone, doings: [], afterwards: 'off' }
  const start = at(chance.between(...kind.startHour) * hourMs)
  const end = Math.min(start + chance.between(...kind.stayHours) * hourMs, at(dayMs - 5 * minuteMs))
  let doings: Doing[] = [{ start, end, what: 'work' }]
  const put = (from: number, lengthMs: number, what: What) => {
    doings = overlay(doings, { start: Math.round(from), end: Math.round(from + lengthMs), what })
  }
  putMeetings(kind, { start, end }, chance, put)
  putBreaks(kind, { start, end }, chance, put)
  putTrouble(device, { start, end }, chance, put)
  const whole = doings.map((doing) => ({ ...doing, start: Math.round(doing.start), end: Math.round(doing.end) }))
  return { zone, doings: whole, afterwards: chance.is(kind.off) ? 'off' : 'asleep' }
}

type Put = (from: number, lengthMs: number, what: What) => void

/** On the half hour, or in the evening a film. */
function putMeetings({ meetings, films, startHour }: Kind, { start, end }: Interval, chance: Chance, put: Put): void {
  const count = chance.whole(...meetings)
  for (let i = 0; i < count; i++) {
    const slot = start - (startHour[0] % 1) * hourMs + chance.whole(1, 15) * 30 * minuteMs
    put(slot, chance.pick([25, 30, 45, 60]) * minuteMs, 'meeting')
  }
  if (chance.is(films)) put(end - chance.between(1.4, 2.2) * hourMs, chance.between(1.2, 2) * hourMs, 'film')
}

function putBreaks({ breakHours }: Kind, { start, end }: Interval, chance: Chance, put: Put): void {
  const [least, most] = breakHours
  const count = Math.round((end - start) / (2.6 * hourMs))
  for (let i = 0; i < count; i++)
    put(chance.between(start, end), chance.between(4, 16) * minuteMs, chance.pick(['idle', 'idle', 'locked']))
  if (most === 0) return
  const middle = start + (end - start) * chance.between(0.38, 0.5)
  put(middle, chance.between(least, most) * hourMs, chance.pick(['locked', 'asleep', 'asleep', 'idle']))
  // Somebody forgot to switch it off.
  if (chance.is(0.1)) put(end - minuteMs, chance.between(0.5, 2.5) * hourMs, 'locked')
}

/** What keeps an agent from recording: seldom, or nobody would have one. */
function putTrouble({ kind }: DemoDevice, { start, end }: Interval, chance: Chance, put: Put): void {
  const at = () => chance.between(start, end)
  if (chance.is(kind === 'developer' ? 0.03 : 0.008)) put(at(), chance.between(0.3, 2) * hourMs, 'paused')
  if (chance.is(0.06)) put(at(), chance.between(2, 50) * minuteMs, 'not_running')
  if (chance.is(0.015)) put(at(), chance.between(1, 5) * hourMs, 'not_running')
  if (chance.is(0.002)) put(at(), chance.between(20, 90) * minuteMs, 'disk_full')
}

/** Around the clock, but for a restart each month or so, and a night on which nobody saw that the agent had ended. */
function planServer(day: Day, zone: string, chance: Chance): DayPlan {
  const [start, end] = [0, dayMs].map((ms) => dayNumber(day) + ms) as [number, number]
  const midnight = (at: number) => at - offsetAt(zone, at - offsetAt(zone, at))
  let doings: Doing[] = [{ start: midnight(start), end: midnight(end), what: 'serve' }]
  if (chance.is(0.035)) {
    const at = midnight(start) + chance.whole(2, 5) * hourMs
    doings = overlay(doings, { start: at, end: at + chance.whole(70, 240) * 1_000, what: 'off' })
  }
  if (chance.is(0.01)) {
    const at = midnight(start) + chance.whole(8, 12) * hourMs
    doings = overlay(doings, { start: at, end: at + chance.whole(1, 9) * hourMs, what: 'not_running' })
  }
  return { zone, doings, afterwards: 'not_running' }
}

/**
 * Puts one thing over others.
 *     doings  [ work            )[ meeting )
 *     over            [ locked )
 *     →       [ work )[ locked )[)[ meeting )
 * What would begin after their end is left out, so that none is apart from the others.
 */
export function overlay(doings: readonly Doing[], over: Doing): Doing[] {
  if (over.start >= (doings.at(-1)?.end ?? over.start)) return [...doings]
  const rest = doings.flatMap((doing): Doing[] => [
    { ...doing, end: Math.min(doing.end, over.start) },
    { ...doing, start: Math.max(doing.start, over.end) },
  ])
  const first = doings[0]?.start ?? over.start
  const inside = { ...over, start: Math.max(over.start, first) }
  return [...rest, inside].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)
}
