import { describe, expect, it } from 'vitest'
import { findDays } from './search-day.ts'
import { addDays, dayNumber } from './time.ts'

const today = '2026-11-02'

describe('a day that is looked for', () => {
  it.each([
    ['2026-10-20', ['2026-10-20']],
    ['20 Oct', ['2026-10-20']],
    ['oct 20', ['2026-10-20']],
    ['October 20th, 2025', ['2025-10-20']],
    ['20 de outubro', ['2026-10-20']],
    ['20 de outubro de 2024', ['2024-10-20']],
    ['1º mar', ['2026-03-01']],
    // Not yet, this year.
    ['24 dez', ['2025-12-24']],
    ['29 feb', ['2024-02-29']],
    ['today', ['2026-11-02']],
    ['Ontem', ['2026-11-01']],
    ['20/10', ['2026-10-20']],
    ['3/4/2026', ['2026-04-03', '2026-03-04']],
    ['31 nov', []],
    ['20 xyz', []],
    ['october', []],
    ['firefox', []],
    ['99/99', []],
    ['', []],
  ])('"%s" is %j', (text, days) => expect(findDays(text, today, 'en')).toEqual(days))

  it('is the day first in Brazil', () => expect(findDays('3/4/2026', today, 'pt-BR')).toEqual(['2026-04-03']))

  it('is found by its name in both languages, whichever it is', () => {
    for (let day = '2025-11-03'; day <= today; day = addDays(day, 1))
      for (const locale of ['en', 'pt-BR']) {
        const name = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
        expect(findDays(name.format(dayNumber(day)), today, 'en'), name.format(dayNumber(day))).toEqual([day])
      }
  })
})
