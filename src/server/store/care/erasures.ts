import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { and, eq, lt, lte, sql } from 'drizzle-orm'
import type { DeviceKey } from '../../../core/devices.ts'
import { AppError } from '../../../core/errors.ts'
import { addDays, dayAt, monthOf } from '../../../core/time.ts'
import type { Store } from '../store.ts'
import { touchedDayUpsert } from '../upsert.ts'

/** Everything that a device told of before an instant is to be gone, also from a backup that is restored later. */
export interface Erasure extends DeviceKey {
  /** Tells the device from one that has the same number after a restore. */
  readonly deviceCreatedAt: number
  readonly until: number
  /** When it was ordered. */
  readonly at: number
}

/** Erasures are kept beside the database, not in it: a backup that was made before one must not undo it. */
export const erasuresFile = (database: string): string => join(dirname(database), 'erasures.jsonl')

/** Notes an erasure; it is on disk when this returns. To be done before anything is erased. */
export function noteErasure(file: string, erasure: Erasure): void {
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
export function readErasures(file: string): Erasure[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  // What stands behind the last line break was cut off by a crash before anybody was told that it is noted.
  return lines.slice(0, -1).map((line, i) => {
    try {
      return JSON.parse(line) as Erasure
    } catch (cause) {
      throw new AppError('io', `line ${i + 1} of ${file} is no erasure; put it right before anything is restored`, {
        cause,
      })
    }
  })
}

/** Carries out erasures again; doing so twice changes nothing. @returns how many found their device */
export async function replayErasures(store: Store, erasures: readonly Erasure[]): Promise<number> {
  let done = 0
  for (const erasure of erasures) {
    const { devices: d } = store.t
    const [device] = await store.db
      .select({ createdAt: d.createdAt })
      .from(d)
      .where(and(eq(d.orgId, erasure.orgId), eq(d.id, erasure.deviceId)))
    if (device?.createdAt !== erasure.deviceCreatedAt) continue
    await erase(store, erasure)
    done++
  }
  return done
}

/** The facts go, and all days but the last two, which are marked to be made again from what is left. */
export function erase(
  store: Store,
  { orgId, deviceId, until }: Omit<Erasure, 'at' | 'deviceCreatedAt'>,
): Promise<void> {
  const { processHours: h, spans: s, gaps: g, days: d, unrecordedDays: n, usageDays: u, usageMonths: m } = store.t
  const { usageHours: uh, personDays: p, touchedPersonDays: tp, devices: own } = store.t
  const last = dayAt(until, 0)
  const first = addDays(last, -1)
  const mark = Math.floor(until / 1_000)
  return store.batch((db) => [
    db.delete(h).where(and(eq(h.orgId, orgId), eq(h.deviceId, deviceId), lt(h.hour, until))),
    db.delete(s).where(and(eq(s.orgId, orgId), eq(s.deviceId, deviceId), lt(s.start, until))),
    db.delete(g).where(and(eq(g.orgId, orgId), eq(g.deviceId, deviceId), lt(g.start, until))),
    db.delete(d).where(and(eq(d.orgId, orgId), eq(d.deviceId, deviceId), lt(d.day, first))),
    db.delete(n).where(and(eq(n.orgId, orgId), eq(n.deviceId, deviceId), lt(n.day, first))),
    db.delete(u).where(and(eq(u.orgId, orgId), eq(u.deviceId, deviceId), lt(u.day, first))),
    db.delete(m).where(and(eq(m.orgId, orgId), eq(m.deviceId, deviceId), lt(m.month, monthOf(first)))),
    db.delete(uh).where(and(eq(uh.orgId, orgId), eq(uh.deviceId, deviceId), lt(uh.day, first))),
    // What the person did on other devices is left, so the person's own days are made again from that.
    db
      .insert(tp)
      .select(
        db
          .select({ orgId: p.orgId, userId: p.userId, day: p.day, mark: sql<number>`${mark}`.as('mark') })
          .from(p)
          .innerJoin(own, and(eq(own.orgId, p.orgId), eq(own.userId, p.userId)))
          .where(and(eq(p.orgId, orgId), eq(own.id, deviceId), lte(p.day, last))),
      )
      .onConflictDoUpdate({ target: [tp.orgId, tp.userId, tp.day], set: { mark } }),
    // Whoever makes days of the device at this moment begins again.
    db
      .update(store.t.devices)
      .set({ daysMark: sql`${store.t.devices.daysMark} + 1` })
      .where(and(eq(store.t.devices.orgId, orgId), eq(store.t.devices.id, deviceId))),
    store.upsert(
      db,
      touchedDayUpsert,
      [first, last, addDays(last, 1)].map((day) => [orgId, deviceId, day, mark]),
    ),
  ])
}
