import { formatMonthName } from '../../format.ts'
import type { OrgReport } from '../../report/org-report.ts'
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
