import type { Locale } from '../../core/texts/language.ts'
import { dayMs, hourMs, minuteMs, offsetAt } from '../../core/time.ts'

type Style = 'long' | 'short'

const formatOf = (locale: Locale) => ({
  long: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  short: new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
})

const formats: Readonly<Record<Locale, Readonly<Record<Style, Intl.RelativeTimeFormat>>>> = {
  en: formatOf('en'),
  'pt-BR': formatOf('pt-BR'),
}

/** `2 minutes ago`, `yesterday`, `há 3 horas`; short, for a column: `2 min. ago`. Whole units that have passed, as silent days are counted. */
export function formatAgo(at: number, now: number, locale: Locale, style: Style = 'long'): string {
  const ms = at - now
  const format = formats[locale][style]
  const whole = (unit: number) => Math.trunc(ms / unit)
  if (Math.abs(ms) < hourMs) return format.format(whole(minuteMs), 'minute')
  if (Math.abs(ms) < dayMs) return format.format(whole(hourMs), 'hour')
  return format.format(whole(dayMs), 'day')
}

/** `09:05`, by the clocks of a zone. */
export const formatClock = (at: number, zone: string): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(11, 16)
