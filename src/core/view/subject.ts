import { formatCpu, formatDay, formatDuration, formatPercent, formatWeekday } from '../format.ts'
import { formatDifference } from '../format-differences.ts'
import type { Report, ReportApp } from '../report/report.ts'
import type { Locale } from '../texts/language.ts'
import { measureOf } from './app-figures.ts'
import { countRecording } from './headline.ts'
import { countUse, formatPeriodName, type Telling, toPart, toTelling } from './telling.ts'
import { nameOf } from './view-apps.ts'

/** Names the period and the headline: `Your October: 142 h active on 2 computers, 6 h more than September`. */
export function toSubject(report: Report, locale: Locale): string {
  const telling = toTelling(report, locale)
  const subject = toTrueSubject(telling)
  return report.demo ? telling.words.demo.subject(subject) : subject
}

function toTrueSubject(telling: Telling): string {
  const { report, words, locale, byActive, week } = telling
  const { closed, coverage, recordedMs } = report
  const period = formatPeriodName(telling)
  const devices = countRecording(report)
  if (recordedMs === 0) return words.headline.subjectEmpty({ month: period, closed, week })
  if (byActive) {
    const active = formatDuration(report.activeMs ?? 0, locale)
    return words.active.subject({ period, week, closed, active, devices }) + sayDifference(telling)
  }
  return words.headline.subject({
    month: period,
    week,
    closed,
    recorded: formatDuration(recordedMs, locale),
    devices,
    ...(coverage !== null && { coverage: formatPercent(coverage, locale) }),
  })
}

/** Nothing where little is known of the period before: the difference would tell of the recording, not of the person. */
function sayDifference(telling: Telling): string {
  const { report, words, locale, before, previous } = telling
  if (previous?.activeMs == null || toPart(telling, previous, String)) return ''
  const { length, sign } = formatDifference(report.activeMs ?? 0, previous.activeMs, locale)
  return words.active.difference({ length, sign, before })
}

/** The next facts, which a mailbox shows after the subject; of an empty report, none. */
export function toPreheader(report: Report, locale: Locale): string {
  const telling = toTelling(report, locale)
  if (report.recordedMs === 0) return ''
  return (telling.daysByActive ? factsOfUse(telling) : factsOfRecords(telling)).join(' ')
}

function factsOfUse(telling: Telling): string[] {
  const { report, words, locale, previous } = telling
  const days = countUse(telling)
  if (days === 0) return []
  const busiest = report.days.reduce((best, day) => ((day.activeMs ?? 0) > (best.activeMs ?? 0) ? day : best)).day
  const change = (app: ReportApp) => (measureOf(app, true) ?? 0) - (app.previous?.activeMs ?? 0)
  const known = report.apps.filter(({ activeMs, previous: then }) => activeMs != null && then?.activeMs != null)
  const [grown] = [...known].sort((a, b) => change(b) - change(a))
  const weekday = formatWeekday(busiest, locale, 'long')
  const date = formatDay(busiest, locale)
  return [
    words.use.preheader({ days, busiest: locale === 'en' ? `${weekday} ${date}` : `${weekday}, ${date}` }),
    ...(previous && grown && change(grown) > 0 ? [words.use.grew(nameOf(grown))] : []),
    ...(report.coverage === null ? [] : [words.use.coverage(formatPercent(report.coverage, locale))]),
  ]
}

function factsOfRecords({ report, words: { preheader }, locale }: Telling): string[] {
  const recorded = report.days.filter(({ recordedMs }) => recordedMs > 0)
  if (recorded.length === 0) return []
  const busiest = recorded.reduce((best, day) => (day.recordedMs > best.recordedMs ? day : best))
  const first = [...report.apps].sort((a, b) => b.cpuMs - a.cpuMs)[0]
  return [
    ...(first && first.cpuMs > 0
      ? [preheader.mostCpu({ app: nameOf(first), cpu: formatCpu(first.cpuMs, locale) })]
      : []),
    ...(recorded.length > 1
      ? [
          preheader.busiest({
            day: formatDay(busiest.day, locale),
            recorded: formatDuration(busiest.recordedMs, locale),
          }),
        ]
      : []),
    preheader.days(recorded.length),
  ]
}
