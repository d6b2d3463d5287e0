import { capitalise, formatDate, formatDay, formatMonth, formatYear } from '../format.ts'
import { partsOf } from '../report/periods.ts'
import type { Locale } from '../texts/language.ts'
import { textsOf } from '../texts/texts.ts'

/** What a report's period is called: `October 2026`, `26 October – 1 November 2026`. */
export const periodName = (period: string, locale: Locale): string => capitalise(periodWithin(period, locale), locale)

/** The same within a sentence, where Portuguese writes months small: `outubro de 2026`. */
export function periodWithin(period: string, locale: Locale): string {
  const { unit, first, last } = partsOf(period)
  if (unit === 'month') return formatMonth(period, locale)
  const sameMonth = first.slice(0, 7) === last.slice(0, 7)
  const from = sameMonth ? formatDate(first, locale) : formatDay(first, locale)
  return textsOf(locale).week.period({ from, to: formatYear(last, locale) })
}
