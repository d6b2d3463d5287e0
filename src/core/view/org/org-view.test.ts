import { describe, expect, it } from 'vitest'
import { emptyOrgReport, sampleOrgReport } from '../../../../tests/support/org-report.ts'
import { locales } from '../../texts/language.ts'
import { hourMs } from '../../time.ts'
import type { SectionName } from '../section.ts'
import { toOrgPreheader, toOrgSubject } from './org-subject.ts'
import { toOrgView } from './org-view.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const rowsOf = (report = sampleOrgReport(), name: SectionName, locale: 'en' | 'pt-BR' = 'en') =>
  toOrgView(report, locale)
    .sections.find((section) => section.name === name)!
    .rows.map(({ cells }) => cells.map(plain))

describe('toOrgSubject', () => {
  it('toOrgSubject › says what lies idle, what it costs, and how many computers report', () => {
    expect(plain(toOrgSubject(sampleOrgReport(), 'en'))).toBe(
      'Aroeira Design, October: 45 licences unused, R$4,711.40 a month; 45 of 48 computers reporting',
    )
    expect(plain(toOrgSubject(sampleOrgReport(), 'pt-BR'))).toBe(
      'Aroeira Design, outubro: 45 licenças sem uso, R$ 4.711,40 por mês; 45 de 48 computadores com registro',
    )
  })

  it('toOrgSubject › keeps to computers where nothing is wasted, and to what is known of an empty month', () => {
    const licences = sampleOrgReport().licences.slice(-1)
    expect(plain(toOrgSubject(sampleOrgReport({ licences, closed: false }), 'en'))).toBe(
      'Aroeira Design, October so far: 45 of 48 computers reporting',
    )
    expect(toOrgSubject(emptyOrgReport(), 'pt-BR')).toBe('Aroeira Design, outubro: nada foi registrado')
    expect(toOrgPreheader(emptyOrgReport(), 'en')).toBe('')
  })
})

describe('toOrgView', () => {
  it('toOrgView › leads with money; with computers where nothing is wasted; with a count of several currencies', () => {
    const hero = (change = {}) => {
      const { figure, label } = toOrgView(sampleOrgReport(change), 'en').hero
      return plain(`${figure} ${label}`)
    }
    const [first, second] = sampleOrgReport().licences
    const inDollars = { ...second!, price: { minor: 500, currency: 'USD', per: 'month' as const }, wastedMinor: 8_000 }
    expect(hero()).toBe('R$4,711.40 a month for 45 unused licences')
    expect(hero({ licences: [] })).toBe('45 of 48 computers reporting')
    expect(hero({ licences: [first, inDollars] })).toBe('23 licences unused, R$1,925.00 and $80.00 a month')
  })

  it('toOrgView › has the currency once in the head, and asks attention for the three that waste most', () => {
    const licences = toOrgView(sampleOrgReport(), 'pt-BR').sections[0]!
    expect(licences.columns.at(-1)!.head).toBe('Desperdício, R$')
    expect(licences.rows[0]!.cells.map(plain)).toEqual([
      'Adobe Creative Cloud',
      '20',
      '20',
      '13',
      '7',
      '275,00',
      '1.925,00',
    ])
    expect(licences.rows.filter(({ attention }) => attention !== undefined)).toHaveLength(3)
    expect(licences.rows.at(-1)!.cells.map(plain)).toEqual(['Total', '', '', '', '46', '', '4.711,40'])
  })

  it('toOrgView › has no sum of several currencies, and says a price by the year as one', () => {
    const [first, second] = sampleOrgReport().licences
    const yearly = { ...second!, price: { minor: 12_000, currency: 'USD', per: 'year' as const }, wastedMinor: 16_000 }
    const rows = rowsOf(sampleOrgReport({ licences: [first!, yearly] }), 'licences')
    expect(rows.map((row) => row.slice(-2))).toEqual([
      ['R$275.00', 'R$1,925.00'],
      ['$120.00 a year', '$160.00'],
      ['', '–'],
    ])
  })

  it('toOrgView › withholds what is of too few people in every column, and says why', () => {
    const { rows, notes } = toOrgView(sampleOrgReport(), 'en').sections.find(({ name }) => name === 'people')!
    expect(rows.at(-1)!.cells).toEqual(['AutoCAD LT', 'withheld', '3', 'withheld', 'withheld'])
    expect(rows.at(-1)!.share).toBeUndefined()
    expect(String(notes!.at(-1))).toContain('fewer than 5 people')
    const open = sampleOrgReport({ apps: sampleOrgReport().apps.slice(0, 3) })
    expect(toOrgView(open, 'en').sections.find(({ name }) => name === 'people')!.notes).toHaveLength(1)
  })

  it('toOrgView › tells no sum of the rest where a part of it is withheld', () => {
    const model = sampleOrgReport().apps[0]!
    const many = Array.from({ length: 18 }, (_, i) => ({ ...model, key: `a${i}`, activeMs: hourMs }))
    expect(rowsOf(sampleOrgReport({ apps: many }), 'people').at(-1)).toEqual(['3 other apps', '–', '–', '3 h 00', '–'])
    const hidden = many.map((app, i) => (i === 17 ? { ...app, activeMs: 'withheld' as const } : app))
    expect(rowsOf(sampleOrgReport({ apps: hidden }), 'people').at(-1)).toEqual(['3 other apps', '–', '–', '–', '–'])
  })

  it('toOrgView › falls back to recorded time where active time is withheld or unknown', () => {
    for (const activeMs of ['withheld', null] as const)
      expect(plain(toOrgView(sampleOrgReport({ activeMs }), 'en').figures[1]!.figure)).toBe('7,660 h')
  })

  it('toOrgView › calls a computer silent that never told of anything, in its own words', () => {
    const silent = [{ name: 'new-one', platform: 'win32', lastSeenAt: null, days: 1_203 }]
    const report = sampleOrgReport({ devices: { ...sampleOrgReport().devices, silent } })
    expect(rowsOf(report, 'silent', 'pt-BR')).toEqual([['new-one, Windows', 'nunca', '1.203 dias']])
  })

  it.each(locales)('toOrgView › of nothing recorded is a short message without figures (%s)', (locale) => {
    const view = toOrgView(emptyOrgReport(), locale)
    expect([view.figures, view.sections, view.hero.figure]).toEqual([[], [], ''])
    expect(view.empty).toHaveLength(3)
  })

  it('toOrgView › draws lines at whole numbers of computers, however few or many they are', () => {
    for (const total of [1, 2, 3, 7, 48, 99, 2_000, 60_000]) {
      const days = sampleOrgReport().days.map(({ day }) => ({ day, recording: total, due: total }))
      const picture = toOrgView(sampleOrgReport({ days }), 'en').sections.find(({ name }) => name === 'month')!.picture
      const ticks = picture?.kind === 'days' ? picture.ticks.map(({ at }) => at) : []
      expect(ticks.length, String(total)).toBeGreaterThan(0)
      expect(ticks.length).toBeLessThanOrEqual(2)
      expect(ticks.every((at) => Number.isInteger(at) && at <= total)).toBe(true)
    }
  })
})
