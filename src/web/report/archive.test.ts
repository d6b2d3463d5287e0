import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReportKind } from '../../core/report/wishes.ts'
import type { ListedReport } from '../../protocol/reports.ts'
import { findAmong, mostTelling, toEntries, toYears, yearOf } from './archive.ts'

const mail = (id: string, createdAt: number): ListedReport['mails'][number] => ({
  ...{ id, reader: 'ana', readerName: 'Ana', address: 'ana@example.org', locale: 'en', formats: [] },
  ...{ state: 'sent', dueAt: 0, attempts: 1, outcome: null, sentAt: createdAt, createdAt },
})

const report = (id: string, kind: ReportKind, period: string, given: Partial<ListedReport> = {}): ListedReport => ({
  ...{ id, kind, period, about: kind === 'org-month' ? '' : 'ana', planned: true, erased: false, hash: `${id}-hash` },
  ...{ createdAt: 1, mails: [], closed: true, headline: { figure: '1 h', label: 'active' }, ...given },
})

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id)

it('has copies made by hand with the report that they are copies of, with all its mails, newest first', () => {
  const hash = 'same'
  const [entry, ...others] = toEntries([
    report('copy', 'person-month', '2026-10', { hash, planned: false, createdAt: 9, mails: [mail('b', 9)] }),
    report('planned', 'person-month', '2026-10', { hash, createdAt: 5, mails: [mail('a', 5)] }),
  ])
  expect(others).toEqual([])
  expect(entry).toMatchObject({ id: 'planned', planned: true, createdAt: 5, ids: ['copy', 'planned'] })
  expect(entry!.mails.map(({ id, byHand }) => [id, byHand])).toEqual([
    ['b', true],
    ['a', false],
  ])
})

it('keeps apart what says something else, and what is so old that nobody knows', () => {
  const entries = toEntries([
    report('so-far', 'person-month', '2026-10', { planned: false, closed: false, createdAt: 2 }),
    report('final', 'person-month', '2026-10', { createdAt: 3 }),
    report('old-a', 'person-month', '2024-01', { hash: null, createdAt: 4 }),
    report('old-b', 'person-month', '2024-01', { hash: null, createdAt: 5 }),
  ])
  expect(idsOf(entries)).toEqual(['final', 'so-far', 'old-b', 'old-a'])
})

it('is in the order of the periods’ ends, the organisation’s first', () => {
  const entries = toEntries([
    report('week', 'person-week', '2026-W43'),
    report('next-week', 'person-week', '2026-W44'),
    report('month', 'person-month', '2026-10'),
    report('org', 'org-month', '2026-10'),
    report('before', 'person-month', '2026-09'),
  ])
  expect(idsOf(entries)).toEqual(['next-week', 'org', 'month', 'week', 'before'])
  const { entry, earlier, later } = findAmong(entries, 'month')
  expect([entry?.id, earlier?.id, later]).toEqual(['month', 'before', undefined])
  expect(findAmong(entries, 'of somebody else')).toEqual({})
})

it('has what was erased of a period once, and what was so far apart from what was final', () => {
  const gone = { erased: true, hash: null, headline: null, planned: false }
  const entries = toEntries([
    report('copy', 'person-month', '2026-11', { ...gone, closed: false, createdAt: 9 }),
    report('so far', 'person-month', '2026-11', { ...gone, closed: false, createdAt: 5 }),
    report('final', 'person-month', '2026-11', { ...gone, planned: true, createdAt: 12 }),
  ])
  expect(entries.map(({ id, ids }) => [id, ids.length])).toEqual([
    ['final', 1],
    ['so far', 2],
  ])
})

it('leaves none out of those mails that need a look, and most of many that went well', () => {
  const all = ['sent', 'uncertain', 'sent', 'sent', 'planned', 'failed', 'suppressed'].map((state, i) => ({
    ...{ ...mail(`${i}`, i), state },
    byHand: false,
  }))
  expect(mostTelling(all).map(({ state }) => state)).toEqual(['sent', 'uncertain', 'sent', 'failed', 'suppressed'])
  expect(mostTelling(all.slice(0, 4))).toHaveLength(4)
})

it('has a week in the year that its number counts in', () => {
  expect(['2026-W53', '2025-W01', '2026-12', '2026-12-27'].map((period) => yearOf({ period }))).toEqual([
    2026, 2025, 2026, 2026,
  ])
})

it('shows one year whole, earlier ones as long as there is room, and names every other', () => {
  const years = fc.array(fc.integer({ min: 2015, max: 2030 }), { minLength: 1, maxLength: 150 })
  fc.assert(
    fc.property(years, fc.option(fc.integer({ min: 2015, max: 2030 }), { nil: undefined }), (given, from) => {
      const entries = toEntries(given.map((year, i) => report(`r${i}`, 'person-month', `${year}-05`)))
      const { shown, others } = toYears(entries, from)
      const all = [...new Set(given)]
      const named = [...shown.map(({ year }) => year), ...others]
      expect(named.length).toBe(all.length)
      expect(new Set(named)).toEqual(new Set(all))
      for (const { year, entries: of } of shown) {
        expect(of.length).toBe(given.filter((one) => one === year).length)
        if (from !== undefined) expect(year).toBeLessThanOrEqual(from)
      }
      const later = shown.slice(1).reduce((sum, { entries: of }) => sum + of.length, 0)
      expect(later).toBeLessThanOrEqual(40)
    }),
  )
})
