import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { hourMs } from '../../src/core/time.ts'
import { toView } from '../../src/core/view/view.ts'
import type { Batch } from '../../src/protocol/batches.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import { furthestMs, liveWithWrongClocks } from '../support/clock-trial.ts'
import { chooseSeed, createRandom } from '../support/random.ts'
import { aBatch, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'

const clock = { zone: 'UTC', offsetMs: 0 }
const span = (start: number): Batch['spans'][0] => [0, 'clock', start, start + hourMs, null, clock]

describeStores('wrong clocks', (open) => {
  it('move no fact, and days only to where they were true', { timeout: 60_000 }, async () => {
    const seed = chooseSeed()
    const result = await liveWithWrongClocks(await open(), 24, createRandom(seed))
    expect(result, `SEED=${seed}`).toMatchObject({ devices: 24, factsMoved: 0, silent: 0 })
    expect(result.worstMs, `SEED=${seed}`).toBeLessThanOrEqual(furthestMs)
    expect(result.wrong).toBeGreaterThan(4)
  })

  it('are measured by stream: what was recorded before a clock was put right is told from what came after', async () => {
    const store = await open()
    const { device, user } = await enroll(store)
    const ahead = 30 * 24 * hourMs
    const send = (stream: string, start: number, skewMs: number) =>
      applyBatch(
        store,
        device,
        parseBatch(
          aBatch({ stream, sentAt: start + hourMs + skewMs, spans: [span(start + skewMs)], processHours: [] }),
        ),
        start + hourMs,
      )
    await send(randomUUID(), noon - 2 * hourMs, ahead)
    await send(randomUUID(), noon, 0)
    await rollUp(store)
    expect(await store.db.select().from(store.t.days)).toMatchObject([{ day: '2026-11-02', recordedMs: 2 * hourMs }])
    const report = await makeReport(store, 1, user, '2026-11', noon + 2 * hourMs)
    expect(report.devices).toMatchObject([
      { clockAheadMs: ahead, recordedMs: 2 * hourMs, lastRecordedAt: noon + hourMs },
    ])
    const shown = toView(report, 'en').sections.flatMap(({ sentences }) => sentences.flat())
    expect(shown).toContain('The clock of laptop was 720\u00a0h ahead: its times were put right.')
    const said = toView(report, 'pt-BR').sections.flatMap(({ sentences }) => sentences.flat())
    expect(said).toContain('O relógio de laptop estava 720\u00a0h adiantado: seus horários foram corrigidos.')
  })

  it('are believed by the fastest upload: a slow one is made up for, also in days made already', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const stream = randomUUID()
    const send = (upto: number, start: number, tookMs: number) =>
      applyBatch(
        store,
        device,
        parseBatch(aBatch({ stream, upto, sentAt: start + hourMs, spans: [span(start)], processHours: [] })),
        start + hourMs + tookMs,
      )
    const start = noon + 10 * hourMs
    await send(1, start, 5 * hourMs)
    await rollUp(store)
    expect(await store.db.select().from(store.t.days)).toMatchObject([{ day: '2026-11-03', recordedMs: hourMs }])
    await send(2, start + 26 * hourMs, 0)
    await rollUp(store)
    const made = await store.db.select().from(store.t.days).orderBy(store.t.days.day)
    expect(made.map(({ day, recordedMs }) => [day, recordedMs])).toEqual([
      ['2026-11-02', hourMs],
      ['2026-11-03', 0],
      ['2026-11-04', hourMs],
    ])
    expect(await store.db.select().from(store.t.spans)).toMatchObject([{ start }, { start: start + 26 * hourMs }])
  })
})
