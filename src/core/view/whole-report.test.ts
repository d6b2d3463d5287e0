import { describe, expect, it } from 'vitest'
import { hugeReport, marinaActiveMs, marinaReport, marinaWeek } from '../../../tests/support/marina.ts'
import { sampleReport } from '../../../tests/support/report.ts'
import type { Report } from '../report/report.ts'
import type { Locale } from '../texts/language.ts'
import { locales } from '../texts/language.ts'
import { hourMs, minuteMs } from '../time.ts'
import type { SectionName } from './section.ts'
import { toPreheader, toSubject } from './subject.ts'
import { toView } from './view.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const sectionOf = (report: Report, name: SectionName, locale: Locale = 'en') =>
  toView(report, locale).sections.find((section) => section.name === name)
const cellsOf = (report: Report, name: SectionName, locale: Locale = 'en') =>
  sectionOf(report, name, locale)!.rows.map(({ cells }) => cells.map(plain))
const sayings = (report: Report, name: SectionName, locale: Locale = 'en') =>
  sectionOf(report, name, locale)!.sentences.map((sentence) =>
    plain(sentence.map((piece) => (typeof piece === 'string' ? piece : piece.strong)).join('')),
  )

/** `−2 h 10` in minutes. */
const minutesOf = (text: string) => {
  const [, sign, hours, minutes] = /^([+\u2212]?)([\d,.]+) h (\d\d)$/.exec(text)!
  return (sign === '\u2212' ? -1 : 1) * (Number(hours!.replace(/[,.]/g, '')) * 60 + Number(minutes))
}

describe('a whole report', () => {
  it('a whole report › names the period, the headline and the change in its subject', () => {
    expect(plain(toSubject(marinaReport(), 'en'))).toBe(
      'Your October: 142 h active on 2 computers, 6 h more than September',
    )
    expect(plain(toSubject(marinaReport(), 'pt-BR'))).toBe(
      'Seu outubro: 142 h de uso ativo em 2 computadores, 6 h a mais que em setembro',
    )
    expect(plain(toPreheader(marinaReport(), 'pt-BR'))).toBe(
      '26 dias com uso; o de maior uso, terça, 20 de outubro. VS Code cresceu mais. 91% do tempo previsto foi registrado.',
    )
  })

  it('a whole report › has its sections in their order, and four figures', () => {
    const view = toView(marinaReport(), 'en')
    const order = ['month', 'apps', 'when', 'categories', 'spent', 'changes', 'unused', 'devices', 'gaps']
    expect(view.sections.map(({ name }) => name)).toEqual(order)
    expect(view.figures.map(({ figure, label }) => plain(`${figure} ${label}`))).toEqual([
      '+6 h against September, 136 h',
      '+7 h against the three-month mean, 135 h',
      '26 days with use, of 30 recorded',
      '91% of the time due, 239 h, was recorded',
    ])
  })

  it('a whole report › tells days without use, days of which nothing is known and days known in part', () => {
    const { picture } = sectionOf(marinaReport(), 'month')!
    if (picture?.kind !== 'days') throw new Error('no days')
    const day = (date: number) => picture.days[date - 1]!
    expect(day(4)).toMatchObject({ value: 0, hatchedTo: 0 })
    expect(day(13)).toMatchObject({ value: null, hatchedTo: 8 * hourMs, figure: '' })
    expect(day(12)).toMatchObject({ value: 40 * minuteMs, hatchedTo: 8 * hourMs })
    expect(picture.largest).toBe(19)
    expect(plain(picture.alternative)).toContain('12: 0 h 40; 13: due, not recorded; 14: 0 h 50')
    expect(plain(picture.alternative)).toContain('18: no use')
  })

  it.each(locales)('a whole report › has a ledger that adds up in what is printed, to the minute (%s)', (locale) => {
    for (const odd of [0, 29_999, 30_001, 59_999]) {
      const { changes } = marinaReport()
      const lines = changes!.lines.map((line, i) => ({ ...line, ms: line.ms + (i % 2 ? odd : -odd / 3) }))
      const from = changes!.from + odd
      const to = from + lines.reduce((sum, { ms }) => sum + ms, 0)
      const rows = cellsOf(marinaReport({ changes: { ...changes!, lines, from, to } }), 'changes', locale)
      const figures = rows.map((cells) => minutesOf(cells.at(-1)!))
      const [first, ...others] = figures
      const last = others.pop()
      expect(others.reduce((sum, each) => sum + each, first!)).toBe(last)
    }
  })

  it('a whole report › says the same difference by days', () => {
    expect(sayings(marinaReport(), 'changes')).toEqual([
      '1 more day with use, 26 instead of 25: +5 h 26; more time on each day: +0 h 34.',
    ])
  })

  it('a whole report › shows what apps share, what they changed by, and what came and went', () => {
    const rows = cellsOf(marinaReport(), 'apps')
    expect(rows[0]).toEqual(['Firefox', '', '46 h 44', '41 h 12', '29%', '\u22122 h 10'])
    expect(rows.at(-1)).toEqual(['Total active', '', '162 h 31', '142 h 00', '100%', '+6 h 00'])
    expect(sectionOf(marinaReport(), 'apps')!.rows[7]).toMatchObject({ note: 'new' })
    expect(sayings(marinaReport(), 'apps')).toEqual([
      'New: Inkscape. Not used any more: Thunderbird (3 h 05) in September.',
    ])
  })

  it('a whole report › shows what several computers did at once, so that its column comes to the total', () => {
    const rows = cellsOf(marinaReport({ overlapMs: 3.5 * hourMs, activeMs: marinaActiveMs - 2 * hourMs }), 'apps')
    const column = rows.map((cells) => minutesOf(cells[3]!))
    expect(rows.slice(-3).map(([name]) => name)).toEqual(['Of no app', 'Several computers at once', 'Total active'])
    expect(column.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(column.at(-1))
  })

  it('a whole report › counts money of a year, each currency for itself, and none where there is no price', () => {
    const { unused } = marinaReport()
    expect(cellsOf(marinaReport(), 'unused', 'pt-BR')[0]!.at(-1)).toBe('R$ 1.308,00')
    expect(sayings(marinaReport(), 'unused')).toEqual(['The one with a price costs R$1,308.00 over a year.'])
    const yearly = { ...unused![1]!, price: { minor: 5_000, currency: 'EUR', per: 'year' } as const }
    expect(sayings(marinaReport({ unused: [unused![0]!, yearly] }), 'unused')).toEqual([
      'The 2 with a price cost R$1,308.00 and €50.00 over a year.',
    ])
    const free = marinaReport({ unused: [unused![2]!] })
    expect(cellsOf(free, 'unused')).toEqual([['Microsoft Teams', 'never in 151 days', '1']])
    expect(sayings(free, 'unused')).toEqual([])
  })

  it('a whole report › says of a period before of which little is known how little', () => {
    const previous = { ...marinaReport().against!.previous!, days: 3, recordedMs: hourMs, dueMs: 10 * hourMs }
    const report = marinaReport({ against: { previous, mean: null } })
    expect(plain(toView(report, 'en').figures[0]!.label)).toBe('against September, 136 h on 3 days, 10% recorded')
    expect(plain(toSubject(report, 'en'))).toBe('Your October: 142 h active on 2 computers')
  })

  it('a whole report › holds nothing against a period that is not over', () => {
    const view = toView(marinaReport({ closed: false }), 'en')
    expect(view.sections.map(({ name }) => name)).not.toContain('changes')
    expect(view.figures[0]!.label).toContain('with use')
    expect(toSubject(marinaReport({ closed: false }), 'en')).not.toContain('September')
  })

  it('a whole report › of a version that knew less leaves out what it does not know', () => {
    expect(toView(sampleReport(), 'en').sections.map(({ name }) => name)).toEqual([
      ...['month', 'apps', 'spent', 'devices', 'gaps'],
    ])
  })

  it('a whole report › of a week speaks of weeks', () => {
    expect(plain(toSubject(marinaWeek(), 'en'))).toBe(
      'Your week 26 Oct – 1 Nov: 34 h 33 active on 2 computers, 1 h 45 less than the week before',
    )
    const view = toView(marinaWeek(), 'pt-BR')
    expect(plain(view.period)).toBe('26 de outubro a 1º de novembro de 2026')
    const within = marinaWeek({ days: marinaReport().days.slice(18, 25) })
    expect(plain(toView(within, 'en').period)).toBe('19 – 25 October 2026')
    const first = marinaWeek({ days: marinaReport().days.slice(0, 7) })
    expect(plain(toView(first, 'pt-BR').period)).toBe('1º a 7 de outubro de 2026')
    expect(plain(toSubject(within, 'pt-BR'))).toMatch(/^Sua semana de 19 a 25 de out\./)
    expect(view.owner).toBe('Relatório semanal de Marina')
    expect(view.sections[0]!.title).toBe('A semana, dia a dia')
    expect(view.figures.map(({ label }) => plain(label)).slice(0, 2)).toEqual([
      'ante a semana anterior, 36 h 18',
      'ante a média de duas semanas, 31 h 40',
    ])
  })

  it('a whole report › begins a grid of weekdays where weeks begin, and that of a week where it begins itself', () => {
    const rowsOf = (...given: Parameters<typeof toView>) => {
      const picture = toView(...given).sections.find(({ name }) => name === 'when')?.picture
      return picture?.kind === 'heat' ? picture.rows : []
    }
    const labels = (...given: Parameters<typeof toView>) => rowsOf(...given).map(({ label }) => label)
    const [monday, sunday] = [rowsOf(marinaReport(), 'en'), rowsOf(marinaReport(), 'en', {}, 7)]
    expect(monday.map(({ label }) => label)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])
    expect(sunday).toEqual([monday[6], ...monday.slice(0, 6)])
    expect(labels(marinaWeek(), 'en', {}, 7)[0]).toBe('Mon')
    expect(labels(marinaWeek({ period: '2026-10-25' }), 'pt-BR')[0]).toBe('dom')
  })

  it('a whole report › follows only links of the web', () => {
    const links = {
      web: 'https://a.example/r',
      stored: 'javascript:alert(1)',
      erase: 'http://a.example/"onx',
      export: '',
    }
    const view = toView(marinaReport(), 'en', links)
    expect(view.web?.short).toEqual({ label: 'Open on the web', url: 'https://a.example/r' })
    expect(view.links).toEqual([])
  })

  it('a whole report › of 3,000 apps names ten and counts the rest', () => {
    const rows = cellsOf(hugeReport(), 'apps')
    expect(rows).toHaveLength(12)
    expect(rows[10]![0]).toBe('2,990 other apps')
  })
})
