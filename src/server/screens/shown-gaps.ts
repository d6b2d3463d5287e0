import type { ReportGap } from '../../core/report/report.ts'
import { excusedReasons, type GapReason } from '../../core/usage.ts'

const most = 200

const isExcused = ({ reason }: ReportGap) => excusedReasons.has(reason as GapReason)

/**
 * As many as a screen is given, longest first. Those in which something was due go before: the nights and weekends of a year would leave
 * them no room.
 * @param gaps longest first
 */
export function toShownGaps(gaps: readonly ReportGap[]): ReportGap[] {
  const missed = gaps.filter((gap) => !isExcused(gap)).slice(0, most)
  const shown = new Set([...missed, ...gaps.filter(isExcused).slice(0, most - missed.length)])
  return gaps.filter((gap) => shown.has(gap))
}
