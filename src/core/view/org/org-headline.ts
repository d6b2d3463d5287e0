import { formatCount, formatDuration, formatPercent, noFigure } from '../../format.ts'
import { formatDifference } from '../../format-differences.ts'
import { formatMoney } from '../../format-money.ts'
import { formatWaste, toWaste } from '../../licences/waste.ts'
import { textsOf } from '../../texts/texts.ts'
import type { Figure } from '../headline.ts'
import type { OrgTelling } from './org-telling.ts'

/** What is paid for nothing; where nothing is, the computers that report; where nothing was recorded, a sentence without a figure. */
export function toOrgHero({ report, words, locale }: OrgTelling): Figure {
  if (report.recordedMs === 0) {
    const { empty } = textsOf(locale)
    return { figure: '', label: report.closed ? empty.closed : empty.open }
  }
  const { headline } = words
  const waste = toWaste(report.licences)
  const [only, second] = waste.sums
  if (only && !second)
    return { figure: formatMoney(only.minor, only.currency, locale), label: headline.wasted(waste.seats) }
  if (only) {
    const label = headline.unusedOf({ seats: waste.seats, money: formatWaste(waste, locale) })
    return { figure: formatCount(waste.seats, locale), label }
  }
  const { reporting, total } = report.devices
  return { figure: headline.ofTotal({ reporting, total }), label: headline.reporting(total) }
}

/** Computers, time, people, coverage. */
export function toOrgFigures(telling: OrgTelling): Figure[] {
  const { report, words, locale } = telling
  const { metrics } = words
  const { devices, people, coverage } = report
  const silent = devices.silent.length
  return [
    { figure: metrics.computers(devices.total), label: metrics.reporting({ reporting: devices.reporting, silent }) },
    toTime(telling),
    typeof people.active === 'number' && people.active > 0
      ? { figure: metrics.people(people.active), label: metrics.activeOf(people.recorded) }
      : { figure: metrics.people(people.recorded), label: metrics.recordedOnly },
    coverage === null
      ? { figure: noFigure, label: metrics.nothingDue }
      : { figure: formatPercent(coverage, locale), label: metrics.coverage },
  ]
}

/** Active time, and how much more it is than before; where it is withheld or unknown, what was recorded. */
function toTime({ report, words: { metrics }, locale, previous, before }: OrgTelling): Figure {
  const { activeMs, recordedMs } = report
  if (typeof activeMs !== 'number') return { figure: formatDuration(recordedMs, locale), label: metrics.recorded }
  const figure = formatDuration(activeMs, locale)
  if (previous?.activeMs == null) return { figure, label: metrics.active }
  const difference = formatDifference(activeMs, previous.activeMs, locale).signed
  return { figure, label: metrics.activeAgainst({ difference, before: before() }) }
}
