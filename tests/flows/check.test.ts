import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { checkDays, markWrong } from '../../src/server/jobs/check-days.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { noteExpired } from '../../src/server/store/expired.ts'
import { findOrphans } from '../../src/server/store/orphans.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { alterCells } from '../support/check-trial.ts'
import { newFolder } from '../support/program.ts'
import { chooseSeed } from '../support/random.ts'
import { aBatch, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'
import { runHere } from '../support/world.ts'

const seed = chooseSeed()

describeStores('checkDays', (open) => {
  it('finds every altered cell, names no other, and all are repaired', async () => {
    const result = await alterCells(await open(), 12, 2, 8, seed)
    expect(result, `SEED=${seed}`).toMatchObject({ found: result.altered, falsely: 0, repaired: true })
    expect(result.days).toBeGreaterThanOrEqual(16)
  })

  it('passes over days whose facts expired', async () => {
    const store = await open()
    await alterCells(store, 0, 1, 5, seed)
    await noteExpired(store, 1, noon)
    await store.batch((db) => [db.delete(store.t.processHours), db.delete(store.t.spans)])
    const checked = await checkDays(store, { orgId: 1, deviceId: 1 }, { part: 1, random: () => 0 })
    expect(checked).toMatchObject({ days: 0, wrong: [] })
  })

  it('finds hours of apps and days of people that are gone or altered, and they are made again', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const clock = { zone: 'UTC', offsetMs: 0, watched: ['window', 'input'] }
    const span = (source: string, subject: number | null, detail: object | null = null) =>
      [0, source, noon, noon + hourMs, subject, detail] as never
    const spans = [span('clock', null, clock), span('input', null), span('window', 0)]
    await applyBatch(store, device, parseBatch(aBatch({ spans })), noon)
    await rollUp(store)
    const { usageHours: hours, personDays: people, personHours } = store.t
    for (const [write, what] of [
      [store.db.delete(hours), 'usage_hours'],
      [store.db.update(hours).set({ foregroundMs: 1 }), 'usage_hours.foregroundMs'],
      [store.db.delete(people), 'person_days'],
      [store.db.update(people).set({ activeMs: 1 }), 'person_days.activeMs'],
      [store.db.update(people).set({ longestSessionAt: 1 }), 'person_days.longestSessionAt'],
      [store.db.delete(personHours), 'person_hours'],
      [store.db.update(personHours).set({ activeMs: null }), 'person_hours.activeMs'],
    ] as const) {
      await store.batch(() => [write])
      const { wrong } = await checkDays(store, device, { part: 1, random: () => 0 })
      expect(wrong.map((each) => each.what)).toEqual([what])
      await markWrong(store, wrong)
      await rollUp(store)
      expect((await checkDays(store, device, { part: 1, random: () => 0 })).wrong).toEqual([])
    }
  })

  it('finds rows that refer to nothing', async () => {
    const store = await open()
    await alterCells(store, 0, 1, 2, seed)
    expect(await findOrphans(store)).toEqual([])
    await store.batch((db) => [db.delete(store.t.subjects).where(eq(store.t.subjects.key, 'vim'))])
    const found = await findOrphans(store)
    expect(found).toContainEqual({ table: 'processHours', missing: 'subject', rows: 12 })
  })
})

describe('usage-audit db check', () => {
  it('says what is wrong with 65, and nothing once it is repaired', async () => {
    const folder = newFolder()
    const file = join(folder, 'server.db')
    const store = openSqlite(file)
    await alterCells(store, 0, 1, 3, seed)
    await store.batch((db) => [db.update(store.t.days).set({ recordedMs: 1 })])
    await store.close()
    const run = (...args: string[]) =>
      runHere(['db', 'check', '--all', '--data-dir', folder, ...args], {
        env: { USAGE_AUDIT_SERVER__DATABASE: `file:${file}`, USAGE_AUDIT_REPORTS__LOCALE: 'en' },
        now: () => noon + dayMs,
      })
    const first = await run()
    expect(first.exit).toBe(65)
    expect(first.out).toContain('days.recordedMs')
    expect(await run('--repair')).toMatchObject({ exit: 0, err: '' })
    const last = await run()
    expect([last.exit, last.out]).toEqual([
      0,
      expect.stringMatching(/^Days checked: \d+, months: 1, reports: 0; wrong: 0/),
    ])
  })
})
