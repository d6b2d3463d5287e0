import { setImmediate } from 'node:timers/promises'
import { minuteMs } from '../../core/time.ts'
import { findPlanned, freezeReport } from '../store/freeze.ts'
import { withLease } from '../store/leases.ts'
import { findOrgIds } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { type Candidate, findCandidates } from './periods/candidates.ts'
import { isDue } from './periods/due.ts'
import { type OrgWorld, readOrgWorld, type WorldOptions } from './periods/org-world.ts'
import { findReaders, toMails } from './periods/readers.ts'
import { makeSettled } from './periods/settle.ts'

export type CloseOptions = WorldOptions

/**
 * Freezes every period that has ended without a report, and plans a mail to each of its readers. Which those are is read from the
 * rows, so downtime, restarts and clock changes make no difference.
 * @param signal ends it after the report under way
 * @returns how many were closed
 */
export async function closePeriods(
  store: Store,
  options: CloseOptions,
  now: number,
  signal?: AbortSignal,
): Promise<number> {
  let closed = 0
  for (const orgId of await findOrgIds(store)) {
    if (signal?.aborted) return closed
    closed += await closeOrg(store, await readOrgWorld(store, orgId, options), now, signal)
  }
  return closed
}

async function closeOrg(store: Store, world: OrgWorld, now: number, signal?: AbortSignal): Promise<number> {
  let closed = 0
  for (const candidate of await findOpen(store, world, now)) {
    await setImmediate() // a store in memory answers at once, and others wait here
    if (signal?.aborted) return closed
    if (!(await isDue(store, world, candidate, now))) continue
    const lease = { orgId: world.orgId, name: `close|${candidate.planKey}`, leaseMs: 5 * minuteMs }
    if (await withLease(store, lease, () => closePeriod(store, world, candidate, now))) closed++
  }
  return closed
}

/** Those of which there is no report. */
async function findOpen(store: Store, world: OrgWorld, now: number): Promise<Candidate[]> {
  const candidates = findCandidates(world, now)
  const keys = candidates.flatMap(({ planKey, after }) => [planKey, ...after])
  const planned = await findPlanned(store, world.orgId, [...new Set(keys)])
  const hasBegun = ({ after }: Candidate) => after.length === 0 || after.some((key) => planned.has(key))
  return candidates.filter((one) => !planned.has(one.planKey) && hasBegun(one))
}

/** @returns false if somebody else was first: the lease only spares work, the key of the plan decides */
async function closePeriod(store: Store, world: OrgWorld, candidate: Candidate, now: number): Promise<boolean> {
  const { orgId, kind, user, period } = candidate
  const figures = await makeSettled(store, candidate, now)
  const isSkipped = figures.recordedMs === 0 && world.settings.empty === 'skip'
  const mails = isSkipped ? [] : toMails(world, findReaders(world, kind, user), period, now)
  return (await freezeReport(store, { orgId, figures, about: user?.id ?? '', planned: true, mails, now })) !== undefined
}
