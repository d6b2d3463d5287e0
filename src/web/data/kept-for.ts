import type { Locale } from '../../core/texts/language.ts'
import { dayMs } from '../../core/time.ts'
import { counted } from '../words/count.ts'
import { catalogue } from '../words/words.ts'

const words = catalogue({
  en: { day: 'day', days: 'days', month: 'month', months: 'months', year: 'year', years: 'years' },
  'pt-BR': { day: 'dia', days: 'dias', month: 'mês', months: 'meses', year: 'ano', years: 'anos' },
})

const [monthDays, yearDays] = [30.4375, 365.25]

/** A few days more or less do not matter in a word: a month of leeway would. */
const isWhole = (n: number) => n >= 1 && Math.abs(n - Math.round(n)) <= 0.05

/** For how long something is kept, in the largest unit that says it: `30 days`, `13 months`, `5 years`. */
export function formatKept(ms: number, locale: Locale): string {
  const days = Math.round(ms / dayMs)
  const { day, days: manyDays, month, months, year, years } = words[locale]
  if (days >= 2 * yearDays - 1 && isWhole(days / yearDays))
    return counted(locale, Math.round(days / yearDays), year, years)
  if (days >= 3 * monthDays - 1 && isWhole(days / monthDays))
    return counted(locale, Math.round(days / monthDays), month, months)
  return counted(locale, days, day, manyDays)
}
