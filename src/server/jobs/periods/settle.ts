import { makeOrgReport } from '../../reports/make-org-report.ts'
import { makeReport } from '../../reports/make-report.ts'
import { findTouchedDays } from '../../store/days.ts'
import type { Figures } from '../../store/freeze.ts'
import { findTouchedPersonDays } from '../../store/person-days.ts'
import type { Store } from '../../store/store.ts'
import { rollUp } from '../roll-up.ts'
import type { Candidate } from './candidates.ts'
import { devicesOf } from './due.ts'

/** Somebody who never stops uploading does not hold up the period. */
const mostTries = 5

/** Facts that came between two looks are made into days first, so that what was acknowledged before the freeze is in it. */
export async function makeSettled(store: Store, candidate: Candidate, now: number): Promise<Figures> {
  const { orgId, user } = candidate
  const devices = (await devicesOf(store, candidate)).map(({ id }) => ({ orgId, deviceId: id }))
  for (let tries = 1; ; tries++) {
    for (const device of devices) await rollUp(store, { device })
    const figures = await make(store, candidate, now)
    const unsettled = []
    for (const device of devices) unsettled.push(...(await findTouchedDays(store, { device, limit: 1 })))
    if (user) unsettled.push(...(await findTouchedPersonDays(store, { person: { orgId, userId: user.id }, limit: 1 })))
    if (unsettled.length === 0 || tries === mostTries) return figures
  }
}

const make = (store: Store, { orgId, user, period, zone }: Candidate, now: number): Promise<Figures> =>
  user ? makeReport(store, orgId, { ...user, zone }, period, now) : makeOrgReport(store, orgId, period, now)
