import { and, eq, gte, lt, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../../core/devices.ts'
import type { DeviceApp } from '../../../core/software.ts'
import { addDays, addMonths, type Day, dayAt, type Month, monthOf } from '../../../core/time.ts'
import type { Device } from '../devices.ts'
import { readTold, readVersionsOn } from '../installed.ts'
import type { Store } from '../store.ts'

/** Read day by day; what lies before is found through the months. */
const recentMonths = 3

interface Remembered {
  readonly mark: string
  readonly apps: readonly DeviceApp[]
}
const caches = new WeakMap<Store, Map<string, Remembered>>()

/**
 * Every app that is installed on a device, or ran there in the last 90 days and was not removed; with its last use, as far back as
 * days are kept. A device that told nothing new is not read again. @param today where the reader is
 */
export async function readDeviceApps(store: Store, device: Device, today: Day): Promise<readonly DeviceApp[]> {
  const cache = caches.get(store) ?? new Map<string, Remembered>()
  caches.set(store, cache)
  const place = `${device.orgId} ${device.id}`
  const mark = [today, device.daysMark, device.erasedUntil, device.subjectsMark].join(' ')
  const known = cache.get(place)
  if (known?.mark === mark) return known.apps
  const key = { orgId: device.orgId, deviceId: device.id }
  const uses = await readUses(store, key, `${addMonths(monthOf(today), 1 - recentMonths)}-01`)
  const apps = merge(uses, await readToldHere(store, key), addDays(today, -keptDays))
  cache.set(place, { mark, apps })
  return apps
}

/** When an app ran and was in front; of a time before the recent one only the month is known at first. */
interface Use {
  readonly subjectId: number
  readonly first: string
  readonly last: string
  readonly front: string | null
  readonly unseen: string | null
}

async function readUses(store: Store, device: DeviceKey, recent: Day): Promise<Map<number, Use>> {
  const older = await readMonths(store, device, monthOf(recent))
  const all = new Map((await readDays(store, device, recent)).map((use) => [use.subjectId, use]))
  const months = new Set<Month>()
  for (const use of older) {
    const newer = all.get(use.subjectId)
    const [front, unseen] = [newer?.front ?? use.front, newer?.unseen ?? use.unseen]
    const joined = { ...use, last: newer?.last ?? use.last, front, unseen }
    all.set(use.subjectId, joined)
    // Since when it is known of matters only where it was never used.
    for (const each of front === null && unseen === null ? [joined.first] : [front, unseen])
      if (each?.length === monthLength) months.add(each)
  }
  return toWholeDays(store, device, all, months)
}

const monthLength = '2026-10'.length

/** Looks up on which day of its month something was. */
async function toWholeDays(store: Store, device: DeviceKey, all: ReadonlyMap<number, Use>, months: Iterable<Month>) {
  const found = new Map<Month, Map<number, Use>>()
  for (const month of months) {
    const days = await readDays(store, device, `${month}-01`, `${addMonths(month, 1)}-01`)
    found.set(month, new Map(days.map((use) => [use.subjectId, use])))
  }
  const toDay = (of: string | null, subjectId: number, which: 'first' | 'front' | 'unseen') =>
    of?.length === monthLength ? (found.get(of)?.get(subjectId)?.[which] ?? `${of}-01`) : of
  const whole = ({ subjectId, first, last, front, unseen }: Use): Use => ({
    ...{ subjectId, last },
    first: toDay(first, subjectId, 'first')!,
    front: toDay(front, subjectId, 'front'),
    unseen: toDay(unseen, subjectId, 'unseen'),
  })
  return new Map([...all].map(([id, use]) => [id, whole(use)]))
}

function readDays({ db, t: { usageDays: u } }: Store, { orgId, deviceId }: DeviceKey, from: Day, before?: Day) {
  const until = before === undefined ? undefined : lt(u.day, before)
  return db
    .select({
      subjectId: u.subjectId,
      first: sql<string>`min(${u.day})`,
      last: sql<string>`max(${u.day})`,
      front: sql<string | null>`max(case when ${u.foregroundMs} > 0 then ${u.day} end)`,
      unseen: sql<string | null>`max(case when ${u.foregroundMs} is null then ${u.day} end)`,
    })
    .from(u)
    .where(and(eq(u.orgId, orgId), eq(u.deviceId, deviceId), gte(u.day, from), until))
    .groupBy(u.subjectId)
}

function readMonths({ db, t: { usageMonths: m } }: Store, { orgId, deviceId }: DeviceKey, before: Month) {
  return db
    .select({
      subjectId: m.subjectId,
      first: sql<string>`min(${m.month})`,
      last: sql<string>`max(${m.month})`,
      front: sql<string | null>`max(case when ${m.foregroundMs} > 0 then ${m.month} end)`,
      unseen: sql<string | null>`max(case when ${m.foregroundMs} is null then ${m.month} end)`,
    })
    .from(m)
    .where(and(eq(m.orgId, orgId), eq(m.deviceId, deviceId), lt(m.month, before)))
    .groupBy(m.subjectId)
}

interface Told {
  /** It is there, by what was told last. */
  readonly installed: boolean
  readonly version: string | null
  readonly since: Day
  readonly until: Day
}

/** Every program that was ever told of as installed. */
async function readToldHere(store: Store, { orgId, deviceId }: DeviceKey): Promise<Map<number, Told>> {
  const told = await readTold(store, orgId, { deviceIds: [deviceId] }, Number.MAX_SAFE_INTEGER)
  // Versions are in the detail of each row: no more of them are read than what is still there.
  const versions = await readVersionsOn(
    store,
    orgId,
    told.filter(({ installed }) => installed),
  )
  return new Map(
    told.map(({ subjectId, firstAt, lastAt, installed }) => [
      subjectId,
      {
        ...{ installed, version: installed ? (versions.get(subjectId)?.get(deviceId) ?? null) : null },
        ...{ since: dayAt(firstAt, 0), until: dayAt(lastAt, 0) },
      },
    ]),
  )
}

/** For so many days after it last ran something is there of which no installer tells. */
const keptDays = 90

function merge(uses: ReadonlyMap<number, Use>, told: ReadonlyMap<number, Told>, from: Day): DeviceApp[] {
  return [...new Set([...uses.keys(), ...told.keys()])].flatMap((subjectId) => {
    const [use, known] = [uses.get(subjectId), told.get(subjectId)]
    const installed = known?.installed === true
    // What was removed is there again only if it ran afterwards.
    const ran = use !== undefined && use.last >= from && use.last > (known?.until ?? '')
    if (!installed && !ran) return []
    const since = [use?.first ?? known!.since, known?.since ?? use!.first].sort()[0]!
    const { front: frontOn = null, unseen: ranUnseenOn = null } = use ?? {}
    return [{ subjectId, installed, version: known?.version ?? null, frontOn, ranUnseenOn, since }]
  })
}
