import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { dayMs, hourMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { expire } from '../../src/server/jobs/expire.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { compact } from '../../src/server/store/care/compact.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { newFolder } from '../support/program.ts'
import { aBatch, type Enrolled, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const retention = { titlesMs: 30 * dayMs, factsMs: 62 * dayMs, daysMs: 366 * dayMs, accessMs: 366 * dayMs }
const canary = 'Letter to the canary in its cage'

/** An hour of a titled window, recorded at noon of a day so many days before noon. */
function send(store: Store, { device }: Enrolled, daysAgo: number, title = canary) {
  const start = noon - daysAgo * dayMs
  const end = start + hourMs
  const batch = aBatch({
    sentAt: noon,
    processHours: [[0, 0, start, hourMs, 60_000, 1, 3_600, 2_000, 360]],
    spans: [
      [0, 'clock', start, end, null, { zone: 'UTC', offsetMs: 0, watched: ['window'] }],
      [0, 'window', start, end, 0, { title }],
    ],
    gaps: [[0, end, end + hourMs, 'off']],
  })
  return applyBatch(store, device, parseBatch(batch), noon)
}

const daysOf = async ({ db, t }: Store) => (await db.select().from(t.days)).map(({ day }) => day).sort()
const ago = (days: number) => new Date(noon - days * dayMs).toISOString().slice(0, 10)

describeStores('expire', (open) => {
  it('takes titles after 30 days, facts after 62, days by the month, each to the day', async () => {
    const store = await open()
    const enrolled = await enroll(store)
    const { db, t } = store
    for (const days of [1, 29, 30, 31, 61, 62, 63, 360, 500]) await send(store, enrolled, days)
    await rollUp(store)
    const before = await daysOf(store)
    await expire(store, retention, noon)
    const facts = [1, 29, 30, 31, 61, 62].map((days) => noon - days * dayMs).sort()
    const windows = (await db.select().from(t.spans)).filter(({ source }) => source === 'window')
    expect(windows.map(({ start }) => start).sort()).toEqual(facts)
    expect(
      windows
        .filter(({ detail }) => detail !== null)
        .map(({ start }) => start)
        .sort(),
    ).toEqual(facts.slice(-3))
    expect((await db.select().from(t.processHours)).map(({ hour }) => hour).sort()).toEqual(facts)
    expect((await db.select().from(t.gaps)).map(({ start }) => start - hourMs).sort()).toEqual(facts)
    expect((await db.select().from(t.spans)).filter(({ source, detail }) => source === 'clock' && !detail)).toEqual([])
    expect(await daysOf(store)).toEqual(before.filter((day) => day !== ago(500)))
    const ofPeople = async (table: typeof t.personDays | typeof t.personHours) =>
      [...new Set((await db.select({ day: table.day }).from(table)).map(({ day }) => day))].sort()
    expect(await ofPeople(t.personHours)).toEqual(await ofPeople(t.personDays))
    expect(await ofPeople(t.personHours)).not.toContain(ago(500))
    expect((await db.select().from(t.usageMonths)).map(({ month }) => month)).not.toContain(ago(500).slice(0, 7))
  })

  it('leaves days as they were made when their facts are gone, whatever comes later', async () => {
    const store = await open()
    const enrolled = await enroll(store)
    const { db, t } = store
    for (const days of [90, 64, 10]) await send(store, enrolled, days)
    await rollUp(store)
    const before = await db.select().from(t.usageDays).orderBy(t.usageDays.day)
    await expire(store, retention, noon)
    for (const days of [90, 64]) await send(store, enrolled, days)
    await send(store, enrolled, 9)
    await rollUp(store)
    const after = await db.select().from(t.usageDays).orderBy(t.usageDays.day)
    expect(after.filter(({ day }) => day !== ago(9))).toEqual(before)
    expect(after).toHaveLength(4)
    expect(await db.select().from(t.touchedDays)).toEqual([])
    await expire(store, retention, noon)
    expect(await db.select().from(t.processHours)).toHaveLength(2)
  })

  it.each([
    ['behind', -1_000],
    ['ahead', 1_000],
  ])('goes by true time for a computer whose clock was years %s', async (_, wrongDays) => {
    const store = await open()
    const { device } = await enroll(store)
    const sent = (daysAgo: number, hours: number) => {
      const start = noon + (wrongDays - daysAgo) * dayMs + hours * hourMs
      const batch = aBatch({
        sentAt: noon + wrongDays * dayMs,
        processHours: [[0, 0, start, hourMs, 60_000, 1, 3_600, 2_000, 360]],
        spans: [
          [0, 'clock', start, start + hourMs, null, { zone: 'UTC', offsetMs: 0, watched: ['window'] }],
          [0, 'window', start, start + hourMs, 0, { title: canary }],
        ],
      })
      return applyBatch(store, device, parseBatch(batch), noon)
    }
    const hours = async () => (await store.db.select().from(store.t.processHours)).length
    for (const days of [90, 40, 1]) await sent(days, 0)
    await rollUp(store)
    await expire(store, retention, noon)
    expect(await hours()).toBe(2)
    const titles = (await store.db.select().from(store.t.spans)).filter(
      ({ source, detail }) => source === 'window' && detail,
    )
    expect(titles).toHaveLength(1)
    await sent(1, 1)
    await rollUp(store)
    const [day] = await store.db
      .select()
      .from(store.t.usageDays)
      .where(eq(store.t.usageDays.day, ago(1)))
    expect(day).toMatchObject({ runningMs: 2 * hourMs })
  })

  it('removes thousands of rows in pieces, and lets others write in between', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const rows = Array.from({ length: 2_600 }, (_, i) => ({
      ...{ ...device, source: 'input', streamId: 1, subjectId: null, detail: null },
      start: noon - 100 * dayMs + i * 1_000,
      end: noon - 100 * dayMs + i * 1_000 + 500,
    }))
    for (let i = 0; i < rows.length; i += 400)
      await store.batch((db) => [db.insert(store.t.spans).values(rows.slice(i, i + 400))])
    let pieces = 0
    const batch: Store['batch'] = (build) => {
      pieces++
      return store.batch(build)
    }
    await expire({ ...store, batch }, retention, noon)
    expect(await store.db.select().from(store.t.spans)).toEqual([])
    expect(pieces).toBeGreaterThanOrEqual(13)
  })
})

const bytesIn = (folder: string) => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))

it('expire › leaves nothing of a title in the files, and gives the room back', async () => {
  const folder = newFolder()
  const file = join(folder, 'server.db')
  const store = openSqlite(file)
  const enrolled = await enroll(store)
  for (let days = 31; days < 131; days++) await send(store, enrolled, days, `${canary} ${'long '.repeat(40)}${days}`)
  expect(bytesIn(folder).includes(canary)).toBe(true)
  await expire(store, { ...retention, factsMs: 366 * dayMs }, noon)
  expect(bytesIn(folder).includes(canary)).toBe(false)
  const pages = () => Number(new Database(file, { readonly: true }).pragma('page_count', { simple: true }))
  const before = pages()
  await expire(store, { ...retention, factsMs: 1 }, noon)
  expect(pages()).toBeLessThan(before)
  await store.close()
})

it('compact › teaches an older file to give room back, and is refused while it is open', async () => {
  const file = join(newFolder(), 'server.db')
  const client = new Database(file)
  client.exec('create table ballast (bytes blob); insert into ballast values (zeroblob(1000000)); drop table ballast')
  client.close()
  const store = openSqlite(file)
  expect(() => compact(file)).toThrow(/in use/)
  await store.close()
  const { before, after } = compact(file)
  expect(after).toBeLessThan(before / 2)
  const again = new Database(file)
  expect(again.pragma('auto_vacuum', { simple: true })).toBe(2)
  again.close()
})
