import { formatDuration } from '../../../core/format.ts'
import { formatDifference } from '../../../core/format-differences.ts'
import type { Locale } from '../../../core/texts/language.ts'
import type { Figure } from '../../../core/view/headline.ts'
import type { ReportView } from '../../../core/view/view.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { myOverview } from '../../../protocol/usage.ts'
import { formatDays } from '../../data/days-name.ts'

/** An answer about a period. */
export type Overview = OutputOf<typeof myOverview>

const shownFigures = 4

/** The figures beside the large one. Of a period that is not over: against as many days of the one before. */
export function toOverviewFigures(
  { figures, before, period }: Overview,
  view: ReportView,
  locale: Locale,
  words: { against(given: { days: string; figure: string }): string },
): Figure[] {
  if (period.over || !before || before.activeMs === null || figures.activeMs == null) return [...view.figures]
  const against = {
    figure: formatDifference(figures.activeMs, before.activeMs, locale).signed,
    label: words.against({ days: formatDays(before, locale), figure: formatDuration(before.activeMs, locale) }),
  }
  return [against, ...view.figures].slice(0, shownFigures)
}
