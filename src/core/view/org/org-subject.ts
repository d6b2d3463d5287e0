import { formatDuration, formatMonthName, formatPercent } from '../../format.ts'
import { formatWaste, toWaste } from '../../licences/waste.ts'
import type { OrgReport } from '../../report/org-report.ts'
import type { Locale } from '../../texts/language.ts'
import { textsOf } from '../../texts/texts.ts'
import { type OrgTelling, toOrgTelling } from './org-telling.ts'

/** `Aroeira Design, October: 3 licences unused, R$540.00 a month; 45 of 48 computers reporting` */
export function toOrgSubject(report: OrgReport, locale: Locale): string {
  const subject = toTrueSubject(toOrgTelling(report, locale))
  return report.demo ? textsOf(locale).demo.subject(subject) : subject
}

function toTrueSubject({ report, words, locale, org }: OrgTelling): string {
  const { closed, devices, licences, period, recordedMs } = report
  const month = formatMonthName(period, locale)
  if (recordedMs === 0) return words.headline.subjectEmpty({ org, month, closed })
  const waste = toWaste(licences)
  const unused = waste.seats > 0 && { seats: waste.seats, money: formatWaste(waste, locale) }
  const { reporting, total } = devices
  return words.headline.subject({ org, month, closed, ...(unused && { unused }), reporting, total })
}

/** The next facts, which a mailbox shows after the subject; of an empty report, none. */
export function toOrgPreheader(report: OrgReport, locale: Locale): string {
  const { words } = toOrgTelling(report, locale)
  const { activeMs, coverage, devices, recordedMs } = report
  if (recordedMs === 0) return ''
  return words.preheader({
    ...(typeof activeMs === 'number' && { active: formatDuration(activeMs, locale) }),
    ...(coverage !== null && { coverage: formatPercent(coverage, locale) }),
    silent: devices.silent.length,
  })
}
