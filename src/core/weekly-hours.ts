import type { Interval } from './spans.ts'
import { dayMs, findTransition, minuteMs, offsetAt, weekdayOf } from './time.ts'

/** A stretch that comes each week: from a time on one weekday to a time on that or the next one. */
interface WeeklyStretch {
  /** 1 is Monday. */
  readonly weekday: number
  /** Minutes of the day, 0 to 1440. */
  readonly from: number
  /** More than `from`; beyond 1440 it ends on the next day. */
  readonly to: number
}

/** When in the week something holds, on the clocks where the device is. */
export type WeeklyHours = readonly WeeklyStretch[]

const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']
const minutesOfDay = dayMs / minuteMs

/**
 * Reads `mo-fr 08:00-18:00`, `mo-fr 08:00-12:00, 13:00-18:00; sa 09:00-12:00`, `fr-mo 22:00-06:00` (until the morning after), `sa,su
 * 00:00-24:00`; undefined for anything else.
 */
export function parseWeeklyHours(text: string): WeeklyHours | undefined {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/)
    .map(parsePart)
  return parts.includes(undefined) ? undefined : (parts.flat() as WeeklyStretch[])
}

function parsePart(part: string): WeeklyStretch[] | undefined {
  const [, dayText, timeText] = /^([a-z]{2}(?:[-,][a-z]{2})*)\s+(\S.*)$/.exec(part) ?? []
  const days = dayText?.split(',').map(parseDays)
  const times = timeText?.split(/\s*,\s*/).map(parseTimes)
  if (!days || !times || days.includes(undefined) || times.includes(undefined)) return undefined
  return (days.flat() as number[]).flatMap((weekday) => times.map((time) => ({ weekday, ...time! })))
}

/** `fr-mo` → 5, 6, 7, 1 */
function parseDays(text: string): number[] | undefined {
  const [first, last, ...more] = text.split('-').map((name) => weekdays.indexOf(name))
  if (first === undefined || first < 0 || (last !== undefined && last < 0) || more.length > 0) return undefined
  const count = last === undefined ? 1 : ((last - first + 7) % 7) + 1
  return Array.from({ length: count }, (_, i) => ((first + i) % 7) + 1)
}

function parseTimes(text: string): { from: number; to: number } | undefined {
  const [, ...fields] = /^(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)$/.exec(text) ?? []
  if (fields.length === 0) return undefined
  const [fromHour, fromMinute, toHour, toMinute] = fields.map(Number) as [number, number, number, number]
  const from = fromHour * 60 + fromMinute
  const to = toHour * 60 + toMinute
  if (fromMinute > 59 || toMinute > 59 || from >= minutesOfDay || to > minutesOfDay || from === to) return undefined
  return { from, to: to > from ? to : to + minutesOfDay }
}

/** Whether the clocks in a zone show a time within the hours. An hour that they show twice counts twice, one they skip never. */
export function isWithinHours(hours: WeeklyHours, at: number, zone: string): boolean {
  const shown = at + offsetAt(zone, at)
  const midnight = Math.floor(shown / dayMs) * dayMs
  const weekday = weekdayOf(new Date(midnight).toISOString().slice(0, 10))
  const minute = (shown - midnight) / minuteMs
  return hours.some(
    ({ weekday: day, from, to }) =>
      (day === weekday && minute >= from && minute < to) || ((day % 7) + 1 === weekday && minute + minutesOfDay < to),
  )
}

/**
 * What of an interval lies within the hours; ascending, disjoint. Edges fall on whole minutes of the clocks, and where the clocks
 * are changed.
 */
export function findWithinHours(hours: WeeklyHours, { start, end }: Interval, zone: string): Interval[] {
  const within: { start: number; end: number }[] = []
  for (let at = start; at < end; ) {
    const until = Math.min(end, nextEdge(hours, at, zone))
    const last = within.at(-1)
    if (isWithinHours(hours, at, zone)) {
      if (last?.end === at) last.end = until
      else within.push({ start: at, end: until })
    }
    at = until
  }
  return within
}

/** When, after `at`, the clocks show a time at which the hours may begin or end, or are changed. */
function nextEdge(hours: WeeklyHours, at: number, zone: string): number {
  const shown = at + offsetAt(zone, at)
  const midnight = Math.floor(shown / dayMs) * dayMs
  const edges = hours.flatMap(({ from, to }) => [from, to % minutesOfDay]).map((minute) => midnight + minute * minuteMs)
  const next = Math.min(midnight + dayMs, ...edges.filter((edge) => edge > shown))
  const candidate = at + (next - shown)
  return findTransition(zone, at, candidate) ?? candidate
}

/** For each minute of the week, from Monday on, whether it lies within the hours; all do where there are none. */
export function coverWeek(hours: WeeklyHours | undefined): boolean[] {
  const week = new Array<boolean>(7 * minutesOfDay).fill(hours === undefined)
  for (const { weekday, from, to } of hours ?? [])
    for (let minute = from; minute < to; minute++) week[((weekday - 1) * minutesOfDay + minute) % week.length] = true
  return week
}
