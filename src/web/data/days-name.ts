import { formatDate, formatDay, formatMonthName } from '../../core/format.ts'
import type { Days } from '../../core/ranges.ts'
import type { Locale } from '../../core/texts/language.ts'
import { daysOf, monthOf } from '../../core/time.ts'

/** Some days within a sentence: `October` for all of it, `1–27 October` for a part, `28 Sep–4 October`. */
export function formatDays({ first, last }: Days, locale: Locale): string {
  const month = monthOf(first)
  if (first === daysOf(month)[0] && last === daysOf(month).at(-1)) return formatMonthName(month, locale)
  if (first === last) return formatDay(first, locale)
  const from = first.slice(0, 7) === last.slice(0, 7) ? formatDate(first, locale) : formatDay(first, locale, 'short')
  return `${from}–${formatDay(last, locale, 'short')}`
}
