import { expect, it } from 'vitest'
import { aBatch, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { hourMs } from '../../core/time.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import type { User } from '../store/people.ts'
import { closePeriods } from './close-periods.ts'

const december = Date.UTC(2026, 11, 1)
const options = { hour: 8, addressOf: (user: User) => user.email }

describeStores('closePeriods', (open) => {
  it('waits while a device west of the reader still has the month, also past the send hour', async () => {
    const store = await open()
    const { device } = await enroll(store, { zone: 'UTC' })
    const offsetMs = -10 * hourMs
    const clock = { zone: 'Pacific/Honolulu', offsetMs }
    const sent = aBatch({ spans: [[0, 'clock', noon, noon + hourMs, null, clock]] })
    await applyBatch(store, device, parseBatch(sent), noon)
    expect(await closePeriods(store, options, december + 9 * hourMs)).toBe(0)
    expect(await closePeriods(store, options, december - offsetMs - 1)).toBe(0)
    expect(await closePeriods(store, options, december - offsetMs)).toBe(1)
  })
})
