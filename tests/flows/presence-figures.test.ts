import { expect, it } from 'vitest'
import { minuteMs } from '../../src/core/time.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, type Enrolled, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const midnight = noon + 12 * 60 * minuteMs
const clock = { zone: 'UTC', offsetMs: 0 }
const watching = { ...clock, watched: ['input', 'window'] }
const after = (minutes: number, from = noon) => from + minutes * minuteMs

/** Two apps of which one was in front for 20 of 30 watched minutes; input in the first 10. */
const presence: Batch['spans'] = [
  [0, 'clock', noon, after(30), null, watching],
  [0, 'clock', after(30), after(60), null, clock],
  [0, 'window', noon, after(20), 0, null],
  [0, 'input', after(1), after(10), null, null],
]

const ingest = async (store: Store, { device }: Enrolled, spans: Batch['spans'], upto: number, first?: Batch) => {
  const batch = aBatch({ ...(first && { stream: first.stream }), spans, upto, sentAt: after(60) })
  await applyBatch(store, device, parseBatch(structuredClone(batch)), after(60))
  return batch
}

describeStores('presence', (open) => {
  it('becomes foreground and active time of days, months and reports', async () => {
    const store = await open()
    const enrolled = await enroll(store)
    await ingest(store, enrolled, presence, 5)
    await rollUp(store)
    const { db, t } = store
    const known = { foregroundMs: 20 * minuteMs, activeMs: 9 * minuteMs }
    expect(await db.select().from(t.days)).toMatchObject([
      { day: '2026-11-02', recordedMs: 60 * minuteMs, watchedMs: 30 * minuteMs, activeMs: 9 * minuteMs },
    ])
    expect(await db.select().from(t.usageDays)).toMatchObject([{ runningMs: 60 * minuteMs, ...known }])
    expect(await db.select().from(t.usageMonths)).toMatchObject([{ runningMs: 60 * minuteMs, ...known }])
    const report = await makeReport(store, 1, enrolled.user, '2026-11', after(60))
    expect(report).toMatchObject({ activeMs: 9 * minuteMs, watchedMs: 30 * minuteMs, apps: [known] })
  })

  it('stays unknown where no desktop told, also in a month of which a part is known', async () => {
    const store = await open()
    const enrolled = await enroll(store)
    const first = await ingest(store, enrolled, [[0, 'clock', noon, after(60), null, clock]], 2)
    await rollUp(store)
    const { db, t } = store
    const unknown = { foregroundMs: null, activeMs: null }
    expect(await db.select().from(t.days)).toMatchObject([{ activeMs: null, watchedMs: 0 }])
    expect(await db.select().from(t.usageDays)).toMatchObject([unknown])
    expect(await db.select().from(t.usageMonths)).toMatchObject([unknown])
    const report = await makeReport(store, 1, enrolled.user, '2026-11', after(60))
    expect(report).toMatchObject({ activeMs: null, watchedMs: 0, apps: [unknown] })

    const nextDay = after(24 * 60)
    const spans: Batch['spans'] = [
      [0, 'clock', nextDay, after(10, nextDay), null, watching],
      [0, 'window', nextDay, after(10, nextDay), 0, null],
    ]
    await ingest(store, enrolled, spans, 9, first)
    await rollUp(store)
    expect(await db.select().from(t.usageMonths)).toMatchObject([{ foregroundMs: 10 * minuteMs, activeMs: 0 }])
  })

  it('joins input over midnight, whichever side comes last', async () => {
    const store = await open()
    const enrolled = await enroll(store)
    const evening: Batch['spans'] = [
      [0, 'clock', after(-10, midnight), midnight, null, watching],
      [0, 'window', after(-10, midnight), midnight, 0, null],
      [0, 'input', after(-3, midnight), after(-3, midnight) + 1, null, null],
    ]
    const first = await ingest(store, enrolled, evening, 5)
    await rollUp(store)
    const morning: Batch['spans'] = [
      [0, 'clock', midnight, after(10, midnight), null, watching],
      [0, 'input', after(1, midnight), after(1, midnight) + 1, null, null],
    ]
    await ingest(store, enrolled, morning, 9, first)
    await rollUp(store)
    const { db, t } = store
    expect(await db.select().from(t.days).orderBy(t.days.day)).toMatchObject([
      { day: '2026-11-02', activeMs: 3 * minuteMs },
      { day: '2026-11-03', activeMs: minuteMs + 1 },
    ])
  })
})

it('parseBatch › refuses a window without an app, and details where there are none', () => {
  const spans: Batch['spans'] = [
    [0, 'window', noon, noon + 1, 0, null],
    [0, 'window', noon, noon + 1, null, null],
    [0, 'input', noon, noon + 1, 0, null],
    [0, 'input', noon, noon + 1, null, { keys: 'secret' }],
    [0, 'clock', noon, noon + 1, null, { ...clock, watched: ['thoughts'] }],
    [0, 'clock', noon, noon + 1, null, watching],
    [0, 'window', noon, noon + 1, 0, { title: 'Inbox' }],
    [0, 'window', noon, noon + 1, 0, { title: 'Inbox', url: 'https://example.org' }],
    [0, 'window', noon, noon + 1, 0, { title: 'x'.repeat(501) }],
    [0, 'window', noon, noon + 1, 0, { title: 'a\u0000' }],
  ]
  expect(parseBatch(aBatch({ spans })).refused.map(({ index, code }) => [index, code])).toEqual([
    [1, 'subject_invalid'],
    [2, 'subject_invalid'],
    [3, 'detail_invalid'],
    [4, 'detail_invalid'],
    [7, 'detail_invalid'],
    [8, 'detail_invalid'],
    [9, 'detail_invalid'],
  ])
})
