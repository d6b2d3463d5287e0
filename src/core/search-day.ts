import { toSought } from './sought.ts'
import { type Locale, locales } from './texts/language.ts'
import { addDays, type Day, isDay } from './time.ts'

const relative = new Map(Object.entries({ today: 0, hoje: 0, yesterday: -1, ontem: -1 }))

const monthNames: readonly (readonly string[])[] = Array.from({ length: 12 }, (_, month) =>
  locales.map((locale) =>
    toSought(new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 1))),
  ),
)

/** `out`, `outubro`, `oct` → 10; three letters at least. */
function toMonth(word: string): number | undefined {
  if (word.length < 3) return undefined
  const found = monthNames.findIndex((names) => names.some((name) => name.startsWith(word)))
  return found < 0 ? undefined : found + 1
}

const twoDigits = (number: number) => String(number).padStart(2, '0')

/** The day of a year; without one, the last such day that has begun. */
function toDay(year: number | undefined, month: number, date: number, today: Day): Day | undefined {
  const of = (one: number) => `${one}-${twoDigits(month)}-${twoDigits(date)}`
  if (year !== undefined) return isDay(of(year)) ? of(year) : undefined
  const thisYear = Number(today.slice(0, 4))
  // A leap day was within the last eight years.
  return Array.from({ length: 9 }, (_, i) => of(thisYear - i)).find((day) => isDay(day) && day <= today)
}

/**
 * Days that somebody may mean, likeliest first: `2026-10-20`, `20 Oct`, `October 20, 2026`, `20 de outubro`, `20/10`, `yesterday`, `ontem`;
 * none for any other text.
 */
export function findDays(text: string, today: Day, locale: Locale): Day[] {
  const plain = toSought(text)
  if (isDay(plain)) return [plain]
  const ago = relative.get(plain)
  if (ago !== undefined) return [addDays(today, ago)]
  return [...new Set([...byName(plain, today), ...byNumbers(plain, today, locale)])]
}

function byName(plain: string, today: Day): Day[] {
  const words = plain.split(/[\s,.]+/).filter((word) => word !== '' && word !== 'de' && word !== 'of')
  const [year] = words.splice(2, 1).filter((word) => /^\d{4}$/.test(word))
  if (words.length !== 2) return []
  const date = words.map((word) => /^(\d{1,2})(st|nd|rd|th|o|º)?$/.exec(word)?.[1]).find((found) => found !== undefined)
  const month = words.map(toMonth).find((found) => found !== undefined)
  if (date === undefined || month === undefined) return []
  return [toDay(year === undefined ? undefined : Number(year), month, Number(date), today)].filter(
    (day) => day !== undefined,
  )
}

/** In Brazil the day stands first; elsewhere it may be either. */
function byNumbers(plain: string, today: Day, locale: Locale): Day[] {
  const [, one, two, year] = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/.exec(plain) ?? []
  if (one === undefined || two === undefined) return []
  const orders = [[Number(one), Number(two)], ...(locale === 'pt-BR' ? [] : [[Number(two), Number(one)]])] as const
  return orders
    .map(([date, month]) => toDay(year === undefined ? undefined : Number(year), month!, date!, today))
    .filter((day) => day !== undefined)
}
