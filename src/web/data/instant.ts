import type { Locale } from '../../core/texts/language.ts'
import { dayAt, dayMs, dayNumber, hourMs, minuteMs, offsetAt } from '../../core/time.ts'

type Style = 'long' | 'short'

const formatsOf = (locale: Locale, style: Style) => ({
  named: new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style }),
  counted: new Intl.RelativeTimeFormat(locale, { style }),
})

const formatOf = (locale: Locale) => ({ long: formatsOf(locale, 'long'), short: formatsOf(locale, 'short') })

const formats: Readonly<Record<Locale, ReturnType<typeof formatOf>>> = {
  en: formatOf('en'),
  'pt-BR': formatOf('pt-BR'),
}

/** Who reads it, and where their days begin. */
interface Reader {
  readonly locale: Locale
  readonly zone: string
}

/**
 * `2 minutes ago`, `3 hours ago`, `yesterday`; short, for a column: `2 min. ago`. Whole units that are over, as silent days are counted;
 * `yesterday` and its like only where that is the day of the calendar, else `1 day ago`.
 */
export function formatAgo(at: number, now: number, { locale, zone }: Reader, style: Style = 'long'): string {
  const ms = at - now
  const { named, counted } = formats[locale][style]
  const whole = (unit: number) => Math.trunc(ms / unit)
  if (Math.abs(ms) < hourMs) return named.format(whole(minuteMs), 'minute')
  if (Math.abs(ms) < dayMs) return named.format(whole(hourMs), 'hour')
  const dayOf = (instant: number) => dayNumber(dayAt(instant, offsetAt(zone, instant)))
  const isNamed = Math.round((dayOf(at) - dayOf(now)) / dayMs) === whole(dayMs)
  return (isNamed ? named : counted).format(whole(dayMs), 'day')
}

/** `09:05`, by the clocks of a zone. */
export const formatClock = (at: number, zone: string): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(11, 16)
