import { randomInt } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { DeviceKey } from '../../core/devices.ts'
import { AppError } from '../../core/errors.ts'
import { type PersonTime, toPersonTimes } from '../../core/person-day.ts'
import type { Day } from '../../core/time.ts'
import { toDayUsages, toDeviceTime } from '../../core/usage.ts'
import { toUsageHours } from '../../core/usage-hours.ts'
import {
  claimTouchedDays,
  findTouchedDays,
  readDayMaker,
  releaseTouchedDay,
  replaceDays,
  type TouchedDay,
} from '../store/days.ts'
import { dropExpiredMark } from '../store/expired.ts'
import { readFacts, readTimeFacts } from '../store/facts.ts'
import { getUser } from '../store/people.ts'
import {
  findDevicesAround,
  findTouchedPersonDays,
  replacePersonDays,
  type TouchedPersonDay,
} from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { readTouched } from './read-touched.ts'
import { splitTitles } from './split-titles.ts'

/** What a round did. */
export interface RolledUp {
  /** UTC days of devices that were made again. */
  readonly days: number
  /** UTC days of people, who may have several devices. */
  readonly personDays: number
  /** The last local day among them. */
  readonly last: Day | undefined
  /** Days that could not be made; they stay marked, and nobody else waits for them. */
  readonly failures: readonly Failure[]
}

interface Failure {
  readonly touched: TouchedDay | TouchedPersonDay
  readonly error: unknown
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
 * Makes every touched day again, of all devices or of one, and then those of their people. Repeating it changes nothing; a day
 * that is touched meanwhile stays marked and is made at the next round.
 * @param signal ends the round after the day under way; what is left stays marked
 */
export async function rollUp(
  store: Store,
  { device, shared = false }: Which = {},
  signal?: AbortSignal,
): Promise<RolledUp> {
  const failures: Failure[] = []
  const alone: Alone = new Map()
  let last: Day | undefined
  const question = (after?: TouchedDay) => ({ ...(device && { device }), after, limit: pageSize })
  const find = (after?: TouchedDay) => (shared ? claimTouchedDays : findTouchedDays)(store, question(after))
  const days = await makeAll({ find, failures, signal }, async (touched) => {
    const day = await rollUpDay(store, touched, alone).catch(async (error) => {
      await releaseTouchedDay(store, touched)
      throw error
    })
    if (day && (!last || day > last)) last = day
  })
  const person = device && { orgId: device.orgId, userId: (await readDayMaker(store, device)).userId }
  const findPeople = (after?: TouchedPersonDay) =>
    findTouchedPersonDays(store, { ...(person && { person }), after, limit: pageSize })
  const personDays = await makeAll({ find: findPeople, failures, signal }, (touched) =>
    rollUpPersonDay(store, touched, alone),
  )
  return { days, personDays, last, failures }
}

interface Round<T extends Failure['touched']> {
  find(after?: T): Promise<readonly T[]>
  readonly failures: Failure[]
  readonly signal: AbortSignal | undefined
}

/** @returns how many were made, or were somebody else's */
async function makeAll<T extends Failure['touched']>(
  { find, failures, signal }: Round<T>,
  make: (touched: T) => Promise<void>,
): Promise<number> {
  let made = 0
  let page: readonly T[] = []
  do {
    page = await find(page.at(-1))
    for (const touched of page) {
      await setImmediate() // screens and uploads go first
      if (signal?.aborted) return made
      try {
        await make(touched)
        made++
      } catch (error) {
        if (error instanceof AppError && error.code === 'conflict') made++
        else failures.push({ touched, error })
      }
    }
  } while (page.length === pageSize)
  return made
}

/** Days of people as one of their devices has them, by the mark that was left when they were made. */
type Alone = Map<number, { readonly deviceId: number; readonly days: readonly PersonTime[] }>
const mostAlone = 1_000

/** @returns the last local day in which anything was recorded */
async function rollUpDay(store: Store, touched: TouchedDay, alone: Alone): Promise<Day | undefined> {
  if (await dropExpiredMark(store, touched)) return undefined
  const maker = await readDayMaker(store, touched)
  const { dates, facts } = await readTouched(store, touched.day, [touched], maker, readFacts)
  const own = facts[0]!
  const time = toDeviceTime(own, maker)
  const days = toDayUsages(dates, own, maker, time)
  const made = days.map((usage) => ({ usage, hours: toUsageHours(usage.day, time) }))
  const mark = randomInt(2 ** 47)
  await replaceDays(store, touched, maker, made, await splitTitles(store, touched, dates, time), mark)
  if (alone.size < mostAlone) alone.set(mark, { deviceId: touched.deviceId, days: toPersonTimes(dates, [time]) })
  return days.findLast(({ recordedMs }) => recordedMs > 0)?.day
}

async function rollUpPersonDay(store: Store, touched: TouchedPersonDay, alone: Alone): Promise<void> {
  const devices = await findDevicesAround(store, touched)
  const known = alone.get(touched.mark)
  if (known && devices.every(({ deviceId }) => deviceId === known.deviceId))
    return replacePersonDays(store, touched, known.days)
  const person = await getUser(store, touched.userId)
  const { dates, facts } = await readTouched(store, touched.day, devices, person, readTimeFacts)
  const times = facts.map((each) => toDeviceTime(each, person))
  await replacePersonDays(store, touched, toPersonTimes(dates, times))
}
