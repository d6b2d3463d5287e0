import { expect, it } from 'vitest'
import { marinaReport } from '../../../tests/support/marina.ts'
import { aBatch, addDevice, addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import type { DeviceKey } from '../../core/devices.ts'
import { dayMs, hourMs, minuteMs } from '../../core/time.ts'
import type { Batch } from '../../protocol/batches.ts'
import { applyBatch } from '../ingest/apply-batch.ts'
import { parseBatch } from '../ingest/parse-batch.ts'
import { rollUp } from '../jobs/roll-up.ts'
import { makeReport } from '../reports/make-report.ts'
import { addReport } from '../store/ledger.ts'
import { findMembersOf } from '../store/members.ts'
import type { Store } from '../store/store.ts'
import { readApp } from './app.ts'
import { readApps } from './apps.ts'
import type { Asked } from './asked.ts'
import { readCalendar } from './calendar.ts'
import { readComparison } from './compare.ts'
import { readDay } from './day.ts'
import { readOverview } from './overview.ts'
import { search } from './search.ts'

const at = (day: string, hour: number) => Date.parse(`${day}T00:00:00Z`) + hour * hourMs
const watched = ['window', 'input', 'lock', 'inhibit'] as const
const clock = { zone: 'UTC', offsetMs: 0, watched }

/** A morning: an hour of Firefox with a letter in front, then so many of an editor; somebody types for the first hour and a half. */
function morning(day: string, codeHours: number): Pick<Batch, 'spans' | 'processHours'> {
  const [nine, ten, end] = [at(day, 9), at(day, 10), at(day, 10 + codeHours)]
  return {
    spans: [
      [0, 'clock', nine, end, null, clock],
      [0, 'window', nine, ten, 0, { title: 'A letter – Firefox' }],
      [0, 'window', ten, end, 1, null],
      [0, 'input', nine, nine + 90 * minuteMs, null, null],
    ],
    processHours: [
      [0, 0, nine, hourMs, 6_000, 1, 3_600_000, 2_000, 360],
      [0, 1, ten, hourMs, 60_000, 2, 7_200_000, 3_000, 360],
    ],
  }
}

const apps: Batch['subjects'] = [
  ['app', 'firefox.desktop', 'Firefox'],
  ['app', 'code.desktop', 'Code'],
]

async function upload(store: Store, device: DeviceKey, parts: readonly ReturnType<typeof morning>[]) {
  const spans = parts.flatMap((part) => part.spans)
  const processHours = parts.flatMap((part) => part.processHours)
  const { refused } = await applyBatch(store, device, parseBatch(aBatch({ subjects: apps, spans, processHours })), noon)
  expect(refused).toEqual([])
  await rollUp(store)
}

/** Two mornings of October and one of November, at noon of 2 November; and somebody else with an app of their own. */
async function openWorld(store: Store) {
  const { user, device } = await enroll(store)
  await upload(store, device, [morning('2026-10-01', 2), morning('2026-10-20', 3), morning('2026-11-02', 2)])
  const other = await addPerson(store, user)
  const { device: theirs } = await addDevice(store, other)
  const secret = [['app', 'secret.desktop', 'Secret']] satisfies Batch['subjects']
  await applyBatch(store, theirs, parseBatch(aBatch({ subjects: secret })), noon)
  await rollUp(store)
  const asked: Asked = { orgId: 1, user, seesTitles: true, now: noon }
  return { user, device, asked }
}

const usual = { sort: 'active' as const }

describeStores('the screens of a person', (open) => {
  it('say of a month that is over what its report says, and of one that goes on what the same days before came to', async () => {
    const store = await open()
    const { user, asked } = await openWorld(store)
    const report = await makeReport(store, 1, user, '2026-10', noon)
    const { figures, ...over } = await readOverview(store, asked, '2026-10')
    expect({ kind: 'person-month', ...figures }).toEqual(report)
    expect(over).toMatchObject({ period: { over: true, unit: 'month' }, before: null, apps: 2 })

    const { kind: _, ...soFar } = await makeReport(store, 1, user, '2026-11', noon)
    const now = await readOverview(store, asked, '2026-11')
    for (const name of ['recordedMs', 'dueMs', 'cpuMs', 'activeMs', 'days', 'devices', 'launches'] as const)
      expect([name, now.figures[name]]).toEqual([name, soFar[name]])
    // Of October only the first is compared: as many days as November has had, less one without anything.
    expect(now.before).toMatchObject({ first: '2026-10-01', last: '2026-10-02', whole: false, days: 1 })
    expect(now.before).toMatchObject({ activeMs: 90 * minuteMs, recordedMs: 3 * hourMs, cpuMs: 66_000 })
    expect(now.figures.apps.map(({ key, previous }) => [key, previous?.activeMs])).toEqual([
      ['firefox.desktop', 60 * minuteMs],
      ['code.desktop', 30 * minuteMs],
    ])
  })

  it('say the same of a year and a day as of the months and hours they are made of, and of each day in a calendar', async () => {
    const store = await open()
    const { asked } = await openWorld(store)
    const [year, october, november] = await Promise.all(
      ['2026', '2026-10', '2026-11'].map((name) => readOverview(store, asked, name)),
    )
    for (const name of ['recordedMs', 'cpuMs', 'activeMs', 'launches'] as const)
      expect(year!.figures[name]).toBe(october!.figures[name]! + november!.figures[name]!)
    expect(year!.figures.days).toHaveLength(365)
    const day = await readOverview(store, asked, '2026-10-20')
    expect(day.figures).toMatchObject({
      recordedMs: 4 * hourMs,
      activeMs: 90 * minuteMs,
      days: [{ day: '2026-10-20' }],
    })
    expect((await readOverview(store, asked, '2026-W45')).figures.recordedMs).toBe(3 * hourMs)

    const { days, today } = await readCalendar(store, asked, '2026-01-01', '2026-12-31')
    expect(today).toBe('2026-11-02')
    expect(days.filter(({ recordedMs }) => recordedMs > 0)).toMatchObject([
      { day: '2026-10-01', activeMs: 90 * minuteMs, recordedMs: 3 * hourMs },
      { day: '2026-10-20', activeMs: 90 * minuteMs, recordedMs: 4 * hourMs },
      { day: '2026-11-02', activeMs: 90 * minuteMs, recordedMs: 3 * hourMs },
    ])
    await expect(readCalendar(store, asked, '2026-12-31', '2026-01-01')).rejects.toMatchObject({ at: 'to' })
    await expect(readCalendar(store, asked, '2020-01-01', '2026-01-01')).rejects.toMatchObject({ code: 'invalid' })
  })

  it('have one app with its months, days, hours, devices and titles, and nothing of what only others use; and list all in any order', async () => {
    const store = await open()
    const { asked } = await openWorld(store)
    const app = await readApp(store, asked, 'firefox.desktop', '2026-10')
    expect(app).toMatchObject({
      sums: { activeMs: 2 * hourMs, cpuMs: 12_000, launches: 2, days: 2, memoryPeakKiB: 2_000, memoryMeanKiB: 1_000 },
      previous: null,
      months: [{ month: '2026-10', launches: 2 }, { month: '2026-11' }],
      days: [{ day: '2026-10-01', foregroundMs: hourMs }, { day: '2026-10-20' }],
      devices: [{ name: 'laptop', lastDay: '2026-10-20' }],
      ...{ firstDay: '2026-10-01', lastDay: '2026-11-02' },
      titles: [{ title: 'A letter – Firefox', foregroundMs: 2 * hourMs }],
      titlesAre: 'shown',
    })
    // The last days of a year that goes on are those up to today.
    const ofYear = await readApp(store, asked, 'firefox.desktop', '2026')
    expect(ofYear.titles).toMatchObject([{ title: 'A letter – Firefox', foregroundMs: 2 * hourMs }])
    const withheld = await readApp(store, { ...asked, seesTitles: false }, 'firefox.desktop', '2026-10')
    expect(withheld).toMatchObject({ titles: [], titlesAre: 'withheld' })
    const others = await readApp(store, asked, 'secret.desktop', '2026-11')
    expect(others).toEqual({
      ...(await readApp(store, asked, 'x', '2026-11')),
      key: 'secret.desktop',
      name: 'secret.desktop',
    })

    const list = async (question: object) => {
      const { apps: found, ...rest } = await readApps(store, asked, { period: '2026-10', ...usual, ...question })
      return [found.map(({ name }) => name).join(), rest.total, rest.next]
    }
    expect(await list({})).toEqual(['Firefox,Code', 2, null])
    expect(await list({ sort: 'cpu' })).toEqual(['Code,Firefox', 2, null])
    expect(await list({ sort: 'name', limit: 1 })).toEqual(['Code', 2, 1])
    expect(await list({ sort: 'name', limit: 1, offset: 1 })).toEqual(['Firefox', 2, null])
    expect(await list({ q: 'FIRE' })).toEqual(['Firefox', 1, null])
    const { apps: now } = await readApps(store, asked, { period: '2026-11', ...usual })
    expect(now[0]).toMatchObject({ key: 'firefox.desktop', previous: { activeMs: hourMs, cpuMs: 6_000 } })
  })

  it('compare two periods so that all adds up, and find what a text may mean, what fits best first', async () => {
    const store = await open()
    const { asked } = await openWorld(store)
    const found = await readComparison(store, asked, { a: '2026-10', b: '2026-11' })
    expect(found).toMatchObject({ of: 'active', a: { activeMs: 3 * hourMs }, b: { activeMs: 90 * minuteMs } })
    const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
    for (const side of ['a', 'b'] as const) {
      const ofApps = sum(found.apps.map((one) => one[side].activeMs ?? 0))
      expect(ofApps + found.rest[side]).toBe(found[side].activeMs)
      expect(sum(found.categories.map((one) => one[side].activeMs ?? 0))).toBe(ofApps)
      expect(sum(found.apps.map((one) => one[side].cpuMs))).toBe(found[side].cpuMs)
    }
    // Two days of November have begun, and of October's the first two are like them, whichever comes first.
    const like = await readComparison(store, asked, { a: '2026-10', b: '2026-11', days: 'like' })
    const asOverview = (await readOverview(store, asked, '2026-11')).before
    expect(like.a).toEqual({ period: found.a.period, ...asOverview })
    expect(like.a).toMatchObject({ first: '2026-10-01', last: '2026-10-02', whole: false })
    expect([like.b, found.a.whole]).toEqual([found.b, true])
    const swapped = await readComparison(store, asked, { a: '2026-11', b: '2026-10', days: 'like' })
    expect([swapped.a, swapped.b]).toEqual([like.b, like.a])
    const change = sum(found.apps.map(({ changeMs }) => changeMs)) + found.rest.changeMs
    expect(change).toBe(found.b.activeMs! - found.a.activeMs!)
    expect(sum(found.categories.map(({ changeMs }) => changeMs))).toBe(change - found.rest.changeMs)

    const [self] = await findMembersOf(store, 1)
    const find = async (q: string) =>
      (await search(store, self!, q, noon)).map(({ kind, id, name }) => `${kind} ${kind === 'title' ? name : id}`)
    expect(await find('fire')).toEqual(['app firefox.desktop', 'title A letter – Firefox'])
    expect(await find('LETTER')).toEqual(['title A letter – Firefox'])
    expect(await find('20 oct')).toEqual(['day 2026-10-20'])
    expect(await find('lap')).toEqual([expect.stringMatching(/^device /)])
    expect(await find('commun')).toEqual([expect.stringMatching(/^category /)])
    await addReport(store, {
      ...{ orgId: 1, user: self!.user, figures: marinaReport(), planned: true },
      address: null,
      now: noon,
    })
    expect(await find('october 2026')).toEqual([expect.stringMatching(/^report /)])
    expect(await find('2026-10')).toEqual([expect.stringMatching(/^report /)])
    expect(await find('ana')).toContain(`person ${self!.userId}`)
    expect(await find('secret')).toEqual([])
    expect(await find('%')).toEqual([])
  })
})

describeStores('a week from Sunday on', (open) => {
  it('says on every screen what its report says, and of one that goes on what the same days before came to', async () => {
    const store = await open()
    const { user, device, asked } = await openWorld(store)
    // A Sunday, which the weeks from Monday on end with; and the Saturday and the Sunday after.
    await upload(store, device, [morning('2026-10-25', 1), morning('2026-10-31', 2), morning('2026-11-01', 3)])
    const [name, before] = ['2026-10-25..2026-10-31', '2026-10-18..2026-10-24']
    const report = await makeReport(store, 1, user, '2026-10-25', noon)
    const { figures, ...over } = await readOverview(store, asked, name)
    expect({ kind: 'person-week', ...figures }).toEqual(report)
    expect(report).toMatchObject({ recordedMs: 5 * hourMs, against: { previous: { period: '2026-10-18' } } })
    expect(over).toMatchObject({
      period: { name, unit: 'week', first: '2026-10-25', last: '2026-10-31', over: true },
      before: { first: '2026-10-18', last: '2026-10-24', whole: true, recordedMs: 4 * hourMs },
    })
    // From Monday on it is another week, still.
    expect((await readOverview(store, asked, '2026-W43')).figures.recordedMs).toBe(6 * hourMs)

    const app = await readApp(store, asked, 'firefox.desktop', name)
    expect(app).toMatchObject({ sums: { launches: 2, days: 2 }, days: [{ day: '2026-10-25' }, { day: '2026-10-31' }] })
    const { apps: list } = await readApps(store, asked, { period: name, ...usual })
    expect(list.map(({ key, activeMs }) => [key, activeMs])).toEqual(
      report.apps.map(({ key, activeMs }) => [key, activeMs]),
    )
    const compared = await readComparison(store, asked, { a: before, b: name })
    expect(compared).toMatchObject({ a: { recordedMs: 4 * hourMs }, b: { recordedMs: 5 * hourMs } })

    // Of the one that goes on two days have begun: its Sunday and this Monday.
    const now = await readOverview(store, asked, '2026-11-01..2026-11-07')
    expect(now).toMatchObject({
      period: { over: false, today: '2026-11-02' },
      before: { first: '2026-10-25', last: '2026-10-26', whole: false, recordedMs: 2 * hourMs },
      figures: { period: '2026-11-01' },
    })
  })
})

describeStores('the timeline of a day', (open) => {
  it('has windows, presence and gaps of each device, and looks closer where it is asked', async () => {
    const store = await open()
    const { asked } = await openWorld(store)
    const day = await readDay(store, asked, { day: '2026-10-20' })
    expect(day).toMatchObject({
      ...{ start: at('2026-10-20', 0), end: at('2026-10-21', 0), titles: 'shown' },
      sums: { activeMs: 90 * minuteMs, recordedMs: 4 * hourMs, firstActivityAt: at('2026-10-20', 9) },
      apps: [
        { key: 'code.desktop', inFrontMs: 3 * hourMs },
        { key: 'firefox.desktop', name: 'Firefox', inFrontMs: hourMs },
      ],
    })
    expect(day.devices).toHaveLength(1)
    const [{ windows, presence, gaps }] = day.devices as [(typeof day.devices)[number]]
    expect(windows).toEqual([
      { app: 1, start: at('2026-10-20', 9), end: at('2026-10-20', 10), title: 'A letter – Firefox' },
      { app: 0, start: at('2026-10-20', 10), end: at('2026-10-20', 13) },
    ])
    expect(presence).toEqual([
      { state: 'active', start: at('2026-10-20', 9), end: at('2026-10-20', 10.5) },
      { state: 'idle', start: at('2026-10-20', 10.5), end: at('2026-10-20', 13) },
    ])
    expect(gaps).toEqual([
      { reason: 'unknown', start: at('2026-10-20', 0), end: at('2026-10-20', 9) },
      { reason: 'unknown', start: at('2026-10-20', 13), end: at('2026-10-21', 0) },
    ])
    const [from, to] = [at('2026-10-20', 9.5), at('2026-10-20', 10.25)]
    const closer = await readDay(store, { ...asked, seesTitles: false }, { day: '2026-10-20', from, to })
    expect(closer).toMatchObject({ from, to, titles: 'withheld' })
    expect(closer.devices[0]!.windows).toEqual([
      { app: 0, start: from, end: at('2026-10-20', 10) },
      { app: 1, start: at('2026-10-20', 10), end: to },
    ])
    expect((await readDay(store, asked, { day: '2026-06-01' })).devices).toEqual([])
    const wrong = readDay(store, asked, { day: '2026-10-20', from: to, to: from })
    await expect(wrong).rejects.toMatchObject({ code: 'invalid', at: 'to' })
  })

  it('is small also of a day with 5,000 windows, and tells them apart from close', { timeout: 30_000 }, async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const start = at('2026-10-20', 0)
    const title = (i: number) => `${'日本語の題名🙂'.repeat(20)} ${i}`
    const eachMs = Math.floor(dayMs / 5_000)
    const spans: Batch['spans'][number][] = Array.from({ length: 5_000 }, (_, i) => [
      ...([0, 'window', start + i * eachMs, start + (i + 1) * eachMs, i % 2] as const),
      { title: title(i) },
    ])
    const all: typeof spans = [[0, 'clock', start, start + dayMs, null, clock], ...spans]
    for (let i = 0; i < all.length; i += 500) {
      const batch = aBatch({ subjects: apps, processHours: [], spans: all.slice(i, i + 500) })
      await applyBatch(store, device, parseBatch(batch), noon)
    }
    await rollUp(store)
    const asked: Asked = { orgId: 1, user, seesTitles: true, now: noon }
    const whole = await readDay(store, asked, { day: '2026-10-20' })
    expect(Buffer.byteLength(JSON.stringify(whole))).toBeLessThan(200_000)
    const { windows } = whole.devices[0]!
    expect(windows.reduce((sum, { others = 0 }) => sum + 1 + others, 0)).toBe(5_000)
    const closer = await readDay(store, asked, { day: '2026-10-20', from: start, to: start + 300 * eachMs })
    expect(closer.devices[0]!.windows).toHaveLength(300)
    expect(closer.devices[0]!.windows.every(({ others }) => others === undefined)).toBe(true)
    expect(Buffer.byteLength(JSON.stringify(closer))).toBeLessThan(200_000)
  })
})
