import { capitalise, formatDay, formatMonth, formatWeekday } from '../../core/format.ts'
import { type Range, type RangeUnit, rangeBefore, rangeOf, toRange } from '../../core/ranges.ts'
import { periodOf } from '../../core/report/periods.ts'
import type { Locale } from '../../core/texts/language.ts'
import { addDays, type Day } from '../../core/time.ts'
import { catalogue } from '../words/words.ts'
import { useParam } from './param.ts'
import { useToday } from './today.ts'

export const rangeWords = catalogue({
  en: {
    week: (number: number, days: string) => `week ${number}, ${days}`,
    units: { day: 'Day', week: 'Week', month: 'Month', year: 'Year' },
    unit: 'Length of the period',
    earlier: 'Earlier period',
    later: 'Later period',
    toPresent: 'To the present period',
  },
  'pt-BR': {
    week: (number: number, days: string) => `semana ${number}, ${days}`,
    units: { day: 'Dia', week: 'Semana', month: 'Mês', year: 'Ano' },
    unit: 'Duração do período',
    earlier: 'Período anterior',
    later: 'Período seguinte',
    toPresent: 'Para o período atual',
  },
})

/** The stretch of a kind that a day lies in. */
export function rangeAround(day: Day, unit: RangeUnit): Range {
  if (unit === 'day') return rangeOf(day)
  return rangeOf(unit === 'year' ? day.slice(0, 4) : periodOf(day, unit))
}

/** The stretch of the same kind that begins where this one ends. */
export const rangeAfter = ({ unit, last }: Range): Range => rangeAround(addDays(last, 1), unit)

/** The period that the address names, or else this month; and those beside it, the later one only where it has begun. */
export interface ShownRange {
  readonly range: Range
  readonly before: Range
  readonly after: Range | undefined
  readonly present: boolean
}

/** @param usual its kind where the address names none */
export function useRange(usual: RangeUnit = 'month'): ShownRange {
  const today = useToday()
  const [name] = useParam('period')
  const named = name === undefined ? undefined : toRange(name)
  // A day's own screen shows a day, whatever period somebody comes from.
  const range = named && (usual !== 'day' || named.unit === 'day') ? named : rangeAround(today, usual)
  const after = rangeAfter(range)
  return {
    range,
    before: rangeBefore(range),
    after: after.first <= today ? after : undefined,
    present: range.first <= today && today <= range.last,
  }
}

/** As a heading: `October 2026`, `Tuesday 20 October 2026`, `Week 44, 26 Oct – 1 Nov 2026`, `2026` */
export const formatRangeName = (range: Range, locale: Locale): string =>
  capitalise(formatRangeWithin(range, locale), locale)

/** The same within a sentence, where Portuguese writes no capitals: `outubro de 2026`. */
export function formatRangeWithin({ unit, name, first, last }: Range, locale: Locale): string {
  const year = locale === 'en' ? ` ${last.slice(0, 4)}` : ` de ${last.slice(0, 4)}`
  if (unit === 'year') return name
  if (unit === 'month') return formatMonth(name, locale)
  if (unit === 'day') {
    const weekday = formatWeekday(first, locale, 'long')
    return locale === 'en'
      ? `${weekday} ${formatDay(first, locale)}${year}`
      : `${weekday}, ${formatDay(first, locale)}${year}`
  }
  const days = `${formatDay(first, locale, 'short')} – ${formatDay(last, locale, 'short')}${year}`
  return rangeWords[locale].week(Number(name.slice(-2)), days)
}
