import { capitalise, formatDate, formatDay, formatMonth, formatWeekday, formatYear } from '../../core/format.ts'
import { type Range, type RangeUnit, rangeAfter, rangeAround, rangeBefore, toRange } from '../../core/ranges.ts'
import { toPeriodParts } from '../../core/report/periods.ts'
import type { Locale } from '../../core/texts/language.ts'
import { type Day, monthOf } from '../../core/time.ts'
import { catalogue } from '../words/words.ts'
import { useParam } from './param.ts'
import { useSelf } from './self.ts'
import { useToday } from './today.ts'

export const rangeWords = catalogue({
  en: {
    week: {
      name: (number: number, days: string) => `week ${number}, ${days}`,
      within: (number: number, days: string) => `week ${number}, ${days}`,
    },
    weekOf: {
      name: (from: string, to: string) => `week of ${from} – ${to}`,
      within: (from: string, to: string) => `the week of ${from} – ${to}`,
    },
    units: { day: 'Day', week: 'Week', month: 'Month', year: 'Year' },
    unit: 'Length of the period',
    earlier: 'Earlier period',
    later: 'Later period',
    toPresent: 'To the present period',
  },
  'pt-BR': {
    week: {
      name: (number: number, days: string) => `semana ${number}, ${days}`,
      within: (number: number, days: string) => `a semana ${number}, ${days}`,
    },
    weekOf: {
      name: (from: string, to: string) => `semana de ${from} a ${to}`,
      within: (from: string, to: string) => `a semana de ${from} a ${to}`,
    },
    units: { day: 'Dia', week: 'Semana', month: 'Mês', year: 'Ano' },
    unit: 'Duração do período',
    earlier: 'Período anterior',
    later: 'Período seguinte',
    toPresent: 'Para o período atual',
  },
})

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
  const { weekStart } = useSelf()
  const [name] = useParam('period')
  const named = name === undefined ? undefined : toRange(name)
  // A day's own screen shows a day, whatever period somebody comes from.
  const range = named && (usual !== 'day' || named.unit === 'day') ? named : rangeAround(today, usual, weekStart)
  const after = rangeAfter(range)
  return {
    range,
    before: rangeBefore(range),
    after: after.first <= today ? after : undefined,
    present: range.first <= today && today <= range.last,
  }
}

/** As a heading: `October 2026`, `Tuesday 20 October 2026`, `Week 44, 26 Oct – 1 Nov 2026`, `Week of 25 – 31 October 2026`, `2026` */
export const formatRangeName = (range: Range, locale: Locale): string =>
  capitalise(range.unit === 'week' ? formatWeek(range, locale, 'name') : formatRangeWithin(range, locale), locale)

/** The same within a sentence, where Portuguese writes no capitals, and a week has its article: `outubro de 2026`, `the week of …`. */
export function formatRangeWithin(range: Range, locale: Locale): string {
  const { unit, name, first } = range
  if (unit === 'year') return name
  if (unit === 'month') return formatMonth(name, locale)
  if (unit === 'week') return formatWeek(range, locale, 'within')
  return `${formatWeekday(first, locale, 'long')}${locale === 'en' ? ' ' : ', '}${formatYear(first, locale)}`
}

/** Weeks that begin on Monday are known by a number; those that begin on Sunday have none that everybody would count alike. */
function formatWeek({ name, first, last }: Range, locale: Locale, style: 'name' | 'within'): string {
  const words = rangeWords[locale]
  const number = toPeriodParts(name)?.number
  const year = (day: Day) => (locale === 'en' ? ` ${day.slice(0, 4)}` : ` de ${day.slice(0, 4)}`)
  const to = `${formatDay(last, locale, 'short')}${year(last)}`
  if (number) return words.week[style](number, `${formatDay(first, locale, 'short')} – ${to}`)
  if (monthOf(first) === monthOf(last)) return words.weekOf[style](formatDate(first, locale), formatYear(last, locale))
  const isSameYear = first.slice(0, 4) === last.slice(0, 4)
  return words.weekOf[style](`${formatDay(first, locale, 'short')}${isSameYear ? '' : year(first)}`, to)
}
