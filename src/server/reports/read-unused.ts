import { isUsed } from '../../core/report/app-sums.ts'
import type { UnusedApp } from '../../core/report/sections.ts'
import { toUnused, type UnusedCandidate } from '../../core/report/unused.ts'
import type { Day } from '../../core/time.ts'
import { type InstalledOn, readInstalled, readVersions } from '../store/installed.ts'
import { findLastInFront } from '../store/last-in-front.ts'
import { readPaidLicences } from '../store/paid-licences.ts'
import type { Store } from '../store/store.ts'
import { readFirstWatched } from '../store/watched.ts'

/** An app of the period, on all devices together. */
interface AppNow {
  readonly subjectId: number
  readonly key: string
  readonly name: string
  readonly foregroundMs: number | null
  readonly runningMs: number
}

export interface UnusedQuestion {
  /** Those that recorded anything in the period, and whether they tell what is in front. */
  readonly devices: readonly { readonly id: number; readonly tells: boolean }[]
  readonly apps: readonly AppNow[]
  /** Which app ran on which device. */
  readonly running: readonly { readonly deviceId: number; readonly key: string }[]
  /** The period's last day. */
  readonly lastDay: Day
  /** Its end, or now. */
  readonly until: number
}

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
 * @returns undefined where no device tells what is in front
 */
export async function readUnused(
  store: Store,
  orgId: number,
  { devices, apps, running, lastDay, until }: UnusedQuestion,
): Promise<UnusedApp[] | undefined> {
  if (!devices.some(({ tells }) => tells)) return undefined
  const whose = { deviceIds: devices.map(({ id }) => id) }
  const installed = await readInstalled(store, orgId, whose, until)
  const used = new Set(apps.filter((app) => app.foregroundMs !== null && isUsed(app)).map(({ subjectId }) => subjectId))
  const silent = new Set(devices.filter(({ tells }) => !tells).map(({ id }) => id))
  const found = [...findAll(installed, apps, running).values()].filter(
    ({ subjectId, devices: on }) => !used.has(subjectId) && ![...on].some((id) => silent.has(id)),
  )
  const ids = found.map(({ subjectId }) => subjectId)
  const last = await findLastInFront(store, orgId, whose, ids, lastDay)
  const watchedFrom = (await readFirstWatched(store, orgId, whose)) ?? until
  const candidates = found.flatMap(({ subjectId, key, name, firstAt, devices: on }): UnusedCandidate[] => {
    const lastInFrontAt = last.get(subjectId) ?? null
    // What only ever ran in the background is nothing that one has in front.
    if (firstAt === 0 && lastInFrontAt === null) return []
    const knownSince = Math.max(firstAt, watchedFrom)
    return [{ key, name, version: null, devices: on.size, knownSince, lastInFrontAt }]
  })
  const usedKeys = new Set(apps.filter(({ subjectId }) => used.has(subjectId)).map(({ key }) => key))
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
  apps: readonly AppNow[],
  running: UnusedQuestion['running'],
): Map<number, Found> {
  const found = new Map<number, Found>()
  const add = (app: Pick<Found, 'subjectId' | 'key' | 'name' | 'firstAt'>, deviceId: number) => {
    const known = found.get(app.subjectId)
    const firstAt = known ? Math.min(app.firstAt || known.firstAt, known.firstAt || app.firstAt) : app.firstAt
    const { subjectId, key, name } = app
    const devices = (known?.devices ?? new Set<number>()).add(deviceId)
    found.set(subjectId, { subjectId, key, name, firstAt, devices })
  }
  for (const app of installed) add(app, app.deviceId)
  const byKey = new Map(apps.map((app) => [app.key, app]))
  for (const { deviceId, key } of running) {
    const app = byKey.get(key)
    if (app) add({ ...app, firstAt: 0 }, deviceId)
  }
  return found
}
