import type { Locale } from './texts/language.ts'
import { type Day, dayNumber, hourMs, type Month, minuteMs, offsetAt, secondMs } from './time.ts'

/** Stands for "no figure": unknown is not zero. */
export const noFigure = '–'

const nbsp = '\u00a0'
const join = (...pieces: readonly (string | number)[]) => pieces.join(nbsp)

/** Node's releases differ in the spaces they print (U+00A0, U+202F, U+2009); here there is one. */
const normaliseSpaces = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, nbsp)

/** Making a formatter costs a hundred times what using it does. */
function remember<T>(make: (locale: Locale, variant: string) => T): (locale: Locale, variant?: string | number) => T {
  const made = new Map<string, T>()
  return (locale, variant = '') => {
    const key = `${locale} ${variant}`
    const known = made.get(key) ?? make(locale, String(variant))
    made.set(key, known)
    return known
  }
}

const numbers = remember((locale, digits) => {
  const options = { minimumFractionDigits: Number(digits), maximumFractionDigits: Number(digits) }
  return new Intl.NumberFormat(locale, options)
})

const decimal = (value: number, locale: Locale, digits = 0): string =>
  normaliseSpaces(numbers(locale, digits).format(value))

/** `1,204`, `1.204` */
export const formatCount = (count: number, locale: Locale): string => decimal(count, locale)

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** `41 h 12`: whole minutes, always both units. */
function hoursAndMinutes(ms: number, locale: Locale): string {
  const minutes = Math.round(ms / minuteMs)
  return join(decimal(Math.floor(minutes / 60), locale), 'h', twoDigits(minutes % 60))
}

function secondsOf(ms: number): string {
  if (ms > 0 && ms < 500) return join('<', 1, 's')
  return join(Math.round(ms / secondMs), 's')
}

/** A duration in a sentence, two units at most: `142 h`, `41 h 12`, `5 h`, `48 min`, `3 min 20 s`, `12 s`. */
export function formatDuration(ms: number, locale: Locale): string {
  const seconds = Math.round(ms / secondMs)
  if (seconds < 60) return secondsOf(ms)
  if (seconds < 600) return join(Math.floor(seconds / 60), 'min', ...(seconds % 60 ? [seconds % 60, 's'] : []))
  const minutes = Math.round(ms / minuteMs)
  if (minutes < 60) return join(minutes, 'min')
  if (minutes < 6_000) return minutes % 60 ? hoursAndMinutes(ms, locale) : join(minutes / 60, 'h')
  return join(decimal(Math.round(ms / hourMs), locale), 'h')
}

/**
 * Durations of one column, in the form that suits its largest: `0 h 48` beside `41 h 12`, or `0 min 20 s` beside `3 min 05 s`,
 * or seconds. What is too short for the form says so: `< 1 min`, never zero.
 */
export function columnOfDurations(largestMs: number, locale: Locale): (ms: number) => string {
  if (Math.round(largestMs / secondMs) < 60) return secondsOf
  if (Math.round(largestMs / minuteMs) >= 60)
    return (ms) => (ms > 0 && ms < minuteMs / 2 ? join('<', 1, 'min') : hoursAndMinutes(ms, locale))
  return (ms) => {
    const seconds = Math.round(ms / secondMs)
    if (ms > 0 && seconds === 0) return secondsOf(ms)
    return join(Math.floor(seconds / 60), 'min', twoDigits(seconds % 60), 's')
  }
}

/** CPU time in the one unit that suits it: `18.2 h`, `43.1 min`, `4.2 s`, `< 0.1 s`. */
export function formatCpu(ms: number, locale: Locale): string {
  if (ms === 0) return join(0, 's')
  if (ms < 50) return join('<', decimal(0.1, locale, 1), 's')
  if (ms < 59_950) return join(decimal(ms / secondMs, locale, 1), 's')
  if (ms < 59.95 * minuteMs) return join(decimal(ms / minuteMs, locale, 1), 'min')
  return join(decimal(ms / hourMs, locale, 1), 'h')
}

/** Memory in decimal megabytes and gigabytes: `812 MB`, `1.91 GB`; no figure for none, as nothing runs in no memory. */
export function formatMemory(kibibytes: number, locale: Locale): string {
  if (kibibytes <= 0) return noFigure
  const megabytes = (kibibytes * 1_024) / 1_000_000
  if (megabytes < 0.5) return join('<', 1, 'MB')
  if (megabytes < 999.5) return join(decimal(megabytes, locale), 'MB')
  return join(decimal(megabytes / 1_000, locale, 2), 'GB')
}

/** A share from 0 to 1: `98%`, `99.6%`, `0.4%`. Never 100% of what is not whole, nor 0% of what is something. */
export function formatPercent(share: number, locale: Locale): string {
  if (share >= 1) return '100%'
  if (share <= 0) return '0%'
  const percent = share * 100
  if (percent < 0.1) return `<${nbsp}${decimal(0.1, locale, 1)}%`
  if (percent < 0.95) return `${decimal(percent, locale, 1)}%`
  if (percent >= 99.5) return `${decimal(Math.min(Math.floor(percent * 10 + 1e-9), 999) / 10, locale, 1)}%`
  return `${decimal(percent, locale)}%`
}

type NameStyle = 'long' | 'short' | 'narrow'

const months = remember(
  (locale, style) => new Intl.DateTimeFormat(locale, { month: style as NameStyle, timeZone: 'UTC' }),
)
const weekdays = remember(
  (locale, style) => new Intl.DateTimeFormat(locale, { weekday: style as NameStyle, timeZone: 'UTC' }),
)

const monthName = (month: Month, locale: Locale, style: NameStyle) =>
  months(locale, style).format(dayNumber(`${month}-01`))

/** `Tuesday`, `terça`; short: `Tue`, `ter`; narrow: `T`. */
export const formatWeekday = (day: Day, locale: Locale, style: NameStyle): string =>
  weekdays(locale, style)
    .format(dayNumber(day))
    .replace(/-feira|\.$/, '')

/** How each language puts a date together from the names that Intl knows. */
const dates: Readonly<
  Record<
    Locale,
    {
      day(date: string, month: string): string
      weekday(weekday: string, date: string): string
      year(date: string, year: string): string
      month(name: string, year: string): string
    }
  >
> = {
  en: {
    day: (date, month) => join(date, month),
    weekday: (weekday, date) => `${weekday}${nbsp}${date}`,
    year: (date, year) => join(date, year),
    month: (name, year) => join(name, year),
  },
  'pt-BR': {
    day: (date, month) => join(date, 'de', month),
    weekday: (weekday, date) => `${weekday}, ${date}`,
    year: (date, year) => join(date, 'de', year),
    month: (name, year) => join(name, 'de', year),
  },
}

/** A day of a month that is known: `20`; the first in Portuguese `1º`. */
export const formatDate = (day: Day, locale: Locale): string => {
  const date = Number(day.slice(8))
  return date === 1 && locale === 'pt-BR' ? '1º' : String(date)
}

/** `20 October`, `20 de outubro`; short: `20 Oct`, `20 de out.` */
export const formatDay = (day: Day, locale: Locale, style: 'long' | 'short' = 'long'): string =>
  dates[locale].day(formatDate(day, locale), monthName(day.slice(0, 7), locale, style))

/** `1 November 2026`, `1º de novembro de 2026` */
export const formatYear = (day: Day, locale: Locale): string =>
  dates[locale].year(formatDay(day, locale), day.slice(0, 4))

/** A day within a month that is known: `Tuesday 20`, `terça, 20`. */
export const formatDayOfMonth = (day: Day, locale: Locale): string =>
  dates[locale].weekday(formatWeekday(day, locale, 'long'), formatDate(day, locale))

/** `October`, `outubro`; short: `Oct`, `out.` */
export const formatMonthName = (month: Month, locale: Locale, style: 'long' | 'short' = 'long'): string =>
  monthName(month, locale, style)

/** `October 2026`, `outubro de 2026` */
export const formatMonth = (month: Month, locale: Locale): string =>
  dates[locale].month(formatMonthName(month, locale), month.slice(0, 4))

/** An instant on the clocks of a zone: `12 Oct, 14:00`; with the year, `12 Oct 2026, 14:00`. */
export function formatInstant(at: number, locale: Locale, zone: string, style: 'day' | 'year' = 'day'): string {
  const shown = new Date(at + offsetAt(zone, at)).toISOString()
  const date = formatDay(shown.slice(0, 10), locale, 'short')
  return `${style === 'year' ? dates[locale].year(date, shown.slice(0, 4)) : date}, ${shown.slice(11, 16)}`
}

/** From one instant to another, the day named twice only where it changes: `12 Oct, 14:00 – 16:00`. */
export function formatRange(start: number, end: number, locale: Locale, zone: string): string {
  const from = formatInstant(start, locale, zone)
  const to = formatInstant(end, locale, zone)
  const time = to.slice(-5)
  const sameDay = from.slice(0, -5) === to.slice(0, -5)
  return sameDay ? join(from, '–', time) : `${from} – ${to}`
}

/** `12, 13 and 14` */
export function formatList(items: readonly string[], locale: Locale): string {
  const language = locale === 'en' ? 'en-GB' : locale
  return new Intl.ListFormat(language, { type: 'conjunction', style: 'long' }).format(items)
}

/** The first letter made a capital, for a heading. */
export const capitalise = (text: string, locale: Locale): string =>
  text.replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase(locale))
