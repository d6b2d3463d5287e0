import { withSilence } from '../../core/device-month.ts'
import { type AppOnDevice, toOrgLicences } from '../../core/report/org-licences.ts'
import type { OrgLicence, OrgReport, OrgUnused } from '../../core/report/org-report.ts'
import type { OrgAppSums, OrgDevice } from '../../core/report/org-sums.ts'
import { addPeriods, hasEnded, type Period, partsOf, periodBounds } from '../../core/report/periods.ts'
import { type OrgFacts, toOrgReport } from '../../core/report/to-org-report.ts'
import { addDays, dayNumber } from '../../core/time.ts'
import { goneUntil } from '../store/device-state.ts'
import { type Device, findDevices } from '../store/devices.ts'
import { readOffset } from '../store/facts.ts'
import { readInstalled } from '../store/installed.ts'
import { readKnown } from '../store/known.ts'
import { findLicences } from '../store/licences.ts'
import {
  findTellingDevices,
  readAppsOnDevices,
  readDeviceSums,
  readOrgApps,
  readOrgDays,
  readOrgSums,
} from '../store/org-usage.ts'
import { readOrgZone } from '../store/org-zone.ts'
import { getOrg, isDemo } from '../store/people.ts'
import { readSaidOfOrg } from '../store/said.ts'
import { toldWithinMs } from '../store/software/org-apps.ts'
import type { Store } from '../store/store.ts'
import { readUnused } from './read-unused.ts'

const monthsBefore = 3

/** What is read of an organisation's month once, and used in several places. */
interface Reading {
  readonly orgId: number
  readonly period: Period
  /** The end of the month, or now. */
  readonly until: number
  readonly devices: readonly Device[]
  readonly sums: Awaited<ReturnType<typeof readDeviceSums>>
  readonly apps: readonly OrgAppSums[]
}

/**
 * The figures of an organisation's month, as they are stored now; nobody is named in them. A month that has not ended in the
 * organisation's zone says "so far".
 * @param period `2026-10`
 * @throws AppError `not_found` if there is no such organisation
 */
export async function makeOrgReport(store: Store, orgId: number, period: Period, now: number): Promise<OrgReport> {
  const { name: about } = await getOrg(store, orgId)
  const zone = await readOrgZone(store, orgId)
  const until = Math.min(now, periodBounds(period, zone).end)
  const before = []
  for (let back = 1; back <= monthsBefore; back++)
    before.push(await readOrgSums(store, orgId, addPeriods(period, -back)))
  const devices = (await findDevices(store, orgId)).filter(
    ({ createdAt, erasedUntil }) => createdAt < until && erasedUntil < goneUntil,
  )
  const sums = await readDeviceSums(store, orgId, period)
  const reading = { orgId, period, until, devices, sums, apps: await readOrgApps(store, orgId, period) }
  const facts: OrgFacts = {
    ...((await isDemo(store, orgId)) && { demo: true as const }),
    ...{ about, period, zone, madeAt: now, closed: hasEnded(period, zone, now), until },
    sums: await readOrgSums(store, orgId, period),
    before,
    said: await readSaidOfOrg(store, orgId, addPeriods(period, -1)),
    days: await readOrgDays(store, orgId, period),
    devices: await readDevices(store, reading),
    apps: reading.apps,
    appsBefore: await readOrgApps(store, orgId, addPeriods(period, -1)),
    licences: await readOrgLicences(store, reading),
    unused: await readOrgUnused(store, reading),
  }
  return toOrgReport(facts)
}

async function readDevices(store: Store, { orgId, period, until, devices, sums }: Reading): Promise<OrgDevice[]> {
  const all: OrgDevice[] = []
  for (const { id, name, platform, agentVersion, createdAt } of devices) {
    const key = { orgId, deviceId: id }
    const known = await readKnown(store, key)
    const offsetMs = await readOffset(store, key, known.end)
    const { recordedMs = 0, lastDay = null } = sums.get(id) ?? {}
    // What it told of later says nothing of the month: then the end of the last day on which it recorded counts.
    const lastOfDay = lastDay === null ? null : Math.min(until, dayNumber(addDays(lastDay, 1)) - offsetMs)
    const lastSeenAt = known.end > 0 && known.end <= until ? known.end : lastOfDay
    const silence = withSilence({ period, madeAt: until }, { days: [], known, offsetMs })
    all.push({ name, platform, version: agentVersion, recordedMs, createdAt, lastSeenAt, lastDay, silence })
  }
  return all
}

async function readOrgLicences(store: Store, reading: Reading): Promise<OrgLicence[]> {
  const { orgId, period, until, devices } = reading
  const licences = await findLicences(store, orgId)
  const keys = [...new Set(licences.flatMap(({ apps }) => apps))]
  if (keys.length === 0) return []
  // As everywhere: what a computer had that told nothing for so long is not known.
  const known = new Set(devices.flatMap(({ id, lastSeenAt }) => ((lastSeenAt ?? 0) > until - toldWithinMs ? [id] : [])))
  const installed = await readInstalled(store, orgId, 'all', until)
  const ran = await readAppsOnDevices(store, orgId, period, keys)
  const apps: AppOnDevice[] = [
    ...installed.map(({ deviceId, key }) => ({ deviceId, key, isThere: true, isUsed: false })),
    ...ran.map(({ deviceId, key, runningMs, foregroundMs }) => ({
      ...{ deviceId, key, isThere: runningMs > 0 },
      isUsed: foregroundMs === null ? runningMs > 0 : foregroundMs > 0,
    })),
  ]
  return toOrgLicences(
    licences,
    apps.filter(({ deviceId }) => known.has(deviceId)),
  )
}

async function readOrgUnused(store: Store, reading: Reading): Promise<OrgUnused[]> {
  const { orgId, period, until, devices, sums, apps } = reading
  const telling = await findTellingDevices(store, orgId, period)
  const recording = devices.filter(({ id }) => (sums.get(id)?.recordedMs ?? 0) > 0)
  const question = {
    devices: recording.map(({ id }) => ({ id, tells: telling.has(id) })),
    ...{ apps, until, running: [], lastDay: partsOf(period).last },
  }
  const unused = await readUnused(store, orgId, question)
  return (unused ?? []).map(({ key, name, devices: count, over }) => ({ key, name, devices: count, over }))
}
