import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { DeviceKey } from '../../../core/devices.ts'
import { AppError } from '../../../core/errors.ts'
import { getDevice } from '../devices.ts'
import { eraseDevice } from '../erase/device.ts'
import { addOrder } from '../erase/orders.ts'
import { erasePerson, type PersonErasure } from '../erase/person.ts'
import { eraseReports } from '../erase/reports.ts'
import type { Store } from '../store.ts'

/** Everything that a device told of before an instant is to be gone, also from a backup that is restored later. */
export interface Erasure extends DeviceKey {
  /** Tells the device from one that has the same number after a restore. */
  readonly deviceCreatedAt: number
  readonly until: number
  /** When it was ordered. */
  readonly at: number
  /** The order's. */
  readonly id: string
  /** Who ordered it. */
  readonly by: string
}

const isOfPerson = (noted: Erasure | PersonErasure): noted is PersonErasure => 'userId' in noted

/** Erasures are kept beside the database, not in it: a backup that was made before one must not undo it. */
export const erasuresFile = (database: string): string => join(dirname(database), 'erasures.jsonl')

/** Notes an erasure; it is on disk when this returns. To be done before anything is erased. */
export function noteErasure(file: string, erasure: Erasure | PersonErasure): void {
  const handle = openSync(file, 'a+', 0o600)
  try {
    // What a crash cut short was never said to be noted; left there, it would spoil this line too.
    const kept = readFileSync(handle)
    const whole = kept.lastIndexOf('\n') + 1
    if (whole < kept.length) ftruncateSync(handle, whole)
    writeSync(handle, `${JSON.stringify(erasure)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** @throws AppError `io` for a line that is none: an erasure must not be lost silently */
export function readErasures(file: string): Noted {
  if (!existsSync(file)) return { devices: [], people: [] }
  const lines = readFileSync(file, 'utf8').split('\n')
  // What stands behind the last line break was cut off by a crash before anybody was told that it is noted.
  const all = lines.slice(0, -1).map((line, i) => {
    try {
      return JSON.parse(line) as Erasure | PersonErasure
    } catch (cause) {
      throw new AppError('io', `line ${i + 1} of ${file} is no erasure; put it right before anything is restored`, {
        cause,
      })
    }
  })
  return { devices: all.filter((noted): noted is Erasure => !isOfPerson(noted)), people: all.filter(isOfPerson) }
}

/** What is noted beside the database. */
export interface Noted {
  readonly devices: readonly Erasure[]
  readonly people: readonly PersonErasure[]
}

/**
 * Makes orders of erasures that the database does not know, for it was restored, or a crash came before it was told. One of a device
 * that is not there, or another with its number, is left.
 * @returns the erasures that hold here
 */
export async function takeOverErasures(store: Store, erasures: readonly Erasure[]): Promise<Erasure[]> {
  const { devices: d } = store.t
  const held: Erasure[] = []
  for (const erasure of erasures) {
    const { orgId, deviceId, deviceCreatedAt, id, until, at, by } = erasure
    const [device] = await store.db
      .select({ createdAt: d.createdAt })
      .from(d)
      .where(and(eq(d.orgId, orgId), eq(d.id, deviceId)))
    if (device?.createdAt !== deviceCreatedAt) continue
    await addOrder(store, { orgId, deviceId, id, until, orderedAt: at, orderedBy: by, removed: {} })
    held.push(erasure)
  }
  return held
}

/**
 * Carries out erasures again, after a restore; doing so twice changes nothing. Names of apps, and days at the edge, are left to the
 * server, which ends each order when it starts.
 * @returns how many found their device or person
 */
export async function replayErasures(store: Store, { devices, people }: Noted, now: number): Promise<number> {
  const onMails = async () => {}
  const held = await takeOverErasures(store, devices)
  for (const { orgId, deviceId, until } of held) {
    await eraseDevice(store, { orgId, deviceId }, until)
    const { userId } = await getDevice(store, orgId, deviceId)
    await eraseReports(store, { orgId, userId, until, now, onMails })
  }
  for (const person of people) await erasePerson(store, person, { now, onMails })
  return held.length + people.length
}
