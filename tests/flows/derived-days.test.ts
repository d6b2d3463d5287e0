import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toStretches, usualIdleAfterMs } from '../../src/core/presence.ts'
import { subtract as cut, totalMs } from '../../src/core/spans.ts'
import { addDays, minuteMs } from '../../src/core/time.ts'
import { type DayUsage, toDayUsages } from '../../src/core/usage.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { setIdleThreshold } from '../../src/server/store/idle.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type DayHistory, dayHistory } from '../support/day-histories.ts'
import { createRandom } from '../support/random.ts'
import { aBatch, addDevice, type Enrolled, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const send = (store: Store, device: Enrolled['device'], batch: Batch) =>
  applyBatch(store, device, parseBatch(structuredClone(batch)), noon)

/** The rows in any order, in small batches, with days made in between. */
async function replicate(store: Store, device: Enrolled['device'], { spans, gaps }: DayHistory, seed: number) {
  const random = createRandom(seed)
  const stream = randomUUID()
  const rows = [...spans.map((row) => ({ spans: [row], gaps: [] })), ...gaps.map((row) => ({ spans: [], gaps: [row] }))]
    .map((row) => ({ row, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row)
  for (let upto = 0; rows.length > 0; upto++) {
    const part = rows.splice(0, 1 + Math.floor(random() * 12))
    const ofPart = { spans: part.flatMap((row) => row.spans), gaps: part.flatMap((row) => row.gaps) }
    await send(store, device, aBatch({ stream, upto, processHours: [], ...ofPart }))
    if (random() < 0.6) await rollUp(store)
  }
  await rollUp(store)
}

/** What the database says of a device's days, in the shape of the pure function. */
async function readDays({ db, t }: Store, { deviceId }: Enrolled['device']) {
  const rows = (await db.select().from(t.days)).filter((row) => row.deviceId === deviceId)
  const gaps = (await db.select().from(t.unrecordedDays)).filter((row) => row.deviceId === deviceId)
  return rows
    .map(({ orgId: _, deviceId: __, ...row }) => ({
      ...row,
      unrecorded: Object.fromEntries(gaps.filter(({ day }) => day === row.day).map(({ reason, ms }) => [reason, ms])),
    }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

const expected = (facts: DayHistory['facts'], idleAfterMs: number): Omit<DayUsage, 'apps'>[] =>
  toDayUsages(
    Array.from({ length: 9 }, (_, i) => addDays('2026-10-30', i)),
    facts,
    { idleAfterMs },
  )
    .filter(({ dueMs, apps }) => dueMs > 0 || apps.length > 0)
    .map(({ apps: _, ...day }) => day)

const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)

describeStores('derived days', (open) => {
  it('are what all facts at once give, whatever came in which order, and no session is lost or counted twice', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const threshold = fc.constantFrom(1, 5, 12, 60).map((minutes) => minutes * minuteMs)
    await fc.assert(
      fc.asyncProperty(dayHistory, fc.integer(), threshold, async (history, seed, idleAfterMs) => {
        const { device } = await addDevice(store, user)
        await setIdleThreshold(store, user.id, usualIdleAfterMs)
        await replicate(store, device, history, seed)
        const { facts } = history
        const days = await readDays(store, device)
        expect(days).toEqual(expected(facts, usualIdleAfterMs))
        const lost = facts.gaps.filter(({ reason }) => reason === 'capped')
        const whole = toStretches(facts.presence, facts.clocks, (all) => cut(all, lost), {
          idleAfterMs: usualIdleAfterMs,
        })
        expect(sum(days.map(({ sessions }) => sessions))).toBe(whole.sessions.length)
        expect(sum(days.map(({ sessionMs }) => sessionMs))).toBe(sum(whole.sessions.map((one) => one.end - one.start)))
        expect(sum(days.map(({ activeMs }) => activeMs))).toBe(totalMs(whole.active))
        expect(sum(days.map(({ watchingMs }) => watchingMs))).toBe(totalMs(whole.watching))
        await setIdleThreshold(store, user.id, idleAfterMs)
        await rollUp(store)
        expect(await readDays(store, device)).toEqual(expected(facts, idleAfterMs))
      }),
      { numRuns: 12 },
    )
  })
})
