import { isUsed } from '../../core/report/app-sums.ts'
import { partsOf } from '../../core/report/periods.ts'
import type { Report } from '../../core/report/report.ts'
import type { UnusedApp } from '../../core/report/sections.ts'
import { toUnused, type UnusedCandidate } from '../../core/report/unused.ts'
import type { PeriodApp } from '../store/earlier-usage.ts'
import { type InstalledOn, readInstalled, readVersions } from '../store/installed.ts'
import { findLastInFront } from '../store/last-in-front.ts'
import { readPaidLicences } from '../store/paid-licences.ts'
import type { Store } from '../store/store.ts'
import { readFirstWatched } from '../store/watched.ts'
import type { ReadDevice } from './read-offsets.ts'

interface Found {
  readonly subjectId: number
  readonly key: string
  readonly name: string
  readonly devices: Set<number>
  /** When it was first found installed; 0 if it only ran. */
  readonly firstAt: number
}

/**
 * What nobody had in front for 30 days or more, though it is installed or runs. Devices that recorded nothing have no say; and what
 * is on one that does not tell what is in front may be used there, so it is not unused.
 * @param now the apps of the period
 * @param until its end, or now
 * @returns undefined where no device tells what is in front
 */
export async function readUnused(
  store: Store,
  orgId: number,
  {
    devices,
    report,
    now,
    until,
  }: {
    readonly devices: readonly ReadDevice[]
    readonly report: Pick<Report, 'period'>
    readonly now: readonly PeriodApp[]
    readonly until: number
  },
): Promise<UnusedApp[] | undefined> {
  const recording = devices.filter(({ month }) => month.days.some(({ recordedMs }) => recordedMs > 0))
  const telling = recording.filter(({ month }) => month.apps.some(({ foregroundMs }) => foregroundMs !== null))
  if (telling.length === 0) return undefined
  const whose = { deviceIds: recording.map(({ device }) => device.id) }
  const installed = await readInstalled(store, orgId, whose, until)
  const used = new Set(now.filter((app) => app.foregroundMs !== null && isUsed(app)).map(({ subjectId }) => subjectId))
  const silent = new Set(recording.filter((one) => !telling.includes(one)).map(({ device }) => device.id))
  const found = [...findAll(installed, recording, now).values()].filter(
    ({ subjectId, devices: on }) => !used.has(subjectId) && ![...on].some((id) => silent.has(id)),
  )
  const ids = found.map(({ subjectId }) => subjectId)
  const last = await findLastInFront(store, orgId, whose, ids, partsOf(report.period).last)
  const watchedFrom = await readFirstWatched(store, orgId, whose)
  const candidates = found.flatMap(({ subjectId, key, name, firstAt, devices: on }): UnusedCandidate[] => {
    const lastInFrontAt = last.get(subjectId) ?? null
    // What only ever ran in the background is nothing that one has in front.
    if (firstAt === 0 && lastInFrontAt === null) return []
    const knownSince = Math.max(firstAt, watchedFrom ?? until)
    return [{ key, name, version: null, devices: on.size, knownSince, lastInFrontAt }]
  })
  const usedKeys = new Set(now.filter(({ subjectId }) => used.has(subjectId)).map(({ key }) => key))
  const unused = toUnused(candidates, until, await readPaidLicences(store, orgId), usedKeys)
  const versions = await readVersions(store, orgId, ofKeys(installed, unused))
  return unused.map((app) => ({ ...app, version: versions.get(app.key) ?? null }))
}

function ofKeys(installed: readonly InstalledOn[], apps: readonly { readonly key: string }[]): InstalledOn[] {
  const keys = new Set(apps.map(({ key }) => key))
  return installed.filter(({ key }) => keys.has(key))
}

function findAll(
  installed: readonly InstalledOn[],
  devices: readonly ReadDevice[],
  now: readonly PeriodApp[],
): Map<number, Found> {
  const found = new Map<number, Found>()
  for (const { subjectId, key, name, deviceId, firstAt } of installed) {
    const known = found.get(subjectId)
    const on = known?.devices ?? new Set<number>()
    on.add(deviceId)
    found.set(subjectId, { subjectId, key, name, devices: on, firstAt: Math.min(firstAt, known?.firstAt ?? firstAt) })
  }
  const byKey = new Map(now.map((app) => [app.key, app]))
  for (const { device, month } of devices)
    for (const { key, name, runningMs } of month.apps) {
      const subjectId = byKey.get(key)?.subjectId
      if (subjectId === undefined || runningMs === 0) continue
      const known = found.get(subjectId) ?? { subjectId, key, name, devices: new Set<number>(), firstAt: 0 }
      known.devices.add(device.id)
      found.set(subjectId, known)
    }
  return found
}
