import type { Clock } from '../../core/clocks.ts'
import { AppError } from '../../core/errors.ts'
import { type Day, dayAt, dayMs, dayNumber, hourMs } from '../../core/time.ts'
import { toDayUsage } from '../../core/usage.ts'
import { findTouchedDays, replaceDays, type TouchedDay } from '../store/days.ts'
import { readClocks, readFacts } from '../store/facts.ts'
import type { Store } from '../store/store.ts'

/** No clock on Earth is further from UTC than 14 hours. */
const furthestOffset = 14 * hourMs

/** What a round did. */
export interface RolledUp {
  /** UTC days of devices that were made again. */
  readonly days: number
  /** The last local day among them. */
  readonly last: Day | undefined
}

/**
 * Makes every touched day again until none is left or `limit` were made. Repeating it changes nothing; a day that is touched
 * meanwhile stays marked and is made once more.
 */
export async function rollUp(store: Store, limit = 1_000): Promise<RolledUp> {
  let last: Day | undefined
  let made = 0
  while (made < limit) {
    const touched = await findTouchedDays(store, Math.min(100, limit - made))
    if (touched.length === 0) break
    for (const one of touched) {
      const day = await rollUpDay(store, one)
      if (day && (!last || day > last)) last = day
      made++
    }
  }
  return { days: made, last }
}

async function rollUpDay(store: Store, touched: TouchedDay): Promise<Day | undefined> {
  const utc = dayNumber(touched.day)
  const clocks = await readClocks(store, touched, { start: utc - furthestOffset, end: utc + dayMs + furthestOffset })
  const dates = localDaysWithin(utc, clocks)
  const facts = await readFacts(store, touched, {
    start: dayNumber(dates[0]!) - furthestOffset,
    end: dayNumber(dates.at(-1)!) + dayMs + furthestOffset,
  })
  const days = dates.map((day) => toDayUsage(day, facts))
  try {
    await replaceDays(store, touched, days)
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return undefined
    throw error
  }
  return days.findLast(({ recordedMs }) => recordedMs > 0)?.day
}

/** The calendar days, by any of the device's clocks around, that share an instant with a UTC day. */
function localDaysWithin(utc: number, clocks: readonly Clock[]): Day[] {
  const offsets = clocks.length > 0 ? clocks.map(({ offsetMs }) => offsetMs) : [0]
  return [...new Set(offsets.flatMap((offset) => [dayAt(utc, offset), dayAt(utc + dayMs - 1, offset)]))].sort()
}
