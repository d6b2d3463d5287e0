import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hugeReport, marinaReport, marinaWeek } from '../../../tests/support/marina.ts'
import { firstReport, sampleReport } from '../../../tests/support/report.ts'
import { formatCpu } from '../../core/format.ts'
import type { Report } from '../../core/report/report.ts'
import { locales, type Rich } from '../../core/texts/language.ts'
import { daysOf, hourMs } from '../../core/time.ts'
import type { Section } from '../../core/view/section.ts'
import { toSubject } from '../../core/view/subject.ts'
import { toView } from '../../core/view/view.ts'
import { toCsv } from './csv.ts'
import { toHtml } from './html.ts'
import { widthOf } from './plain-layout.ts'
import { toTerminal } from './terminal.ts'
import { toText } from './text.ts'

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '=1+1',
    '\u001b[2J',
    '\u202egnp',
    '<img src=x>',
    'محرر النصوص',
    '文書エディタ',
    '👩‍👩‍👧',
    ' ',
    '"a","b"\r\n',
  ),
)
const duration = fc.oneof(fc.nat(60_000), fc.nat(31 * 24 * hourMs))
const app = fc.record({
  key: name,
  name,
  runningMs: duration,
  cpuMs: duration,
  launches: fc.nat(100_000),
  memoryMeanKiB: fc.nat(64_000_000),
  memoryPeakKiB: fc.nat(64_000_000),
  days: fc.nat(31),
  activeMs: fc.option(duration),
  foregroundMs: fc.option(duration),
})
/** What a desktop told of the whole period: nothing, in which case nothing is known of any app, or of some time. */
const presence = fc.option(fc.record({ activeMs: duration, watchedMs: duration }))
const untold = { activeMs: null, foregroundMs: null }

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Reports whose parts add up, as the store makes them. */
const reports: fc.Arbitrary<Report> = fc
  .record({
    about: name,
    closed: fc.boolean(),
    unattributedCpuMs: fc.oneof(fc.constant(0), duration),
    apps: fc.array(app, { maxLength: 40 }),
    recorded: fc.array(fc.record({ recordedMs: fc.nat(24 * hourMs), missedMs: fc.nat(24 * hourMs) }), {
      minLength: 30,
      maxLength: 30,
    }),
    devices: fc.array(name, { minLength: 1, maxLength: 14 }),
    reason: fc.constantFrom('off', 'asleep', 'not_running', 'lost', 'of another version'),
    told: presence,
  })
  .map(({ about, closed, unattributedCpuMs, apps: all, recorded, devices, reason, told }) => {
    const apps = all.map((each) => (told ? each : { ...each, ...untold }))
    const days = daysOf('2026-11').map((day, i) => {
      const { recordedMs, missedMs } = recorded[i]!
      return { day, recordedMs, dueMs: recordedMs + missedMs, cpuMs: 0 }
    })
    const recordedMs = sum(days.map((day) => day.recordedMs))
    const dueMs = sum(days.map((day) => day.dueMs))
    return {
      ...sampleReport(),
      period: '2026-11',
      about,
      closed,
      recordedMs,
      dueMs,
      coverage: dueMs === 0 ? null : recordedMs / dueMs,
      apps: [...apps].sort((a, b) => b.cpuMs - a.cpuMs),
      cpuMs: sum(apps.map(({ cpuMs }) => cpuMs)),
      unattributedCpuMs,
      ...(told ?? { activeMs: null, watchedMs: 0 }),
      launches: sum(apps.map(({ launches }) => launches)),
      days,
      devices: devices.map((device) => ({
        name: device,
        platform: 'linux',
        recordedMs: recordedMs / devices.length,
        dueMs: dueMs / devices.length,
        lastRecordedAt: null,
      })),
      gaps: devices.map((device, i) => ({ device, start: i * hourMs, end: (i + 20) * hourMs, reason })),
    }
  })

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
  '#160': ' ',
}

/** What a reader of the HTML reads, in its order. */
const readHtml = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*alt="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(#?\w+);/g, (_, entity: string) => entities[entity] ?? '?')

/** Ignores how a form breaks its lines and spaces its figures. */
const squeeze = (text: string) => text.replace(/[\s\u2068\u2069]+/g, '')

function readCsv(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

const toWords = (sentence: Rich) => sentence.map((piece) => (typeof piece === 'string' ? piece : piece.strong)).join('')

/** Every row of figures that all forms for people must show, one after the other. */
const figureRows = (report: Report, locale: (typeof locales)[number]) => {
  const view = toView(report, locale)
  const month = view.sections.find(({ name }) => name === 'month')
  const figuresOf = ({ columns, rows }: Section) =>
    rows.map(({ cells }) => cells.filter((_, i) => i > 0 && columns[i]!.align === 'right').join(' '))
  return {
    headline: [view.hero.figure, ...view.figures.map(({ figure }) => figure)],
    sections: view.sections.flatMap(figuresOf),
    said: view.sections.flatMap(({ sentences, notes = [] }) => [...sentences, ...notes].map(toWords)),
    apps: view.sections.filter(({ name }) => name === 'apps' || name === 'spent').flatMap(figuresOf),
    days: month?.picture?.kind === 'days' ? month.picture.days.map(({ figure }) => figure).filter(Boolean) : [],
  }
}

const controls = /[\p{Cc}\u202a-\u202e]/u

/** Each figure stands after the one before it. */
function expectInOrder(form: string, figures: readonly string[]): void {
  let from = 0
  for (const figure of figures.map(squeeze)) {
    const at = form.indexOf(figure, from)
    expect(at, figure).toBeGreaterThanOrEqual(0)
    from = at
  }
}

describe('the forms of a report', () => {
  it('the forms › agree figure by figure, for any report', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(reports, fc.constantFrom(...locales), (report, locale) => {
        const { headline, apps, sections, days } = figureRows(report, locale)
        const html = readHtml(toHtml(report, locale))
        const text = toText(report, locale)
        const terminal = toTerminal(report, { locale, width: 100 })
        for (const form of [html, text, terminal]) expectInOrder(squeeze(form), [...headline, ...sections])
        for (const day of days.map(squeeze)) for (const form of [html, text]) expect(squeeze(form)).toContain(day)
        const rows = readCsv(toCsv(report)).slice(1)
        expect(rows).toHaveLength(report.apps.length + (report.unattributedCpuMs > 0 ? 1 : 0))
        report.apps.forEach((each, i) => {
          const [, , , cpuMs, runningMs, launches, mean, peak] = rows[i]!
          expect([cpuMs, runningMs, launches, mean, peak].map(Number)).toEqual([
            each.cpuMs,
            each.runningMs,
            each.launches,
            each.memoryMeanKiB,
            each.memoryPeakKiB,
          ])
          if (i >= 7) return
          const row = apps.find((each) => each.includes(formatCpu(Number(cpuMs), locale)))
          expect(row, each.name).toBeDefined()
          if (typeof each.activeMs === 'number') expect(rows[i]![11]).toBe(String(each.activeMs))
        })
        expect(sum(rows.map((row) => Number(row[3])))).toBe(report.cpuMs + report.unattributedCpuMs)
      }),
      { numRuns: 25 },
    )
  })

  it('the forms › stay in their columns and free of controls, whatever the names', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(reports, fc.constantFrom(...locales), fc.integer({ min: 60, max: 120 }), (report, locale, width) => {
        const text = toText(report, locale)
        const terminal = toTerminal(report, { locale, width })
        for (const line of text.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(76)
        for (const line of terminal.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(Math.min(width, 100))
        for (const form of [text, terminal, toHtml(report, locale), toSubject(report, locale)])
          expect(form.replaceAll('\n', '')).not.toMatch(controls)
        expect(text + terminal).not.toMatch(/undefined|NaN|null|\[object/)
      }),
      { numRuns: 30 },
    )
  })

  it.each(locales)('the forms › agree figure by figure for a whole month and a week, in %s', (locale) => {
    for (const report of [marinaReport(), marinaWeek(), marinaReport({ overlapMs: hourMs })]) {
      const { headline, sections, days, said } = figureRows(report, locale)
      const html = squeeze(readHtml(toHtml(report, locale)))
      const text = squeeze(toText(report, locale))
      for (const form of [html, text, squeeze(toTerminal(report, { locale, width: 100 }))])
        expectInOrder(form, [...headline, ...sections])
      for (const words of [...days, ...said].map(squeeze)) {
        expect(html).toContain(words)
        expect(text).toContain(words)
      }
    }
  })

  it.each(locales)('the forms › keep a whole month in their columns, in %s', (locale) => {
    for (const report of [marinaReport(), hugeReport(), marinaWeek()]) {
      for (const line of toText(report, locale).split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(76)
      for (const width of [60, 80, 100])
        for (const line of toTerminal(report, { locale, width }).split('\n'))
          expect(widthOf(line), line).toBeLessThanOrEqual(width)
    }
  })

  it.each(locales)('the forms › keep to the size of a mail with 3,000 apps of long and odd names, in %s', (locale) => {
    const links = {
      web: `https://usage.example/${'x'.repeat(200)}`,
      unsubscribe: `https://usage.example/${'x'.repeat(300)}`,
    }
    expect(Buffer.byteLength(toHtml(hugeReport(), locale, { links }))).toBeLessThan(102_000)
    expect(Buffer.byteLength(toHtml(marinaReport(), locale, { links }))).toBeLessThan(80_000)
  })

  it('the forms › keep to the size of a mail with 3,000 apps', () => {
    const name = '&'.repeat(70_000)
    const apps = Array.from({ length: 3_000 }, (_, i) => ({
      ...sampleReport().apps[0]!,
      name,
      key: `app-${i}`,
    }))
    const html = toHtml(sampleReport({ apps }), 'en')
    expect(Buffer.byteLength(html)).toBeLessThan(102 * 1_000)
    expect(readHtml(html)).toContain('2,990 other apps')
  })

  it('the forms › colour a terminal only when asked to', () => {
    const plain = toTerminal(sampleReport(), { locale: 'en' })
    const colored = toTerminal(sampleReport(), { locale: 'en', colors: true })
    expect(plain).not.toContain('\u001b')
    expect(stripVTControlCharacters(colored).replace(/ +$/gm, '')).toBe(plain)
  })

  it('the forms › show seconds where there are only seconds', () => {
    const text = toTerminal(firstReport(), { locale: 'en' })
    expect(text).toContain('20 s recorded on 1 computer')
    expect(text).toContain('20 s ┤')
    expect(text).not.toContain('0 h')
  })
})
