import { formatDay, formatYear } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import type { Day } from '../../../core/time.ts'

interface LastUseWords {
  readonly never: string
  readonly today: string
}

/** `today`, `20 Oct`, of another year `3 December 2025`, `never` */
export function formatLastUse(
  on: Day | null,
  { today, locale, words }: { readonly today: Day; readonly locale: Locale; readonly words: LastUseWords },
): string {
  if (on === null) return words.never
  if (on >= today) return words.today
  return on.slice(0, 4) === today.slice(0, 4) ? formatDay(on, locale, 'short') : formatYear(on, locale)
}
