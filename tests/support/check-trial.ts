import { and, eq, sql } from 'drizzle-orm'
import { dayMs, hourMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { checkDays, markWrong } from '../../src/server/jobs/check-days.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import type { Store } from '../../src/server/store/store.ts'
import { createRandom } from './random.ts'
import { aBatch, addDevice, enroll, noon } from './records.ts'

export interface CheckResult {
  readonly altered: number
  readonly found: number
  /** Days and months that are named without having been altered. */
  readonly falsely: number
  readonly days: number
  readonly months: number
  /** Whether every derived row is again as it was before. */
  readonly repaired: boolean
}

const all = { part: 1, random: () => 0 }

/** Alters cells of derived tables here and there, looks for them, and has them repaired. */
export async function alterCells(store: Store, cells: number, devices: number, days: number, seed: number) {
  const random = createRandom(seed)
  const { user, device } = await enroll(store)
  const keys = [device]
  while (keys.length < devices) keys.push((await addDevice(store, user)).device)
  for (const key of keys)
    for (let day = 0; day < days; day++) await applyBatch(store, key, parseBatch(aDay(day, random)), noon)
  await rollUp(store)
  const before = await dump(store)
  const altered = new Set<string>()
  for (let i = 0; i < cells; i++) altered.add(await alter(store, random))
  const wrong = []
  const sum = { days: 0, months: 0 }
  for (const key of keys) {
    const checked = await checkDays(store, key, all)
    wrong.push(...checked.wrong)
    sum.days += checked.days
    sum.months += checked.months
  }
  const named = new Set(wrong.map(({ deviceId, period }) => `${deviceId} ${period}`))
  const months = new Set([...altered].map((place) => place.slice(0, -3)))
  await markWrong(store, wrong)
  await rollUp(store)
  const result: CheckResult = {
    altered: altered.size,
    found: [...altered].filter((place) => named.has(place)).length,
    falsely: [...named].filter((place) => !altered.has(place) && !months.has(place)).length,
    ...sum,
    repaired: (await dump(store)) === before,
  }
  return result
}

/** Three apps over the hours of a working day, the computer off in the evening. */
function aDay(day: number, random: () => number): Batch {
  const start = noon - (60 - day) * dayMs
  const hours = Array.from({ length: 6 }, (_, i) => start + i * hourMs)
  return aBatch({
    subjects: ['vim', 'mutt', 'mpv'].map((name) => ['app', name, name]),
    processHours: hours.flatMap((hour) =>
      [0, 1, 2].map((app): Batch['processHours'][0] => [
        0,
        app,
        hour,
        1 + Math.floor(random() * hourMs),
        9,
        1,
        7,
        5,
        3,
      ]),
    ),
    spans: hours.flatMap((hour): Batch['spans'] => [
      [0, 'clock', hour, hour + hourMs, null, { zone: 'UTC', offsetMs: 0, watched: ['window', 'input'] }],
      [0, 'window', hour, hour + hourMs / 2, Math.floor(random() * 3), null],
      [0, 'input', hour, hour + Math.floor(random() * hourMs), null, null],
    ]),
    gaps: [[0, start + 6 * hourMs, start + 7 * hourMs, 'not_running']],
  })
}

const tables = ['days', 'usageDays', 'usageMonths', 'unrecordedDays'] as const

/** Adds something to a figure of a row, or takes the row away. @returns the device and the day or month it is of */
async function alter({ db, t, batch }: Store, random: () => number): Promise<string> {
  const name = tables[Math.floor(random() * tables.length)]!
  const table = t[name] as unknown as typeof t.usageDays
  const rows = (await db.select().from(table)) as Record<string, unknown>[]
  const row = rows[Math.floor(random() * rows.length)]!
  const keys = ['orgId', 'deviceId', 'subjectId', 'day', 'month', 'reason'].filter((key) => key in row)
  const columns = table as unknown as Record<string, typeof table.runningMs>
  const figures = Object.keys(row).filter((key) => !keys.includes(key))
  const figure = figures[Math.floor(random() * figures.length)]!
  const which = and(...keys.map((key) => eq(columns[key]!, row[key] as number)))
  const more = 1 + Math.floor(random() * 1_000)
  await batch((tx) => [
    random() < 0.1
      ? tx.delete(table).where(which)
      : tx
          .update(table)
          .set({ [figure]: sql`coalesce(${columns[figure]!}, 0) + ${sql.raw(String(more))}` })
          .where(which),
  ])
  return `${row.deviceId} ${row.day ?? row.month}`
}

async function dump({ db, t }: Store): Promise<string> {
  const rows = await Promise.all(tables.map((name) => db.select().from(t[name] as unknown as typeof t.usageDays)))
  return rows
    .map((of) =>
      of
        .map((row) => JSON.stringify(Object.entries(row).sort()))
        .sort()
        .join('\n'),
    )
    .join('\n')
}
