import { formatList, formatMonthName } from '../../format.ts'
import { formatMoney } from '../../format-money.ts'
import type { OrgLicence, OrgReport } from '../../report/org-report.ts'
import type { EarlierPeriod } from '../../report/sections.ts'
import type { Locale } from '../../texts/language.ts'
import { orgTextsOf } from '../../texts/org/texts.ts'
import type { OrgTexts } from '../../texts/org/words.ts'
import { toLabel } from '../label.ts'

/** An organisation's report about to be told in words: what all its sections ask. */
export interface OrgTelling {
  readonly report: OrgReport
  readonly words: OrgTexts
  readonly locale: Locale
  readonly org: string
  /** The period before, where the two can be held against each other: one that is not over is behind by being so. */
  readonly previous: EarlierPeriod | undefined
  /** Its name, short as a column's head needs it where asked. */
  before(style?: 'long' | 'short'): string
}

export function toOrgTelling(report: OrgReport, locale: Locale): OrgTelling {
  const previous = report.closed ? (report.against.previous ?? undefined) : undefined
  return {
    report,
    words: orgTextsOf(locale),
    locale,
    org: toLabel(report.about, 60) || '?',
    previous,
    before: (style = 'long') => (previous ? formatMonthName(previous.period, locale, style) : ''),
  }
}

/** What is paid for nothing in a month: each currency for itself, as nobody knows what one is worth in another. */
export interface Waste {
  /** Of licences with a price. */
  readonly seats: number
  /** In hundredths, the largest first. */
  readonly sums: readonly { readonly currency: string; readonly minor: number }[]
}

export function toWaste(licences: readonly OrgLicence[]): Waste {
  const sums = new Map<string, number>()
  let seats = 0
  for (const { price, wastedMinor, unused } of licences) {
    if (!price || !wastedMinor) continue
    seats += unused
    sums.set(price.currency, (sums.get(price.currency) ?? 0) + wastedMinor)
  }
  return {
    seats,
    sums: [...sums].map(([currency, minor]) => ({ currency, minor })).sort((a, b) => b.minor - a.minor),
  }
}

/** `R$ 540,00`, of several currencies `R$ 540,00 e US$ 20,00`; `times` of it. */
export const formatWaste = ({ sums }: Waste, locale: Locale, times = 1): string =>
  formatList(
    sums.map(({ currency, minor }) => formatMoney(minor * times, currency, locale)),
    locale,
  )
