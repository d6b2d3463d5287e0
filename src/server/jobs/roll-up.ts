import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../core/clocks.ts'
import type { DeviceKey } from '../../core/devices.ts'
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
  /** Days that could not be made; they stay marked, and nobody else waits for them. */
  readonly failures: readonly { readonly touched: TouchedDay; readonly error: unknown }[]
}

const pageSize = 100

/**
 * Makes every touched day again, of all devices or of one. Repeating it changes nothing; a day that is touched meanwhile stays
 * marked and is made at the next round.
 */
export async function rollUp(store: Store, device?: DeviceKey): Promise<RolledUp> {
  let last: Day | undefined
  let days = 0
  const failures: { touched: TouchedDay; error: unknown }[] = []
  let page: readonly TouchedDay[] = []
  do {
    page = await findTouchedDays(store, { ...(device && { device }), after: page.at(-1), limit: pageSize })
    for (const touched of page) {
      await setImmediate() // screens and uploads go first
      try {
        const day = await rollUpDay(store, touched)
        if (day && (!last || day > last)) last = day
        days++
      } catch (error) {
        failures.push({ touched, error })
      }
    }
  } while (page.length === pageSize)
  return { days, last, failures }
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
