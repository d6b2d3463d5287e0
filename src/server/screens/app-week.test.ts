import { expect, it } from 'vitest'
import { aBatch, addDevice, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { hourMs, minuteMs } from '../../core/time.ts'
import type { Batch } from '../../protocol/batches.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import { rollUp } from '../jobs/roll-up.ts'
import type { Store } from '../store/store.ts'
import { readApp } from './app.ts'
import type { Asked } from './asked.ts'
import { readOverview } from './overview.ts'

/** An hour of a device in a zone, with so many minutes of Firefox in front and somebody typing. */
async function anHour(store: Store, device: DeviceKey, start: string, zone: string, offsetHours: number, minutes = 60) {
  const at = Date.parse(start)
  const watched = ['window', 'input', 'lock', 'inhibit'] as const
  const end = at + minutes * minuteMs
  const window: Batch['spans'][number] = [0, 'window', at, end, 0, null]
  const batch = aBatch({
    processHours: [],
    spans: [
      [0, 'clock', at, at + hourMs, null, { zone, offsetMs: offsetHours * hourMs, watched }],
      ...(minutes > 0 ? [window] : []),
      [0, 'input', at, at + hourMs, null, null],
    ],
  })
  expect((await applyBatch(store, device, parseBatch(batch), noon)).refused).toEqual([])
}

describeStores('the hours of the week of an app', (open) => {
  it('are those that the clocks showed where each computer was, as the hours of the person are', async () => {
    const store = await open()
    const { user, device } = await enroll(store, { zone: 'America/Sao_Paulo' })
    const { device: other } = await addDevice(store, user)
    // Tuesday 9 o'clock in Tokyo, which is Monday evening in São Paulo; and Thursday 9:40 to 10:40 in Delhi.
    await anHour(store, device, '2026-10-20T00:00:00Z', 'Asia/Tokyo', 9)
    await anHour(store, other, '2026-10-22T04:10:00Z', 'Asia/Kolkata', 5.5)
    await rollUp(store)
    const asked: Asked = { orgId: 1, user, seesTitles: true, now: noon }
    const { hours } = await readApp(store, asked, 'firefox.desktop', '2026-10')
    expect(hours).toEqual([
      { weekday: 2, hour: 9, days: 1, foregroundMs: hourMs, activeMs: hourMs },
      { weekday: 4, hour: 9, days: 1, foregroundMs: 20 * minuteMs, activeMs: 20 * minuteMs },
      { weekday: 4, hour: 10, days: 1, foregroundMs: 40 * minuteMs, activeMs: 40 * minuteMs },
    ])
    const { figures } = await readOverview(store, asked, '2026-10')
    const recorded = figures.hours!.filter(({ recordedMs }) => recordedMs > 0)
    expect(hours.map(({ weekday, hour, activeMs }) => [weekday, hour, activeMs])).toEqual(
      recorded.map(({ weekday, hour, activeMs }) => [weekday, hour, activeMs]),
    )
  })

  it('say on how many days each was recorded, with the app or without, and nothing of those that never were', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    await anHour(store, device, '2026-10-06T09:00:00Z', 'UTC', 0)
    await anHour(store, device, '2026-10-13T09:00:00Z', 'UTC', 0, 30)
    await anHour(store, device, '2026-10-20T09:00:00Z', 'UTC', 0, 0)
    await anHour(store, device, '2026-10-21T15:00:00Z', 'UTC', 0, 0)
    await rollUp(store)
    const asked: Asked = { orgId: 1, user, seesTitles: true, now: noon }
    const { hours } = await readApp(store, asked, 'firefox.desktop', '2026-10')
    expect(hours).toEqual([
      { weekday: 2, hour: 9, days: 3, foregroundMs: 90 * minuteMs, activeMs: 90 * minuteMs },
      { weekday: 3, hour: 15, days: 1, foregroundMs: 0, activeMs: 0 },
    ])
    expect((await readApp(store, asked, 'firefox.desktop', '2026-09')).hours).toEqual([])
  })
})
