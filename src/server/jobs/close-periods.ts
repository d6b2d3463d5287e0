import { setImmediate } from 'node:timers/promises'
import type { Report } from '../../core/report/report.ts'
import { addMonths, dayAt, hourMs, type Month, minuteMs, monthAt, monthBounds, monthOf } from '../../core/time.ts'
import { makeReport } from '../reports/make-report.ts'
import { findTouchedDays } from '../store/days.ts'
import { findDevicesOf } from '../store/devices.ts'
import { readOffset } from '../store/facts.ts'
import { readKnown } from '../store/known.ts'
import { withLease } from '../store/leases.ts'
import { addReport, isPlanned } from '../store/ledger.ts'
import { findMembers, type User } from '../store/people.ts'
import { findTouchedPersonDays } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { rollUp } from './roll-up.ts'

export interface CloseOptions {
  /** Hour of the first day, in the reader's zone, after which nobody is waited for. */
  readonly hour: number
  /** Whom a person's mail goes to; null sends none. */
  addressOf(user: User): string | null
}

/** Never further back: an instance that was away for a year does not send a year of mails. */
const periodsBack = 2

/**
 * Freezes every month that has ended without a report, and plans its mail. Which months those are is read from the rows, so
 * downtime, restarts and clock changes make no difference.
 * @param signal ends it after the person under way
 * @returns how many were closed
 */
export async function closePeriods(
  store: Store,
  options: CloseOptions,
  now: number,
  signal?: AbortSignal,
): Promise<number> {
  let closed = 0
  for (const { orgId, user } of await findMembers(store)) {
    await setImmediate() // a store in memory answers at once, and others wait here
    if (signal?.aborted) return closed
    const current = monthAt(now, user.zone)
    for (let back = periodsBack; back >= 1; back--) {
      const period = addMonths(current, -back)
      if (!(await isDue(store, orgId, user, period, options.hour, now))) continue
      const lease = { orgId, name: `close|${user.id}|${period}`, leaseMs: 5 * minuteMs }
      if (await withLease(store, lease, () => closePeriod(store, options, { orgId, user, period, now }))) closed++
    }
  }
  return closed
}

interface Closing {
  readonly orgId: number
  readonly user: User
  readonly period: Month
  readonly now: number
}

/** @returns false if somebody else was first: the lease only spares work, the key of the plan decides */
async function closePeriod(store: Store, { addressOf }: CloseOptions, { orgId, user, period, now }: Closing) {
  const figures = await makeSettledReport(store, orgId, user, period, now)
  const added = await addReport(store, { orgId, user, figures, planned: true, address: addressOf(user), now })
  return added !== undefined
}

/** Facts that came between two looks are made into days first, so that what was acknowledged before the freeze is in it. */
async function makeSettledReport(store: Store, orgId: number, user: User, period: Month, now: number): Promise<Report> {
  const devices = (await findDevicesOf(store, orgId, user.id)).map(({ id }) => ({ orgId, deviceId: id }))
  for (let tries = 1; ; tries++) {
    for (const device of devices) await rollUp(store, { device })
    const figures = await makeReport(store, orgId, user, period, now)
    const unsettled = []
    for (const device of devices) unsettled.push(...(await findTouchedDays(store, { device, limit: 1 })))
    unsettled.push(...(await findTouchedPersonDays(store, { person: { orgId, userId: user.id }, limit: 1 })))
    if (unsettled.length === 0 || tries === mostTries) return figures
  }
}

/** Somebody who never stops uploading does not hold up the month. */
const mostTries = 5

/** A month is due once it ended for the person and on every device, and all data is here or the send hour has come. */
async function isDue(store: Store, orgId: number, user: User, period: Month, hour: number, now: number) {
  const { end } = monthBounds(period, user.zone)
  if (await isPlanned(store, orgId, user.id, period)) return false
  const devices = await findDevicesOf(store, orgId, user.id)
  let anythingKnown = false
  let allHere = true
  for (const device of devices) {
    const key = { orgId, deviceId: device.id }
    const known = await readKnown(store, key)
    if (known.end === 0) continue
    const offsetMs = await readOffset(store, key, known.end)
    if (monthOf(dayAt(known.start, offsetMs)) > period) continue
    anythingKnown = true
    if (monthOf(dayAt(now, offsetMs)) <= period) return false
    if (monthOf(dayAt(known.end, offsetMs)) <= period) allHere = false
  }
  return anythingKnown && (allHere || now >= end + hour * hourMs)
}
