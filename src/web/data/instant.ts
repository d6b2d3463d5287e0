import type { Locale } from '../../core/texts/language.ts'
import { dayMs, hourMs, minuteMs, offsetAt } from '../../core/time.ts'

const formats: Readonly<Record<Locale, Intl.RelativeTimeFormat>> = {
  en: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
  'pt-BR': new Intl.RelativeTimeFormat('pt-BR', { numeric: 'auto' }),
}

/** `2 minutes ago`, `yesterday`, `há 3 horas` */
export function formatAgo(at: number, now: number, locale: Locale): string {
  const ms = at - now
  const whole = (unit: number) => Math.round(ms / unit)
  if (Math.abs(ms) < hourMs) return formats[locale].format(whole(minuteMs), 'minute')
  if (Math.abs(ms) < dayMs) return formats[locale].format(whole(hourMs), 'hour')
  return formats[locale].format(whole(dayMs), 'day')
}

/** `09:05`, by the clocks of a zone. */
export const formatClock = (at: number, zone: string): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(11, 16)
