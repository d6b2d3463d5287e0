import { capitalise, formatDuration, formatInstant, formatMonth, formatPercent } from '../../format.ts'
import type { OrgReport } from '../../report/org-report.ts'
import type { Locale, Rich, Texts } from '../../texts/language.ts'
import { textsOf } from '../../texts/texts.ts'
import { toLabel } from '../label.ts'
import { type ReportLinks, toRightsLinks, toWebLink } from '../links.ts'
import type { Section } from '../section.ts'
import type { ReportView } from '../view.ts'
import { toOrgAppsSection } from './org-apps.ts'
import { toGrowthSection, toOrgUnusedSection } from './org-changes.ts'
import { toOrgDaysSection } from './org-days.ts'
import { toSilentSection, toVersionsSection } from './org-devices.ts'
import { toOrgFigures, toOrgHero } from './org-headline.ts'
import { toLicencesSection } from './org-licences.ts'
import { type OrgTelling, toOrgTelling } from './org-telling.ts'

/** Words an organisation's report in the reader's language, in the shape that every form prints. */
export function toOrgView(report: OrgReport, locale: Locale, links: ReportLinks = {}): ReportView {
  const telling = toOrgTelling(report, locale)
  const words = textsOf(locale)
  const isEmpty = report.recordedMs === 0
  const month = formatMonth(report.period, locale)
  const period = telling.words.about({ org: telling.org, period: locale === 'en' ? capitalise(month, locale) : month })
  return {
    locale,
    words,
    banner: report.demo && words.demo.banner,
    owner: telling.words.owner,
    period: report.closed ? period : words.soFar(period),
    hero: toOrgHero(telling),
    figures: isEmpty ? [] : toOrgFigures(telling),
    empty: isEmpty ? toOrgEmptiness(telling, words) : [],
    web: toWebLink(links, words),
    sections: isEmpty ? [] : toSections(telling),
    closing: toOrgClosing(telling, words),
    links: toRightsLinks(links, words),
  }
}

/** What costs money first, then what is missing, then what is used. */
const toSections = (telling: OrgTelling): Section[] => [
  ...toLicencesSection(telling),
  toOrgDaysSection(telling),
  ...toSilentSection(telling),
  ...toOrgAppsSection(telling),
  ...toGrowthSection(telling),
  ...toOrgUnusedSection(telling),
  ...toVersionsSection(telling),
]

/** A report of nothing is one short message. */
function toOrgEmptiness({ report, words, locale }: OrgTelling, { empty }: Texts): string[] {
  const { total, silent } = report.devices
  return [
    report.dueMs === 0 ? empty.nothingDue : empty.unrecorded({ due: formatDuration(report.dueMs, locale) }),
    total === 0 ? words.empty.none : words.empty.computers({ total, silent: silent.length }),
    words.empty.wayOut,
  ]
}

function toOrgClosing({ report, words, locale }: OrgTelling, { closing }: Texts): Rich[] {
  const { coverage, recordedMs, dueMs, zone, madeAt, closed } = report
  const made = closing.made({ zone: toLabel(zone, 60), at: formatInstant(madeAt, locale, zone, 'year') })
  const known =
    coverage === null || recordedMs === 0
      ? []
      : [
          closing.coverage({
            coverage: formatPercent(coverage, locale),
            recorded: formatDuration(recordedMs, locale),
            due: formatDuration(dueMs, locale),
          }),
        ]
  const open = closed ? [] : [closing.openPeriod]
  return [words.closing.people, closing.neverRecorded, [[...known, ...open, made].join(' ')]]
}
