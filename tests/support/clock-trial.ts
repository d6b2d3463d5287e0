import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { rightWithinMs } from '../../src/core/clock-skew.ts'
import { dayAt, dayMs, hourMs, minuteMs, secondMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import type { User } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, addDevice, addPerson, enroll, noon } from './records.ts'

/** What a device did, by a clock that nobody has: an hour around noon on each of three days, and one that ends a day. */
const truth = [0, 1, 2].flatMap((day) => [
  { start: noon + day * dayMs, end: noon + day * dayMs + hourMs },
  { start: noon + day * dayMs + 11 * hourMs, end: noon + day * dayMs + 12 * hourMs },
])
const days = [0, 1, 2].map((day) => dayAt(noon + day * dayMs, 0))

/** A person's days are made of those of all devices that the person has. */
const devicesOfOne = 2

/** What an upload takes at most, the first aside. */
const slowestMs = 30 * secondMs

/** How far days may be from the truth: a clock that is right within two minutes is left alone, and uploads hide the rest. */
export const furthestMs = rightWithinMs + slowestMs

export interface ClockResult {
  readonly devices: number
  /** Of them those whose clock was further off than what an upload may take. */
  readonly wrong: number
  readonly factsMoved: number
  /** The furthest that anything of a day was from the truth. */
  readonly worstMs: number
  /** Wrong clocks that the report does not name. */
  readonly silent: number
}

/** Clocks from ten years behind to ten years ahead, most of them not far off. */
function drawSkew(random: () => number): number {
  const most = 10 * 365 * dayMs
  const size = secondMs * (most / secondMs) ** random()
  return Math.round(random() < 0.1 ? 0 : random() < 0.5 ? -size : size)
}

/**
 * Devices whose clocks are wrong each in its own way record, and upload over a network that takes up to half a minute, and up
 * to ten the first time.
 */
export async function liveWithWrongClocks(store: Store, count: number, random: () => number): Promise<ClockResult> {
  const { user } = await enroll(store)
  const devices: { deviceId: number; skewMs: number; sent: Batch['spans'] }[] = []
  const people: User[] = []
  for (let i = 0; i < count; i++) {
    if (i % devicesOfOne === 0) people.push(await addPerson(store, user))
    const skewMs = drawSkew(random)
    const { device } = await addDevice(store, people.at(-1)!)
    devices.push({ deviceId: device.deviceId, skewMs, sent: await recordAndUpload(store, device, skewMs, random) })
  }
  const { failures } = await rollUp(store)
  expect(failures).toEqual([])
  const named: boolean[] = []
  for (const person of people) {
    const report = await makeReport(store, 1, person, '2026-11', noon + 4 * dayMs)
    named.push(...report.devices.map(({ clockAheadMs }) => clockAheadMs !== undefined))
  }
  const wrong = devices.map(({ skewMs }) => Math.abs(skewMs) > rightWithinMs + minuteMs)
  return {
    devices: count,
    wrong: wrong.filter(Boolean).length,
    factsMoved: await countMoved(store, devices),
    worstMs: await findWorst(store, devices),
    silent: wrong.filter((isWrong, i) => isWrong && !named[i]).length,
  }
}

/** An upload after each stretch, the first of them slow: the clock must not seem to be behind for that. */
async function recordAndUpload(
  store: Store,
  device: { orgId: number; deviceId: number },
  skewMs: number,
  random: () => number,
): Promise<Batch['spans']> {
  const stream = randomUUID()
  const clock = { zone: 'UTC', offsetMs: 0 }
  const sent: Batch['spans'] = []
  for (const [i, { start, end }] of truth.entries()) {
    const span: Batch['spans'][0] = [0, 'clock', start + skewMs, end + skewMs, null, clock]
    const hour: Batch['processHours'][0] = [0, 0, start + skewMs, hourMs, 60_000, 1, 3_600_000, 2_000, 360]
    sent.push(span)
    const sentAt = end + skewMs
    const takesMs = i === 0 ? 10 * minuteMs * random() : slowestMs * random()
    const batch = aBatch({ stream, upto: i + 1, sentAt, spans: [span], processHours: [hour] })
    await applyBatch(store, device, parseBatch(batch), Math.round(end + takesMs))
    if (random() < 0.3) await rollUp(store, { device })
  }
  return sent
}

type Sent = readonly { readonly deviceId: number; readonly sent: Batch['spans'] }[]

/** Facts that are not, to the millisecond, what the agent wrote. */
async function countMoved({ db, t }: Store, devices: Sent): Promise<number> {
  const kept = new Set(
    (await db.select().from(t.spans)).map(({ deviceId, start, end }) => `${deviceId} ${start} ${end}`),
  )
  const missing = devices.flatMap(({ deviceId, sent }) =>
    sent.filter((row) => !kept.has(`${deviceId} ${row[2]} ${row[3]}`)),
  )
  return missing.length + Math.abs(kept.size - devices.reduce((sum, { sent }) => sum + sent.length, 0))
}

/** A device's day has two hours; what lies in other days, or is missing in these, is wrong by as much. */
async function findWorst({ db, t }: Store, devices: Sent): Promise<number> {
  const rows = await db.select().from(t.days)
  const usage = await db.select().from(t.usageDays)
  let worst = 0
  for (const { deviceId } of devices) {
    const recorded = new Map(rows.filter((row) => row.deviceId === deviceId).map((row) => [row.day, row.recordedMs]))
    for (const day of new Set([...days, ...recorded.keys()])) {
      const due = days.includes(day) ? 2 * hourMs : 0
      worst = Math.max(worst, Math.abs((recorded.get(day) ?? 0) - due))
    }
    const running = usage.filter((row) => row.deviceId === deviceId)
    for (const row of running) worst = Math.max(worst, days.includes(row.day) ? 0 : row.runningMs)
    worst = Math.max(worst, Math.abs(running.reduce((sum, row) => sum + row.runningMs, 0) - 6 * hourMs))
  }
  return worst
}
