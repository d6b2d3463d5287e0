import { expect, it } from 'vitest'
import { aBatch, addDevice, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { hourMs, minuteMs, secondMs } from '../../core/time.ts'
import type { Batch } from '../../protocol/batches.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import { rollUp } from '../jobs/roll-up.ts'
import type { Store } from '../store/store.ts'
import { readApps } from './apps.ts'
import type { Asked } from './asked.ts'
import { readDay } from './day.ts'

const nine = Date.parse('2026-10-20T09:00:00Z')
const clock = { zone: 'UTC', offsetMs: 0, watched: ['window', 'input', 'lock', 'inhibit'] as const }
const day = '2026-10-20'
type Spans = Batch['spans']

async function upload(store: Store, device: DeviceKey, hours: number, spans: Spans) {
  const ends = nine + hours * hourMs
  const subjects: Batch['subjects'] = [
    ['app', 'firefox.desktop', 'Firefox'],
    ['app', 'code.desktop', 'Code'],
    ['app', 'mail.desktop', 'Mail'],
  ]
  const recorded: Spans = [
    [0, 'clock', nine, ends, null, clock],
    [0, 'input', nine, ends, null, null],
  ]
  const all = [...recorded, ...spans]
  for (let i = 0; i < all.length; i += 500) {
    const batch = aBatch({ subjects, processHours: [], spans: all.slice(i, i + 500) })
    const { refused } = await applyBatch(store, device, parseBatch(batch), noon)
    expect(refused).toEqual([])
  }
}

/** So many minutes, each with 35 s of Firefox, whose title always changes, and 25 s of Code. */
const inTurn = (minutes: number): Spans =>
  Array.from({ length: minutes }, (_, i) => nine + i * minuteMs).flatMap((at): Spans => {
    const change = at + 35 * secondMs
    return [
      [0, 'window', at, change, 0, { title: `Page ${at}` }],
      [0, 'window', change, at + minuteMs, 1, null],
    ]
  })

const namesOf = ({ apps }: Awaited<ReturnType<typeof readDay>>) =>
  apps.map(({ name, inFrontMs }) => [name, inFrontMs / minuteMs])

describeStores('how long apps were in front on a day', (open) => {
  it('is exact however short their windows were, of the day and of a part of it, and the same for who sees no titles', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    await upload(store, device, 8, inTurn(480))
    await rollUp(store)
    const asked: Asked = { orgId: 1, user, seesTitles: true, now: noon }
    for (const one of [asked, { ...asked, seesTitles: false }]) {
      const whole = await readDay(store, one, { day })
      expect(whole.devices[0]!.windows.length).toBeLessThanOrEqual(360)
      expect(namesOf(whole)).toEqual([
        ['Firefox', 280],
        ['Code', 200],
      ])
      const closer = await readDay(store, one, { day, from: nine + hourMs, to: nine + 2 * hourMs })
      expect(namesOf(closer)).toEqual([
        ['Firefox', 35],
        ['Code', 25],
      ])
      expect(closer.devices[0]!.inFront).toEqual(closer.apps.map(({ inFrontMs: ms }, app) => ({ app, ms })))
    }
  })

  it('is what the list of apps says of that day, with several computers at once and a locked hour', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const { device: other } = await addDevice(store, user)
    const [ten, eleven] = [nine + hourMs, nine + 2 * hourMs]
    await upload(store, device, 8, [...inTurn(480), [0, 'lock', ten, eleven, null, null]])
    await upload(store, other, 3, [
      [0, 'window', nine, ten, 1, null],
      [0, 'window', ten, nine + 3 * hourMs, 2, null],
    ])
    await rollUp(store)
    const asked: Asked = { orgId: 1, user, seesTitles: true, now: noon }
    const shown = await readDay(store, asked, { day })
    const { apps } = await readApps(store, asked, { period: day, sort: 'foreground' })
    expect(shown.apps.map(({ key, inFrontMs }) => [key, inFrontMs])).toEqual(
      apps.map(({ key, foregroundMs }) => [key, foregroundMs]),
    )
    // Seven hours in turn, an hour of Code and two of mail beside them.
    expect(namesOf(shown)).toEqual([
      ['Firefox', 245],
      ['Code', 235],
      ['Mail', 120],
    ])
    const ofDevices = shown.devices.flatMap(({ inFront }) => inFront)
    for (const [place, { inFrontMs }] of shown.apps.entries())
      expect(ofDevices.reduce((sum, { app, ms }) => sum + (app === place ? ms : 0), 0)).toBe(inFrontMs)
    // Nothing is drawn over the hour that was locked.
    const drawn = shown.devices[0]!.windows.filter(({ start, end }) => start < eleven && end > ten)
    expect(drawn).toEqual([])
  })
})
