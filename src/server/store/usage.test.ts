import { expect, it } from 'vitest'
import { aBatch, addDevice, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { dayMs, hourMs } from '../../core/time.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import { rollUp } from '../jobs/roll-up.ts'
import { makeReport } from '../reports/make-report.ts'
import { personalOrg } from './people.ts'

/** Firefox for an hour from noon on each of some days, counted from 2 November. */
const usedOn = (...days: number[]) =>
  aBatch({
    sentAt: noon + 10 * dayMs,
    processHours: days.map((day) => [0, 0, noon + day * dayMs, hourMs, 60_000, 1, 3_600_000, 2_000, 360]),
    spans: days.map((day) => {
      const start = noon + day * dayMs
      return [0, 'clock', start, start + hourMs, null, { zone: 'UTC', offsetMs: 0 }]
    }),
  })

describeStores('readDeviceMonth', (open) => {
  it('names the days of each app, so that a day on two devices counts once and each other day too', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const second = await addDevice(store, user)
    const now = noon + 10 * dayMs
    await applyBatch(store, device, parseBatch(usedOn(0, 1)), now)
    await applyBatch(store, second.device, parseBatch(usedOn(1, 2, 3)), now)
    await rollUp(store)
    const { apps } = await makeReport(store, personalOrg, user, '2026-11', now)
    expect(apps).toMatchObject([{ name: 'Firefox', launches: 5, days: 4 }])
  })
})
