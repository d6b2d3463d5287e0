import { addDays, addMonths, type Day, dayMs, dayNumber, monthOf, weekdayOf } from '../time.ts'

/** Where somebody lives: a zone, and the days on which nobody works there, as `12-25`; and days from Easter Sunday. */
export interface Home {
  readonly zone: string
  readonly holidays: readonly string[]
  readonly fromEaster: readonly number[]
}

const brazil = {
  holidays: ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '11-20', '12-25'],
  fromEaster: [-48, -47, -2, 60],
}
const germany = { holidays: ['01-01', '05-01', '10-03', '12-25', '12-26'], fromEaster: [-2, 1, 39, 50] }
const britain = { holidays: ['01-01', '12-25', '12-26'], fromEaster: [-2, 1] }
const america = { holidays: ['01-01', '06-19', '07-04', '11-11', '12-25'], fromEaster: [] }

/** With summer time and without, on both sides of the ocean. */
export const homes: readonly Home[] = [
  { zone: 'America/Sao_Paulo', ...brazil },
  { zone: 'Europe/Berlin', ...germany },
  { zone: 'Europe/London', ...britain },
  { zone: 'America/New_York', ...america },
]

/** The same date some months before, or the last day of that month. */
export function monthsBefore(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), -months)
  const same = `${month}-${day.slice(8)}`
  const last = addDays(`${addMonths(month, 1)}-01`, -1)
  return same > last ? last : same
}

/** The home with a zone, or one without holidays of its own. */
export const homeIn = (zone: string): Home =>
  homes.find((home) => home.zone === zone) ?? { zone, holidays: ['01-01', '12-25'], fromEaster: [] }

/** Where travellers go. */
export const farZones: readonly string[] = ['Europe/Lisbon', 'Asia/Tokyo', 'America/New_York', 'Asia/Kolkata']

export function isWorkday(day: Day, { holidays, fromEaster }: Home): boolean {
  if (weekdayOf(day) > 5 || holidays.includes(day.slice(5))) return false
  const days = Math.round((dayNumber(day) - dayNumber(easterOf(Number(day.slice(0, 4))))) / dayMs)
  return !fromEaster.includes(days)
}

/** Easter Sunday of the Gregorian calendar, by Gauss; right from 1900 to 2099. */
export function easterOf(year: number): Day {
  const a = year % 19
  const d = (19 * a + 24) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
  const late = (d === 29 && e === 6) || (d === 28 && e === 6 && a > 10)
  return addDays(`${year}-03-22`, d + e - (late ? 7 : 0))
}
