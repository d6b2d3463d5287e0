import { expect, it } from 'vitest'
import type { Report } from '../../src/core/report/report.ts'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import { frozenReportSchema } from '../../src/protocol/report-format.ts'
import { fillStore } from '../../src/server/demo/fill-store.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { makeOrgReport } from '../../src/server/reports/make-org-report.ts'
import { makeReport } from '../../src/server/reports/make-report.ts'
import { addReport } from '../../src/server/store/ledger.ts'
import { findOwner, personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { addDevice, addPerson, enroll } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'
import { useHour } from '../support/use-days.ts'

const at = (day: string, hour = 9) => Date.parse(`${day}T00:00:00Z`) + hour * hourMs
const november = at('2026-11-02', 12)
const sum = (values: readonly (number | null | undefined)[]) => values.reduce<number>((all, one) => all + (one ?? 0), 0)
const asFrozen = (figures: unknown) => JSON.parse(JSON.stringify(figures))

/** What must hold of any report, to the millisecond; and it is what will be read back. */
function expectTrue(report: Report) {
  expect(frozenReportSchema.parse(asFrozen(report))).toEqual(report)
  expect(sum(report.days.map(({ activeMs }) => activeMs))).toBe(report.activeMs ?? 0)
  expect(sum(report.days.map(({ recordedMs }) => recordedMs))).toBe(report.recordedMs)
  const { categories = [], changes, hours } = report
  expect(sum(categories.map(({ cpuMs }) => cpuMs))).toBe(report.cpuMs)
  expect(sum(categories.map(({ activeMs }) => activeMs))).toBe(sum(report.apps.map(({ activeMs }) => activeMs)))
  if (hours) expect(sum(hours.map(({ activeMs }) => activeMs))).toBe(report.activeMs ?? 0)
  if (changes) {
    expect(changes.from + sum(changes.lines.map(({ ms }) => ms))).toBe(changes.to)
    const { days } = changes
    if (days) expect(changes.from + days.byMoreDaysMs + days.byLongerDaysMs).toBe(changes.to)
  }
}

describeStores('a report', (open) => {
  it('says of a month what it is against, what is new, gone and unused, and what it cost', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const { device: other } = await addDevice(store, user)
    const installed = ['Editor', 'Gimp', 'Matlab', 'Idle']
    await useHour(store, device, { at: at('2026-07-01'), minutes: { Editor: 10, Idle: 5 }, installed })
    await useHour(store, device, { at: at('2026-09-01'), minutes: { Editor: 30, Old: 20 }, running: ['Daemon'] })
    await useHour(store, device, {
      at: at('2026-10-05'),
      minutes: { Editor: 20, New: 10 },
      running: ['Daemon'],
      installed,
    })
    await useHour(store, other, { at: at('2026-10-05'), minutes: { Editor: 20 } })
    await useHour(store, other, { at: at('2026-10-12', 10), minutes: { Editor: 40 } })
    const licence = { orgId: 1, seats: null, currency: 'BRL', renewsOn: null, createdAt: 0, changedAt: 0 }
    await store.batch((db) => [
      db.insert(store.t.licences).values([
        { ...licence, id: 'a', name: 'Matlab', apps: ['matlab.desktop'], priceMinor: 9_900, per: 'month' },
        { ...licence, id: 'b', name: 'Suite', apps: ['gimp.desktop', 'editor.desktop'], priceMinor: 1, per: 'year' },
      ]),
    ])
    await rollUp(store)
    const report = await makeReport(store, 1, user, '2026-10', november)
    expectTrue(report)
    expect(report).toMatchObject({
      activeMs: 70 * minuteMs,
      overlapMs: 20 * minuteMs,
      against: {
        previous: { period: '2026-09', activeMs: 50 * minuteMs, days: 1, recordedMs: hourMs },
        mean: { periods: ['2026-07', '2026-09'], activeMs: 32.5 * minuteMs },
      },
      gone: [{ name: 'Old', activeMs: 20 * minuteMs, lastInFrontAt: at('2026-09-01') }],
      usualDay: { days: 2, weekdaysOnly: false, firstMinute: 570, lastMinute: 605 },
      sessionFigures: { count: 2, longest: { ms: 40 * minuteMs, at: at('2026-10-12', 10), day: '2026-10-12' } },
      changes: { of: 'active', from: 50 * minuteMs, to: 70 * minuteMs },
    })
    expect(report.changes!.lines).toEqual([
      { what: 'app', key: 'editor.desktop', name: 'Editor', ms: 50 * minuteMs },
      { what: 'app', key: 'old.desktop', name: 'Old', ms: -20 * minuteMs, note: 'gone' },
      { what: 'app', key: 'new.desktop', name: 'New', ms: 10 * minuteMs, note: 'new' },
      { what: 'overlap', ms: -20 * minuteMs },
    ])
    expect(report.apps.map(({ name, isNew }) => [name, isNew])).toEqual([
      ['Editor', undefined],
      ['New', true],
      ['Daemon', undefined],
    ])
    const [editor, fresh] = report.apps
    expect(editor!.history!.slice(-4)).toEqual([10 * minuteMs, null, 30 * minuteMs, 80 * minuteMs])
    expect(fresh).toMatchObject({ previous: { activeMs: 0, cpuMs: 0 }, history: { 10: 0, 11: 10 * minuteMs } })
    expect(report.unused).toMatchObject([
      { name: 'Gimp', lastInFrontAt: null, over: 90 },
      { name: 'Idle', lastInFrontAt: at('2026-07-01'), over: 90 },
      { name: 'Matlab', over: 90, version: '1.0', price: { minor: 9_900, currency: 'BRL', per: 'month' } },
    ])
    expect(report.unused![0]).not.toHaveProperty('price')
    expect(report.days[4]).toMatchObject({
      activeMs: 30 * minuteMs,
      firstActivityAt: at('2026-10-05'),
      offsetMinutes: 0,
    })
    expect(report.hours!.find(({ weekday, hour }) => weekday === 1 && hour === 9)).toMatchObject({
      ...{ days: 1, activeMs: 30 * minuteMs, recordedMs: hourMs },
    })
    const week = await makeReport(store, 1, user, '2026-W42', november)
    expectTrue(week)
    expect(week).toMatchObject({
      ...{ kind: 'person-week', closed: true, activeMs: 40 * minuteMs },
      against: { previous: { period: '2026-W41', activeMs: 30 * minuteMs }, mean: null },
    })
    expect(week.days.map(({ day }) => day)[0]).toBe('2026-10-12')
    expect(week.gone).toMatchObject([{ name: 'New', lastInFrontAt: at('2026-10-05') }])
    expect(await makeReport(store, 1, user, '2026-10-11', november)).toMatchObject({ activeMs: 40 * minuteMs })
  })

  it('does not know what no desktop told, and says what it corrects', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    await useHour(store, device, { at: at('2026-09-01'), minutes: { Editor: 30 }, tells: false })
    await useHour(store, device, { at: at('2026-10-05'), minutes: { Editor: 30 }, tells: false, installed: ['Gimp'] })
    await rollUp(store)
    const september = await makeReport(store, 1, user, '2026-09', november)
    expect(september).toMatchObject({ against: { previous: null, mean: null }, changes: null })
    expect(september).not.toHaveProperty('history')
    expect(september.apps[0]).not.toHaveProperty('isNew')
    await addReport(store, { orgId: 1, user, figures: september, planned: true, address: null, now: november })
    await useHour(store, device, { at: at('2026-09-02'), minutes: { Editor: 30 }, tells: false })
    await rollUp(store)
    const report = await makeReport(store, 1, user, '2026-10', november)
    expectTrue(report)
    expect(report).toMatchObject({
      against: {
        previous: { activeMs: null, recordedMs: 2 * hourMs },
        corrected: { period: '2026-09', said: { activeMs: null, recordedMs: hourMs }, now: { recordedMs: 2 * hourMs } },
      },
      changes: { of: 'cpu', from: 12 * minuteMs, to: 6 * minuteMs },
      ...{ usualDay: null, sessionFigures: null, activeMs: null },
    })
    expect(report).not.toHaveProperty('unused')
    expect(report.apps[0]).toMatchObject({
      previous: { activeMs: null, cpuMs: 12 * minuteMs },
      history: { 10: 12 * minuteMs },
    })
    expect(report.hours!.every(({ activeMs }) => activeMs === null)).toBe(true)
  })

  it('of an organisation withholds what would tell of one of a few, until they share it', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const people = [user, await addPerson(store, user), await addPerson(store, user)]
    const others = [await addDevice(store, people[1]!), await addDevice(store, people[2]!)]
    const { db: _, t, batch } = store
    const toMember = ({ id: userId }: { id: string }) => ({ orgId: 1, userId, role: 'member' })
    await batch((db) => [db.insert(t.members).values(people.slice(1).map(toMember))])
    for (const { deviceId } of [device, ...others.map((one) => one.device)])
      await useHour(
        store,
        { orgId: 1, deviceId },
        { at: at('2026-10-05'), minutes: { Editor: 30 }, installed: ['Gimp'] },
      )
    await useHour(store, device, { at: at('2026-09-01'), minutes: { Editor: 30 } })
    await useHour(store, device, { at: at('2026-10-30'), minutes: { Editor: 10 } })
    const licence = { orgId: 1, currency: 'BRL', renewsOn: null, createdAt: 0, changedAt: 0, per: 'year' }
    await batch((db) => [
      db.update(t.users).set({ name: 'Zacharias' }),
      db.update(t.devices).set({ createdAt: at('2026-07-01') }),
      db.insert(t.licences).values([
        { ...licence, id: 'a', name: 'Editor', apps: ['editor.desktop'], seats: 10, priceMinor: 12_000 },
        { ...licence, id: 'b', name: 'Gimp', apps: ['gimp.desktop'], seats: null, priceMinor: null },
      ]),
    ])
    await rollUp(store)
    const report = await makeOrgReport(store, 1, '2026-10', november)
    expect(frozenReportSchema.parse(asFrozen(report))).toEqual(report)
    expect(JSON.stringify(report)).not.toContain('Zacharias')
    expect(report).toMatchObject({
      ...{ kind: 'org-month', closed: true, recordedMs: 4 * hourMs, activeMs: 'withheld' },
      people: { recorded: 3, active: 'withheld' },
      against: { previous: { period: '2026-09', activeMs: null, recordedMs: hourMs } },
      devices: { total: 3, reporting: 3, silent: [{ days: 26 }, { days: 26 }] },
      apps: [{ name: 'Editor', people: 'withheld', activeMs: 'withheld', devices: 3, previous: { devices: 1 } }],
      licences: [
        { name: 'Editor', installed: 3, used: 3, unused: 7, wastedMinor: 7_000 },
        { name: 'Gimp', installed: 3, used: 0, unused: 3 },
      ],
      growth: [{ name: 'Editor', from: 1, to: 3 }],
    })
    expect(report.licences[1]).not.toHaveProperty('wastedMinor')
    expect(report.days[4]).toEqual({ day: '2026-10-05', recording: 3, due: 3 })
    await batch((db) => [db.update(t.members).set({ shares: 1 })])
    expect(await makeOrgReport(store, 1, '2026-10', november)).toMatchObject({
      ...{ activeMs: 100 * minuteMs, people: { active: 3 } },
      apps: [{ people: 3, activeMs: 100 * minuteMs, previous: { people: 1, activeMs: 30 * minuteMs } }],
    })
  })
})

it('a report of made-up people › adds up, and is as the format says, of months and weeks', async () => {
  const store = openSqlite(':memory:')
  const question = {
    seed: 5,
    from: '2026-08-24',
    devices: 2,
    now: november,
    locale: 'pt-BR',
    zone: 'America/Sao_Paulo',
  }
  await fillStore(store, question as Parameters<typeof fillStore>[1])
  const user = (await findOwner(store, personalOrg))!
  for (const period of ['2026-09', '2026-10', '2026-11', '2026-W44', '2026-10-25']) {
    const report = await makeReport(store, personalOrg, user, period, november)
    expectTrue(report)
  }
  const october = await makeReport(store, personalOrg, user, '2026-10', november)
  expect(october.gone!.map(({ name }) => name)).toContain('Joplin')
  expect(october.apps.filter(({ isNew }) => isNew).map(({ name }) => name)).toContain('Obsidian')
  expect(october.growth!.memory).not.toBeNull()
  expect(october.categories!.map(({ key }) => key)).toContain('development')
  const paid = october.unused!.flatMap(({ name, price }) => (price ? [[name, price.currency]] : []))
  expect(paid).toContainEqual(['MATLAB', 'BRL'])
  const org = await makeOrgReport(store, personalOrg, '2026-10', november)
  expect(org.licences.map(({ name }) => name)).toContain('Zoom Workplace Pro')
  expect(frozenReportSchema.parse(asFrozen(org))).toEqual(org)
  await store.close()
})
