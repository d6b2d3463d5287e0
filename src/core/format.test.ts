import { describe, expect, it } from 'vitest'
import {
  capitalise,
  columnOfDurations,
  formatCount,
  formatCpu,
  formatDay,
  formatDayOfMonth,
  formatDuration,
  formatInstant,
  formatList,
  formatMemory,
  formatMonth,
  formatPercent,
  formatRange,
  formatWeekday,
  noFigure,
} from './format.ts'
import { hourMs, minuteMs, secondMs } from './time.ts'

/** Readable here; in the figures themselves every space is a non-breaking one. */
const plain = (text: string) => {
  expect(text).not.toMatch(/[ \u2009\u202f]/)
  return text.replaceAll('\u00a0', ' ')
}

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [1, '< 1 s'],
    [499, '< 1 s'],
    [500, '1 s'],
    [12 * secondMs, '12 s'],
    [59.4 * secondMs, '59 s'],
    [59.5 * secondMs, '1 min'],
    [3 * minuteMs, '3 min'],
    [3 * minuteMs + 20 * secondMs, '3 min 20 s'],
    [599.6 * secondMs, '10 min'],
    [48.4 * minuteMs, '48 min'],
    [59.5 * minuteMs, '1 h'],
    [61 * minuteMs, '1 h 01'],
    [41.2 * hourMs, '41 h 12'],
    [5 * hourMs, '5 h'],
    [99 * hourMs + 59.6 * minuteMs, '100 h'],
    [142.3 * hourMs, '142 h'],
  ])('formatDuration › says %d ms as %s in both languages', (ms, text) => {
    expect(plain(formatDuration(ms, 'en'))).toBe(text)
    expect(plain(formatDuration(ms, 'pt-BR'))).toBe(text)
  })

  it('formatDuration › groups thousands as the language does', () => {
    expect(plain(formatDuration(1_234 * hourMs, 'en'))).toBe('1,234 h')
    expect(plain(formatDuration(1_234 * hourMs, 'pt-BR'))).toBe('1.234 h')
  })
})

describe('columnOfDurations', () => {
  it('columnOfDurations › keeps both units, so that a column aligns', () => {
    const hours = columnOfDurations(41.2 * hourMs, 'en')
    const shown = [41.2 * hourMs, 48 * minuteMs, minuteMs, 20 * secondMs, 0].map(hours)
    expect(shown.map(plain)).toEqual(['41 h 12', '0 h 48', '0 h 01', '< 1 min', '0 h 00'])
  })

  it('columnOfDurations › chooses minutes or seconds where no figure reaches an hour or a minute', () => {
    const minutes = columnOfDurations(12 * minuteMs, 'en')
    expect([12 * minuteMs + 5 * secondMs, 20 * secondMs, 1].map(minutes).map(plain)).toEqual([
      '12 min 05 s',
      '0 min 20 s',
      '< 1 s',
    ])
    expect(plain(columnOfDurations(20_400, 'en')(20_400))).toBe('20 s')
  })
})

describe('formatCpu', () => {
  it.each([
    [0, '0 s', '0 s'],
    [49, '< 0.1 s', '< 0,1 s'],
    [50, '0.1 s', '0,1 s'],
    [4_240, '4.2 s', '4,2 s'],
    [59_949, '59.9 s', '59,9 s'],
    [59_950, '1.0 min', '1,0 min'],
    [43.14 * minuteMs, '43.1 min', '43,1 min'],
    [59.96 * minuteMs, '1.0 h', '1,0 h'],
    [18.2 * hourMs, '18.2 h', '18,2 h'],
    [1_234.5 * hourMs, '1,234.5 h', '1.234,5 h'],
  ])('formatCpu › says %d ms as %s and %s', (ms, en, pt) => {
    expect(plain(formatCpu(ms, 'en'))).toBe(en)
    expect(plain(formatCpu(ms, 'pt-BR'))).toBe(pt)
  })
})

describe('formatMemory', () => {
  it.each([
    [0, noFigure, noFigure],
    [1, '< 1 MB', '< 1 MB'],
    [1_000, '1 MB', '1 MB'],
    [792_969, '812 MB', '812 MB'],
    [975_600, '999 MB', '999 MB'],
    [976_080, '1.00 GB', '1,00 GB'],
    [1_865_235, '1.91 GB', '1,91 GB'],
  ])('formatMemory › says %d KiB as %s and %s', (kibibytes, en, pt) => {
    expect(plain(formatMemory(kibibytes, 'en'))).toBe(en)
    expect(plain(formatMemory(kibibytes, 'pt-BR'))).toBe(pt)
  })
})

describe('formatPercent', () => {
  it.each([
    [0, '0%', '0%'],
    [0.0004, '< 0.1%', '< 0,1%'],
    [0.004, '0.4%', '0,4%'],
    [0.982, '98%', '98%'],
    [0.9949, '99%', '99%'],
    [0.996, '99.6%', '99,6%'],
    [0.99999, '99.9%', '99,9%'],
    [1, '100%', '100%'],
    [1.2, '100%', '100%'],
  ])('formatPercent › says %d as %s and %s', (share, en, pt) => {
    expect(plain(formatPercent(share, 'en'))).toBe(en)
    expect(plain(formatPercent(share, 'pt-BR'))).toBe(pt)
  })

  it('formatPercent › never says 100% of less than all, nor 0% of something', () => {
    for (let i = 1; i < 10_000; i++) {
      const text = formatPercent(i / 10_000, 'en')
      expect(text).not.toBe('100%')
      expect(text).not.toBe('0%')
    }
  })
})

describe('dates', () => {
  it('formatDay › puts the names of the language in its order', () => {
    expect(plain(formatDay('2026-10-20', 'en'))).toBe('20 October')
    expect(plain(formatDay('2026-10-01', 'pt-BR'))).toBe('1º de outubro')
    expect(plain(formatDay('2026-10-12', 'pt-BR', 'short'))).toBe('12 de out.')
    expect(plain(formatDay('2026-09-12', 'en', 'short'))).toBe('12 Sep')
  })

  it('formatDayOfMonth › names the weekday', () => {
    expect(plain(formatDayOfMonth('2026-10-20', 'en'))).toBe('Tuesday 20')
    expect(formatDayOfMonth('2026-10-20', 'pt-BR')).toBe('terça, 20')
    expect(formatDayOfMonth('2026-08-01', 'pt-BR')).toBe('sábado, 1º')
  })

  it('formatWeekday › has short and narrow names', () => {
    expect(formatWeekday('2026-10-20', 'pt-BR', 'short')).toBe('ter')
    expect(formatWeekday('2026-10-20', 'en', 'narrow')).toBe('T')
  })

  it('formatMonth › names month and year', () => {
    expect(plain(formatMonth('2026-10', 'en'))).toBe('October 2026')
    expect(plain(capitalise(formatMonth('2026-10', 'pt-BR'), 'pt-BR'))).toBe('Outubro de 2026')
  })

  it('formatInstant › shows the clocks of the zone, 24 hours', () => {
    const at = Date.UTC(2026, 10, 1, 3, 10)
    const shown = (text: string) => text.replaceAll('\u00a0', ' ')
    expect(shown(formatInstant(at, 'en', 'America/Sao_Paulo', 'year'))).toBe('1 Nov 2026, 00:10')
    expect(shown(formatInstant(at, 'pt-BR', 'America/Sao_Paulo', 'year'))).toBe('1º de nov. de 2026, 00:10')
    expect(shown(formatInstant(at, 'en', 'Asia/Kathmandu'))).toBe('1 Nov, 08:55')
  })

  it('formatRange › names a day once', () => {
    const start = Date.UTC(2026, 9, 12, 14)
    const shown = (end: number) => formatRange(start, end, 'en', 'UTC').replaceAll('\u00a0', ' ')
    expect(shown(start + 2 * hourMs)).toBe('12 Oct, 14:00 – 16:00')
    expect(shown(start + 52 * hourMs)).toBe('12 Oct, 14:00 – 14 Oct, 18:00')
  })
})

it('formatCount › groups thousands', () => {
  expect(formatCount(1_204, 'en')).toBe('1,204')
  expect(formatCount(1_204, 'pt-BR')).toBe('1.204')
})

it('formatList › joins as the language does', () => {
  expect(formatList(['12', '13', '14'], 'en')).toBe('12, 13 and 14')
  expect(formatList(['12', '13', '14'], 'pt-BR')).toBe('12, 13 e 14')
})
