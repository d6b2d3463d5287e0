import type { Locale } from '../../core/texts/language.ts'
import { dayAt, dayMs, dayNumber, hourMs, minuteMs, offsetAt } from '../../core/time.ts'

type Style = 'long' | 'short'

const formatOf = (locale: Locale) => ({
  long: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  short: new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
})

const formats: Readonly<Record<Locale, Readonly<Record<Style, Intl.RelativeTimeFormat>>>> = {
  en: formatOf('en'),
  'pt-BR': formatOf('pt-BR'),
}

/** Who reads it, and where their days begin. */
interface Reader {
  readonly locale: Locale
  readonly zone: string
}

/**
 * `2 minutes ago`, `3 hours ago`, `yesterday`; short, for a column: `2 min. ago`. Minutes and hours are whole ones that are over; from
 * a day on the days are those of a calendar, so that `yesterday` is never the day before it.
 */
export function formatAgo(at: number, now: number, { locale, zone }: Reader, style: Style = 'long'): string {
  const ms = at - now
  const format = formats[locale][style]
  const dayOf = (instant: number) => dayNumber(dayAt(instant, offsetAt(zone, instant)))
  const days = Math.round((dayOf(at) - dayOf(now)) / dayMs)
  if (Math.abs(ms) < hourMs) return format.format(Math.trunc(ms / minuteMs), 'minute')
  // Where clocks are put back, a day is longer.
  if (Math.abs(ms) < dayMs || days === 0) return format.format(Math.trunc(ms / hourMs), 'hour')
  return format.format(days, 'day')
}

/** `09:05`, by the clocks of a zone. */
export const formatClock = (at: number, zone: string): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(11, 16)
