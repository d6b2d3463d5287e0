import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toPersonTimes } from '../../src/core/person-day.ts'
import { usualIdleAfterMs } from '../../src/core/presence.ts'
import { totalMs } from '../../src/core/spans.ts'
import { addDays, dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import { toDeviceTime } from '../../src/core/usage.ts'
import { toUsageHours } from '../../src/core/usage-hours.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import { setIdleThreshold } from '../../src/server/store/idle.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type DayHistory, dayHistory } from '../support/day-histories.ts'
import { aBatch, addDevice, addPerson, enroll, noon } from '../support/records.ts'
import { replicate, send } from '../support/replicate.ts'
import { describeStores } from '../support/stores.ts'

const dates = Array.from({ length: 9 }, (_, i) => addDays('2026-10-30', i))
const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)
const toText = (row: object) => JSON.stringify(Object.entries(row).sort())
const byKey = (a: object, b: object) => (toText(a) < toText(b) ? -1 : 1)

async function readRollUps({ db, t }: Store, userId: string, deviceIds: readonly number[]) {
  const ofDevice = <R extends { deviceId: number }>(rows: R[]) =>
    deviceIds.map((id) => rows.filter((row) => row.deviceId === id))
  const people = (await db.select().from(t.personDays)).filter((row) => row.userId === userId)
  const ofPerson = (await db.select().from(t.personHours)).filter((row) => row.userId === userId)
  return {
    person: people.map(({ orgId: _, userId: __, ...day }) => day).sort((a, b) => (a.day < b.day ? -1 : 1)),
    personHours: ofPerson.map(({ orgId: _, userId: __, ...hour }) => hour).sort(byKey),
    hours: ofDevice(await db.select().from(t.usageHours)),
    days: ofDevice(await db.select().from(t.usageDays)),
    months: ofDevice(await db.select().from(t.usageMonths)),
  }
}

function expectedHours(facts: DayHistory['facts'], idleAfterMs: number) {
  const time = toDeviceTime(facts, { idleAfterMs })
  return dates.flatMap((day) => toUsageHours(day, time).map(({ subject: _, ...hour }) => ({ day, ...hour })))
}

async function check(store: Store, userId: string, devices: readonly number[], all: DayHistory[], idleAfterMs: number) {
  const times = all.map(({ facts }) => toDeviceTime(facts, { idleAfterMs }))
  const stored = await readRollUps(store, userId, devices)
  const wanted = toPersonTimes(dates, times).filter(({ day }) => day.dueMs > 0)
  expect(stored.person).toEqual(wanted.map(({ day }) => day))
  const wantedHours = wanted.flatMap(({ day: { day }, hours }) => hours.map((hour) => ({ day, ...hour })))
  expect(stored.personHours).toEqual(wantedHours.sort(byKey))
  for (const day of stored.person) {
    const hours = stored.personHours.filter((hour) => hour.day === day.day)
    expect(sum(hours.map((hour) => hour.recordedMs))).toBe(day.recordedMs)
    expect(sum(hours.map((hour) => hour.activeMs))).toBe(day.activeMs ?? 0)
  }
  expect(sum(stored.person.map(({ activeMs }) => activeMs))).toBe(
    totalMs(times.flatMap(({ stretches }) => stretches.active)),
  )
  for (const [i, hours] of stored.hours.entries()) {
    const told = hours.map(({ orgId: _, deviceId: __, subjectId: ___, ...hour }) => hour)
    expect(told.sort(byKey)).toEqual(expectedHours(all[i]!.facts, idleAfterMs).sort(byKey))
    for (const column of ['foregroundMs', 'activeMs', 'watchingMs'] as const) {
      const ofDays = sum(stored.days[i]!.map((row) => row[column]))
      expect(sum(hours.map((row) => row[column]))).toBe(ofDays)
      expect(sum(stored.months[i]!.map((row) => row[column]))).toBe(ofDays)
    }
  }
}

const clock = (start: number, watched = ['input', 'window']): Batch['spans'][0] => [
  0,
  'clock',
  start,
  start + hourMs,
  null,
  { zone: 'UTC', offsetMs: 0, watched },
]
const input = (start: number, minutes: number): Batch['spans'][0] => [
  0,
  'input',
  start,
  start + minutes * minuteMs,
  null,
  null,
]

describeStores('days of a person', (open) => {
  it('and hours and months are what all facts at once give, whatever came in which order from which device', {
    timeout: 60_000,
  }, async () => {
    const store = await open()
    const { user } = await enroll(store)
    await fc.assert(
      fc.asyncProperty(fc.tuple(dayHistory, dayHistory), fc.integer(), async (all, seed) => {
        const person = await addPerson(store, user)
        const devices = [(await addDevice(store, person)).device, (await addDevice(store, person)).device]
        await Promise.all(devices.map((device, i) => replicate(store, device, all[i]!, seed + i)))
        await rollUp(store)
        const ids = devices.map(({ deviceId }) => deviceId)
        await check(store, person.id, ids, all, usualIdleAfterMs)
        await setIdleThreshold(store, person.id, 20 * minuteMs)
        await rollUp(store)
        await check(store, person.id, ids, all, 20 * minuteMs)
        expect(await store.db.select().from(store.t.touchedPersonDays)).toEqual([])
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  it('are made again where facts came or the threshold changed, and nowhere else', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const other = (await addDevice(store, user)).device
    const spans = (...days: number[]) => days.map((day) => clock(noon + day * dayMs))
    await send(store, device, aBatch({ spans: [...spans(0, 1), clock(noon + 2 * dayMs, [])], processHours: [] }))
    await send(store, other, aBatch({ spans: spans(0, 1), processHours: [] }))
    await rollUp(store)
    const { db, t } = store
    const spoil = () =>
      store.batch((tx) => [tx.update(t.days).set({ dueMs: 1 }), tx.update(t.personDays).set({ dueMs: 1 })])
    const mended = async () => [
      (await db.select().from(t.days)).filter(({ dueMs }) => dueMs !== 1).map((row) => `${row.deviceId} ${row.day}`),
      (await db.select().from(t.personDays)).filter(({ dueMs }) => dueMs !== 1).map(({ day }) => day),
    ]
    await spoil()
    await send(store, other, aBatch({ spans: [clock(noon + dayMs + 2 * hourMs)], processHours: [] }))
    expect(await rollUp(store)).toMatchObject({ days: 1, personDays: 1 })
    expect(await mended()).toEqual([[`${other.deviceId} 2026-11-03`], ['2026-11-03']])
    await spoil()
    await setIdleThreshold(store, user.id, 10 * minuteMs)
    expect(await rollUp(store)).toMatchObject({ days: 4, personDays: 2 })
    const days = [device, other].flatMap(({ deviceId }) => [`${deviceId} 2026-11-02`, `${deviceId} 2026-11-03`])
    expect((await mended()).map((list) => list.sort())).toEqual([days, ['2026-11-02', '2026-11-03']])
  })

  it('count active time and sessions on two devices at once, or one after the other, once', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const other = (await addDevice(store, user)).device
    await send(store, device, aBatch({ spans: [clock(noon), input(noon, 30)], processHours: [] }))
    await send(store, other, aBatch({ spans: [clock(noon), input(noon + 20 * minuteMs, 20)], processHours: [] }))
    await rollUp(store)
    const report = await makeReport(store, 1, user, '2026-11', noon + hourMs)
    const once = { activeMs: 40 * minuteMs, overlapMs: 10 * minuteMs, sessions: 1, sessionMs: 40 * minuteMs }
    expect(report).toMatchObject({ ...once, recordedMs: 2 * hourMs, watchedMs: 2 * hourMs })
    await store.batch((db) => [db.delete(store.t.personDays)])
    const summed = await makeReport(store, 1, user, '2026-11', noon + hourMs)
    expect(summed).toMatchObject({ activeMs: 50 * minuteMs, sessions: 2 })
    expect(summed).not.toHaveProperty('overlapMs')
  })
})
