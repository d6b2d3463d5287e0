import { setImmediate } from 'node:timers/promises'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import type { Day } from '../../core/time.ts'
import { toDayUsages } from '../../core/usage.ts'
import {
  claimTouchedDays,
  findTouchedDays,
  readDayMaker,
  releaseTouchedDay,
  replaceDays,
  type TouchedDay,
} from '../store/days.ts'
import type { Store } from '../store/store.ts'
import { readTouched } from './read-touched.ts'

/** What a round did. */
export interface RolledUp {
  /** UTC days of devices that were made again. */
  readonly days: number
  /** The last local day among them. */
  readonly last: Day | undefined
  /** Days that could not be made; they stay marked, and nobody else waits for them. */
  readonly failures: readonly { readonly touched: TouchedDay; readonly error: unknown }[]
}

/** Which days a round makes. */
export interface Which {
  /** Those of one device; of all if undefined. */
  readonly device?: DeviceKey
  /** Only those that no other server is making: together they make all. */
  readonly shared?: boolean
}

const pageSize = 100

/**
 * Makes every touched day again, of all devices or of one. Repeating it changes nothing; a day that is touched meanwhile stays
 * marked and is made at the next round.
 */
export async function rollUp(store: Store, { device, shared = false }: Which = {}): Promise<RolledUp> {
  let last: Day | undefined
  let days = 0
  const failures: { touched: TouchedDay; error: unknown }[] = []
  let page: readonly TouchedDay[] = []
  do {
    const question = { ...(device && { device }), after: page.at(-1), limit: pageSize }
    page = await (shared ? claimTouchedDays : findTouchedDays)(store, question)
    for (const touched of page) {
      await setImmediate() // screens and uploads go first
      try {
        const day = await rollUpDay(store, touched)
        if (day && (!last || day > last)) last = day
        days++
      } catch (error) {
        failures.push({ touched, error })
        await releaseTouchedDay(store, touched)
      }
    }
  } while (page.length === pageSize)
  return { days, last, failures }
}

async function rollUpDay(store: Store, touched: TouchedDay): Promise<Day | undefined> {
  const person = await readDayMaker(store, touched)
  const { dates, facts } = await readTouched(store, touched, person)
  const days = toDayUsages(dates, facts, person)
  try {
    await replaceDays(store, touched, person.daysMark, days)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
    await releaseTouchedDay(store, touched)
    return undefined
  }
  return days.findLast(({ recordedMs }) => recordedMs > 0)?.day
}
