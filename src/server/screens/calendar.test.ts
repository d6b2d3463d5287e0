import { expect, it } from 'vitest'
import { aBatch, addDevice, addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { hourMs } from '../../core/time.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import { rollUp } from '../jobs/roll-up.ts'
import { readCalendar } from './calendar.ts'

describeStores('a calendar', (open) => {
  it('has a day on which nothing was due, and none of which nothing is known', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    // Somebody else's computer tells nothing of this person.
    const { device: theirs } = await addDevice(store, await addPerson(store, user))
    const [start, end] = [Date.parse('2026-10-02T16:00:00Z'), Date.parse('2026-10-05T08:00:00Z')]
    const clock = { zone: 'UTC', offsetMs: 0 }
    const weekend = aBatch({
      processHours: [],
      spans: [
        [0, 'clock', start - hourMs, start, null, clock],
        [0, 'clock', end, end + hourMs, null, clock],
      ],
      gaps: [[0, start, end, 'off']],
    })
    const later = aBatch({ processHours: [], spans: [], gaps: [[0, end, end + 72 * hourMs, 'off']] })
    for (const [on, batch] of [
      [device, weekend],
      [theirs, later],
    ] as const)
      expect((await applyBatch(store, on, parseBatch(batch), noon)).refused).toEqual([])
    await rollUp(store)
    // Later on it would be silent, and that time due.
    const asked = { orgId: 1, user, seesTitles: true, now: end + hourMs }
    const { days } = await readCalendar(store, asked, '2026-10-01', '2026-10-31')
    expect(days.map(({ day, recordedMs, dueMs }) => [day, recordedMs, dueMs])).toEqual([
      ['2026-10-02', hourMs, hourMs],
      ['2026-10-03', 0, 0],
      ['2026-10-04', 0, 0],
      ['2026-10-05', hourMs, hourMs],
    ])
  })
})
