/** Calendar arithmetic, the only place that does any. Instants are epoch milliseconds, days `2026-11-30`, months `2026-11`. */
export type Day = string
export type Month = string

export const secondMs = 1_000
export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** Enough for every zone there is; their names have endless spellings. */
const mostFormatters = 600
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  if (formatters.size >= mostFormatters) formatters.clear()
  formatters.set(zone, made)
  return made
}

/** True for a zone name that this Node knows, as `America/Sao_Paulo`. An offset as `+03:00` has no summer time: it is no zone. */
export function isZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && Boolean(formatterOf(zone))
  } catch {
    return false
  }
}

/** What the zone's clocks show less UTC at an instant, in milliseconds; exact to the second. */
export function offsetAt(zone: string, at: number): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = value
  const field = (name: Intl.DateTimeFormatPartTypes) => Number(parts[name])
  const shown = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  )
  return shown - Math.floor(at / secondMs) * secondMs
}

/** The first instant in `(from, to]` at which the zone's offset is no longer what it was at `from`; undefined if it is the same at `to`. */
export function findTransition(zone: string, from: number, to: number): number | undefined {
  const before = offsetAt(zone, from)
  if (offsetAt(zone, to) === before) return undefined
  let low = from
  let high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle) === before) low = middle
    else high = middle
  }
  return high
}

/** The calendar day that clocks with this offset show. */
export const dayAt = (at: number, offsetMs: number): Day => new Date(at + offsetMs).toISOString().slice(0, 10)

/** The instant at which the clock hour of `at` began, where clocks have this offset. */
export const hourStart = (at: number, offsetMs: number): number =>
  Math.floor((at + offsetMs) / hourMs) * hourMs - offsetMs

export const utcDayStart = (at: number): number => Math.floor(at / dayMs) * dayMs

/** The UTC midnight that opens a day: a number to count days with, not an instant of the day where the device is. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

export const addDays = (day: Day, days: number): Day =>
  new Date(dayNumber(day) + days * dayMs).toISOString().slice(0, 10)

/** True for `2026-11-30`; false for a day that no calendar has, as `2026-11-31`. */
export const isDay = (text: string): text is Day =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayNumber(text)) && addDays(text, 0) === text

export const monthOf = (day: Day): Month => day.slice(0, 7)

export const isMonth = (text: string): text is Month => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** `2026-12`, 1 → `2027-01` */
export function addMonths(month: Month, months: number): Month {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}

/** Every day of a month, ascending. */
export function daysOf(month: Month): Day[] {
  const first = `${month}-01`
  const length = (dayNumber(`${addMonths(month, 1)}-01`) - dayNumber(first)) / dayMs
  return Array.from({ length }, (_, i) => addDays(first, i))
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => ((new Date(dayNumber(day)).getUTCDay() + 6) % 7) + 1

/**
 * The first instant of a day in a zone. Where midnight is skipped (São Paulo, 2018-11-04) that is 01:00; where it happens
 * twice, the first; a day that the zone skipped whole (Apia, 2011-12-30) starts where the next day does.
 */
export function startOfDay(day: Day, zone: string): number {
  const midnight = dayNumber(day)
  const candidates = [midnight - dayMs, midnight, midnight + dayMs].map((at) => midnight - offsetAt(zone, at))
  const first = Math.min(...candidates)
  const last = Math.max(...candidates)
  if (dayAt(first, offsetAt(zone, first)) >= day && dayAt(first - 1, offsetAt(zone, first - 1)) < day) return first
  return firstInstantOf(day, zone, first - dayMs, last + dayMs)
}

/** Days only ever go forward at this size of step, so the first instant whose day is not before `day` is found by halving. */
function firstInstantOf(day: Day, zone: string, from: number, to: number): number {
  let low = from
  let high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (dayAt(middle, offsetAt(zone, middle)) < day) low = middle
    else high = middle
  }
  return high
}

/**
 * The first instant of a day at which its clocks show an hour or more, so that there is one on every day: an hour that they skip
 * is when the next begins, of one that they show twice it is the first.
 * @param hour 0 to 23
 */
export function hourOn(day: Day, hour: number, zone: string): number {
  const start = startOfDay(day, zone)
  const shown = dayNumber(day) + hour * hourMs
  const before = shown - offsetAt(zone, start)
  const change = findTransition(zone, start, start + dayMs)
  if (change === undefined || before < change) return Math.max(start, before)
  return Math.max(change, shown - offsetAt(zone, change))
}

/** `[start, end)` of a month in a zone. */
export const monthBounds = (month: Month, zone: string): { start: number; end: number } => ({
  start: startOfDay(`${month}-01`, zone),
  end: startOfDay(`${addMonths(month, 1)}-01`, zone),
})

/** The month in which an instant lies where clocks follow `zone`. */
export const monthAt = (at: number, zone: string): Month => monthOf(dayAt(at, offsetAt(zone, at)))
