import { capitalise } from '../format.ts'
import type { Report } from '../report/report.ts'
import type { Locale, Rich, Texts } from '../texts/language.ts'
import type { WeekStart } from '../week-start.ts'
import { toClosing, toEmptiness } from './closing.ts'
import { type Figure, toFigures, toHero } from './headline.ts'
import { toLabel } from './label.ts'
import { type Link, type ReportLinks, toRightsLinks, toWebLink } from './links.ts'
import type { Section } from './section.ts'
import { formatPeriod, type Telling, toTelling } from './telling.ts'
import { toAppsSection } from './view-apps.ts'
import { toCategoriesSection } from './view-categories.ts'
import { toChangesSection } from './view-changes.ts'
import { toDevicesSection } from './view-devices.ts'
import { toGapsSection } from './view-gaps.ts'
import { toMonthSection } from './view-month.ts'
import { toSpentSection } from './view-spent.ts'
import { toUnusedSection } from './view-unused.ts'
import { toWhenSection } from './view-when.ts'

/** All that a report says, worded and formatted: what every form for people prints, so that they cannot disagree. */
export interface ReportView {
  readonly locale: Locale
  readonly words: Texts
  /** That everything is made up, where it is: above all else. */
  readonly banner: string | undefined
  readonly owner: string
  readonly period: string
  /** The one large figure and the line under it; in an empty report, what it says instead. */
  readonly hero: Figure
  /** Four at most. */
  readonly figures: readonly Figure[]
  /** Only in a report with nothing recorded, which then has no sections. */
  readonly empty: readonly string[]
  /** The report on the web, short as beside the headline and in full as on a button; undefined where there is no such address. */
  readonly web: { readonly short: Link; readonly full: Link } | undefined
  readonly sections: readonly Section[]
  readonly closing: readonly Rich[]
  /** What the reader can do about what is recorded. */
  readonly links: readonly Link[]
}

/**
 * Words a report in the reader's language. Names are cleaned here, once, for every form.
 * @param weekStart of grids of weekdays, where the report is not itself of a week
 */
export function toView(report: Report, locale: Locale, links: ReportLinks = {}, weekStart?: WeekStart): ReportView {
  const telling = toTelling(report, locale, weekStart)
  const { words } = telling
  const isEmpty = report.recordedMs === 0
  const period = capitalise(formatPeriod(telling), locale)
  return {
    locale,
    words,
    banner: report.demo && words.demo.banner,
    owner: toOwner(telling),
    period: report.closed ? period : words.soFar(period),
    hero: toHero(telling),
    figures: isEmpty ? [] : toFigures(telling),
    empty: isEmpty ? toEmptiness(telling) : [],
    web: toWebLink(links, words),
    sections: isEmpty ? [] : toSections(telling),
    closing: toClosing(telling),
    links: toRightsLinks(links, words),
  }
}

function toOwner({ report, words, week }: Telling): string {
  const about = toLabel(report.about, 60)
  if (!about) return week ? words.week.report : words.monthlyReport
  return week ? words.week.reportFor(about) : words.monthlyReportFor(about)
}

/** In the order in which every form tells them; what is not known has none. */
const toSections = (telling: Telling): Section[] => [
  toMonthSection(telling),
  toAppsSection(telling),
  ...toWhenSection(telling),
  ...toCategoriesSection(telling),
  ...toSpentSection(telling),
  ...toChangesSection(telling),
  ...toUnusedSection(telling),
  toDevicesSection(telling.report, telling.words, telling.locale),
  ...toGapsSection(telling.report, telling.words, telling.locale),
]
