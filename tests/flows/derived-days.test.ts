import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toStretches, usualIdleAfterMs } from '../../src/core/presence.ts'
import { subtract as cut, totalMs } from '../../src/core/spans.ts'
import { addDays, dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import { type DayUsage, toDayUsages } from '../../src/core/usage.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { setIdleThreshold } from '../../src/server/store/idle.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type DayHistory, dayHistory } from '../support/day-histories.ts'
import { aBatch, addDevice, addPerson, type Enrolled, enroll, noon } from '../support/records.ts'
import { replicate, send } from '../support/replicate.ts'
import { describeStores } from '../support/stores.ts'

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
        const person = await addPerson(store, user)
        const { device } = await addDevice(store, person)
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
        await setIdleThreshold(store, person.id, idleAfterMs)
        await rollUp(store)
        expect(await readDays(store, device)).toEqual(expected(facts, idleAfterMs))
      }),
      { numRuns: 12 },
    )
  })

  it('are made again for another threshold where input was told, and nowhere else', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const other = await addDevice(store, await addPerson(store, user))
    const day = (i: number, watched?: string[]): Batch['spans'][0] => {
      const start = noon + i * dayMs
      return [0, 'clock', start, start + hourMs, null, { zone: 'UTC', offsetMs: 0, ...(watched && { watched }) }]
    }
    const spans = [day(0, ['input']), day(1), day(2, ['input'])]
    await send(store, device, aBatch({ spans, processHours: [] }))
    await send(store, other.device, aBatch({ spans, processHours: [] }))
    await rollUp(store)
    await setIdleThreshold(store, user.id, 10 * minuteMs)
    const marked = await store.db.select().from(store.t.touchedDays)
    expect(marked.map((row) => [row.deviceId, row.day]).sort()).toEqual([
      [device.deviceId, '2026-11-02'],
      [device.deviceId, '2026-11-04'],
    ])
    expect(await rollUp(store)).toMatchObject({ days: 2, failures: [] })
    for (const bad of [0, minuteMs - 1, 61 * minuteMs, Number.NaN])
      await expect(setIdleThreshold(store, user.id, bad)).rejects.toMatchObject({ code: 'invalid', at: 'idleAfterMs' })
    await expect(setIdleThreshold(store, 'nobody', minuteMs)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are made by one at a time: who read before another wrote begins again', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const stream = randomUUID()
    const spans = (...hours: number[]) =>
      hours.map((at): Batch['spans'][0] => {
        const start = noon - 12 * hourMs + at * hourMs
        return [0, 'clock', start, start + hourMs, null, { zone: 'UTC', offsetMs: -3 * hourMs }]
      })
    // Both UTC days have a say in the local 2 November; the slow one makes it for the first, from what it read before.
    await send(store, device, aBatch({ stream, spans: spans(20), processHours: [] }))
    const slow: Store = {
      ...store,
      batch: async (build) => {
        slow.batch = store.batch
        await send(store, device, aBatch({ stream, upto: 3, spans: spans(25), processHours: [] }))
        await store.batch((db) => [db.delete(store.t.touchedDays).where(eq(store.t.touchedDays.day, '2026-11-02'))])
        await rollUp(store)
        await store.batch((db) => [db.insert(store.t.touchedDays).values({ ...device, day: '2026-11-02', mark: 1 })])
        return store.batch(build)
      },
    }
    await store.batch((db) => [db.update(store.t.touchedDays).set({ mark: 1 })])
    await rollUp(slow)
    await rollUp(store)
    expect(await readDays(store, device)).toMatchObject([{ day: '2026-11-02', recordedMs: 2 * hourMs }])
  })
})
