import { randomUUID } from 'node:crypto'
import { addMonths, dayAt, dayMs, hourMs, type Month, minuteMs, monthBounds } from '../../src/core/time.ts'
import { closePeriods } from '../../src/server/jobs/close-periods.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import { ensureOwner, personalOrg, type User } from '../../src/server/store/people.ts'
import { chunk } from '../../src/server/store/sql.ts'
import type { Store } from '../../src/server/store/store.ts'
import {
  type HotWrite,
  processHourUpsert,
  spanUpsert,
  touchedDayUpsert,
  type UpsertRow,
} from '../../src/server/store/upsert.ts'

export interface Filling {
  readonly devices: number
  readonly months: readonly Month[]
  readonly random: () => number
}

const apps = 40

/** Devices in use from nine to five, their days made and every month closed: what a server has after so many months. */
export async function fillStore(store: Store, { devices, months, random }: Filling): Promise<User> {
  const { start } = monthBounds(months[0]!, 'UTC')
  const { end } = monthBounds(months.at(-1)!, 'UTC')
  const owner = { name: 'Ana', email: 'ana@example.org', locale: 'en', zone: 'UTC' }
  const user = await ensureOwner(store, owner, start)
  const subjects = Array.from({ length: apps }, (_, i) => ({
    orgId: personalOrg,
    id: i + 1,
    kind: 'app',
    key: `app-${i}.desktop`,
    name: `Ação "${i}" 🙂`,
  }))
  await store.batch((db) => [db.insert(store.t.subjects).values(subjects)])
  for (let i = 0; i < devices; i++) await fillDevice(store, user, i, { start, end }, random)
  await rollUp(store)
  for (const month of months)
    await closePeriods(
      store,
      { hour: 8, addressOf: ({ email }) => email },
      monthBounds(addMonths(month, 1), 'UTC').start + 9 * hourMs,
    )
  return user
}

async function fillDevice(
  store: Store,
  user: User,
  i: number,
  { start, end }: { readonly start: number; readonly end: number },
  random: () => number,
): Promise<void> {
  const added = { orgId: personalOrg, userId: user.id, name: `laptop ${i}`, platform: 'linux-x64', now: start }
  const deviceId = await createDevice(store, { ...added, token: `token ${i}` })
  const stream = { orgId: personalOrg, id: deviceId, uuid: randomUUID(), deviceId, cursor: 1 }
  await store.batch((db) => [
    db.insert(store.t.streams).values({ ...stream, predecessor: null, predecessorRev: null, lastBatch: null }),
  ])
  const rows: readonly (readonly [HotWrite, UpsertRow[]])[] = [
    [processHourUpsert, []],
    [spanUpsert, []],
    [touchedDayUpsert, []],
  ]
  const [[, hours], [, spans], [, touched]] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]]
  const key = [personalOrg, deviceId]
  for (let day = start; day < end; day += dayMs) {
    const [from, to] = [day + 9 * hourMs, day + 17 * hourMs]
    touched.push([...key, dayAt(day, 0), 1])
    spans.push([...key, 'clock', from, deviceId, to, null, JSON.stringify({ zone: 'UTC', offsetMs: 0 })])
    for (let hour = from; hour < to; hour += hourMs) {
      for (let n = 0; n < 5; n++) {
        const subject = 1 + ((n * 7 + Math.floor(7 * random())) % apps)
        hours.push([
          ...key,
          hour,
          subject,
          deviceId,
          hourMs,
          Math.floor(1e6 * random()),
          n % 2,
          3_600 * n,
          900 * n,
          360,
        ])
      }
      const at = hour + Math.floor(30 * minuteMs * random())
      spans.push([...key, 'window', at, deviceId, at + 20 * minuteMs, 1 + Math.floor(apps * random()), null])
      spans.push([...key, 'input', at, deviceId, at + 10 * minuteMs, null, null])
    }
  }
  for (const [into, all] of rows)
    for (const part of chunk(all, 20_000)) await store.batch((db) => [store.upsert(db, into, part)])
}

/** So many months that follow one another. */
export const monthsFrom = (first: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, i) => addMonths(first, i))
