import { formatDay, formatMonthName, formatYear } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { type Day, monthOf } from '../../../core/time.ts'
import type { OrgSoftwareApp } from '../../../protocol/software.ts'

interface Telling {
  readonly today: Day
  readonly locale: Locale
  readonly words: { readonly never: string; readonly today: string }
}

/** `today`, `20 Oct`, of another year `3 December 2025`, `never` */
export function formatLastUse(on: Day | null, { today, locale, words }: Telling): string {
  if (on === null) return words.never
  if (on >= today) return words.today
  return on.slice(0, 4) === today.slice(0, 4) ? formatDay(on, locale, 'short') : formatYear(on, locale)
}

/** The same of an app of an organisation; a service is never opened, and of few people nothing is told. */
export function lastUseOf(
  { lastUsedOn, opened }: Pick<OrgSoftwareApp, 'lastUsedOn' | 'opened'>,
  to: Telling & { readonly words: { readonly withheld: string; readonly background: string } },
): string {
  if (!opened) return to.words.background
  return lastUsedOn === 'withheld' ? to.words.withheld : formatLastUse(lastUsedOn, to)
}

/** `18 Dec`, of another year `Feb 2027`: the day stands in the licence itself. */
export const formatRenewal = (on: Day, today: Day, locale: Locale): string =>
  on.slice(0, 4) === today.slice(0, 4)
    ? formatDay(on, locale, 'short')
    : `${formatMonthName(monthOf(on), locale, 'short')} ${on.slice(0, 4)}`
