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

it('formatRangeWithin › begins small with the word week', () => {
  const range = rangeOf('2026-W44')
  expect(plain(formatRangeName(range, 'pt-BR'))).toMatch(/^Semana 44, /)
  expect(plain(formatRangeWithin(range, 'en'))).toMatch(/^week 44, /)
})
