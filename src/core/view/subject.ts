import { formatCpu, formatDay, formatDuration, formatMonthName, formatPercent } from '../format.ts'
import type { Report } from '../report/report.ts'
import type { Locale } from '../texts/language.ts'
import { textsOf } from '../texts/texts.ts'
import { toLabel } from './label.ts'
import { countRecording } from './view.ts'

/** Names the period and the headline: `Your October: 142 h recorded on 1 computer, 98% of the time due`. */
export function toSubject(report: Report, locale: Locale): string {
  const { demo } = textsOf(locale)
  const subject = toTrueSubject(report, locale)
  return report.demo ? demo.subject(subject) : subject
}

function toTrueSubject(report: Report, locale: Locale): string {
  const { headline } = textsOf(locale)
  const { closed, coverage, recordedMs } = report
  const month = formatMonthName(report.period, locale)
  if (recordedMs === 0) return headline.subjectEmpty({ month, closed })
  return headline.subject({
    month,
    closed,
    recorded: formatDuration(recordedMs, locale),
    devices: countRecording(report),
    ...(coverage !== null && { coverage: formatPercent(coverage, locale) }),
  })
}

/** The next facts, which a mailbox shows after the subject; of an empty report, none. */
export function toPreheader(report: Report, locale: Locale): string {
  const { preheader } = textsOf(locale)
  const recorded = report.days.filter(({ recordedMs }) => recordedMs > 0)
  if (recorded.length === 0) return ''
  const busiest = recorded.reduce((best, day) => (day.recordedMs > best.recordedMs ? day : best))
  const first = [...report.apps].sort((a, b) => b.cpuMs - a.cpuMs)[0]
  return [
    ...(first && first.cpuMs > 0
      ? [preheader.mostCpu({ app: toLabel(first.name, 40), cpu: formatCpu(first.cpuMs, locale) })]
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
  ].join(' ')
}
