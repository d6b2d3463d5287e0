import { expect, it } from 'vitest'
import { enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { useHour } from '../../../tests/support/use-days.ts'
import { dayMs, hourMs } from '../../core/time.ts'
import { rollUp } from '../jobs/roll-up.ts'
import { makeOrgReport } from '../reports/make-org-report.ts'
import { makeReport } from '../reports/make-report.ts'
import { readCalendar } from '../screens/calendar.ts'
import { readDay } from '../screens/day.ts'
import { readOverview } from '../screens/overview.ts'
import { readFleetList } from './fleet-list.ts'
import { readOneDevice } from './one-device.ts'

describeStores('a computer that fell silent', (open) => {
  it('is due, and not recorded, alike in its reports, in the list of computers and on its own page', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    await useHour(store, device, { at: noon, minutes: { Writer: 50 } })
    await rollUp(store)
    const now = noon + 10 * dayMs
    const dueMs = 10 * 24 * hourMs
    const report = await makeReport(store, 1, user, '2026-11', now)
    expect(report).toMatchObject({ recordedMs: hourMs, dueMs, coverage: 1 / 240 })
    expect(await makeOrgReport(store, 1, '2026-11', now)).toMatchObject({ recordedMs: hourMs, dueMs })
    const [listed] = await readFleetList(store, 1, { now, version: '0.1.0' })
    expect(listed).toMatchObject({ recordedMs: hourMs, dueMs, coverage: 1 / 240, silentDays: 9 })
    const one = await readOneDevice(store, device, { now, version: '0.1.0' })
    expect(one.device.coverage).toBe(1 / 240)
    expect(one.days.map(({ day, coverage }) => [day, coverage])).toEqual([
      ['2026-11-02', 1 / 12],
      ...report.days.slice(2, 12).map(({ day }) => [day, 0]),
    ])
  })

  it('is due alike on its days, in a calendar and from minute to minute', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    await useHour(store, device, { at: noon, minutes: { Writer: 50 } })
    await rollUp(store)
    const asked = { orgId: 1, user, seesTitles: true, now: noon + 2.5 * dayMs }
    const overview = await readOverview(store, asked, '2026-11')
    const { days } = await readCalendar(store, asked, '2026-11-01', '2026-11-30')
    expect(days.map(({ day, recordedMs, dueMs }) => ({ day, recordedMs, dueMs }))).toEqual(
      overview.figures.days
        .map(({ day, recordedMs, dueMs }) => ({ day, recordedMs, dueMs }))
        .filter(({ dueMs }) => dueMs > 0),
    )
    const [first, second, after] = await Promise.all(
      ['2026-11-02', '2026-11-03', '2026-11-06'].map((day) => readDay(store, asked, { day })),
    )
    const since = noon + hourMs
    expect(first).toMatchObject({ sums: { coverage: 1 / 12 }, devices: [{ recordedMs: hourMs, silentSince: since }] })
    const silent = { recordedMs: 0, silentSince: since, windows: [], presence: [] }
    expect(second).toMatchObject({ sums: { coverage: 0, dueMs: dayMs, activeMs: null }, devices: [silent] })
    expect(after).toMatchObject({ sums: null, devices: [] })
  })

  it('is expected to tell nothing more once it is gone, and while it uploads', async () => {
    const store = await open()
    const { device } = await enroll(store)
    await useHour(store, device, { at: noon, minutes: { Writer: 50 } })
    await rollUp(store)
    const coverageAt = async (now: number) => (await readFleetList(store, 1, { now, version: '0.1.0' }))[0]!.coverage
    expect(await coverageAt(noon + 1.5 * hourMs)).toBe(1)
    expect(await coverageAt(noon + 45 * dayMs)).toBe(0)
    expect(await coverageAt(noon + 70 * dayMs)).toBe(null)
  })
})
