import { expect, it } from 'vitest'
import { rangeOf } from '../../core/ranges.ts'
import { formatRangeName, formatRangeWithin } from './range.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

it.each([
  ['2026-10', 'Outubro de 2026', 'outubro de 2026', 'October 2026'],
  ['2026-10-20', 'Terça, 20 de outubro de 2026', 'terça, 20 de outubro de 2026', 'Tuesday 20 October 2026'],
  ['2026', '2026', '2026', '2026'],
])(
  'formatRangeWithin › begins small in Portuguese, as names of months and weekdays do: %s',
  (name, head, within, en) => {
    const range = rangeOf(name)
    expect(plain(formatRangeName(range, 'pt-BR'))).toBe(head)
    expect(plain(formatRangeWithin(range, 'pt-BR'))).toBe(within)
    expect(plain(formatRangeWithin(range, 'en'))).toBe(en)
  },
)

it.each([
  [
    '2026-W44',
    ['Week 44, 26 Oct – 1 Nov 2026', 'week 44, 26 Oct – 1 Nov 2026'],
    ['Semana 44, 26 de out. – 1º de nov. de 2026', 'a semana 44, 26 de out. – 1º de nov. de 2026'],
  ],
  // From Sunday on it has no number: it goes by its days.
  [
    '2026-11-01..2026-11-07',
    ['Week of 1 – 7 November 2026', 'the week of 1 – 7 November 2026'],
    ['Semana de 1º a 7 de novembro de 2026', 'a semana de 1º a 7 de novembro de 2026'],
  ],
  [
    '2026-10-18..2026-10-24',
    ['Week of 18 – 24 October 2026', 'the week of 18 – 24 October 2026'],
    ['Semana de 18 a 24 de outubro de 2026', 'a semana de 18 a 24 de outubro de 2026'],
  ],
  [
    '2026-03-29..2026-04-04',
    ['Week of 29 Mar – 4 Apr 2026', 'the week of 29 Mar – 4 Apr 2026'],
    ['Semana de 29 de mar. a 4 de abr. de 2026', 'a semana de 29 de mar. a 4 de abr. de 2026'],
  ],
  [
    '2026-12-27..2027-01-02',
    ['Week of 27 Dec 2026 – 2 Jan 2027', 'the week of 27 Dec 2026 – 2 Jan 2027'],
    ['Semana de 27 de dez. de 2026 a 2 de jan. de 2027', 'a semana de 27 de dez. de 2026 a 2 de jan. de 2027'],
  ],
])('a week is named by how it begins: %s', (name, en, ptBr) => {
  const range = rangeOf(name)
  expect([formatRangeName(range, 'en'), formatRangeWithin(range, 'en')].map(plain)).toEqual(en)
  expect([formatRangeName(range, 'pt-BR'), formatRangeWithin(range, 'pt-BR')].map(plain)).toEqual(ptBr)
})
