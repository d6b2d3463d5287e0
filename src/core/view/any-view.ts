import type { OrgReport } from '../report/org-report.ts'
import type { Report } from '../report/report.ts'
import type { Locale } from '../texts/language.ts'
import { type Figure, toHero } from './headline.ts'
import type { ReportLinks } from './links.ts'
import { toOrgHero } from './org/org-headline.ts'
import { toOrgPreheader, toOrgSubject } from './org/org-subject.ts'
import { toOrgTelling } from './org/org-telling.ts'
import { toOrgView } from './org/org-view.ts'
import { toPreheader, toSubject } from './subject.ts'
import { toTelling } from './telling.ts'
import { type ReportView, toView } from './view.ts'

/** Frozen figures of whatever kind. */
export type AnyReport = Report | OrgReport

export const isOrgReport = (report: AnyReport): report is OrgReport => report.kind === 'org-month'

/** Words a report of whatever kind. */
export const toAnyView = (report: AnyReport, locale: Locale, links?: ReportLinks): ReportView =>
  isOrgReport(report) ? toOrgView(report, locale, links) : toView(report, locale, links)

/** The one large figure and the line under it, for lists of reports. */
export const toAnyHero = (report: AnyReport, locale: Locale): Figure =>
  isOrgReport(report) ? toOrgHero(toOrgTelling(report, locale)) : toHero(toTelling(report, locale))

/** The subject of its mail, which names the period and the headline. */
export const toAnySubject = (report: AnyReport, locale: Locale): string =>
  isOrgReport(report) ? toOrgSubject(report, locale) : toSubject(report, locale)

/** What a mailbox shows after the subject. */
export const toAnyPreheader = (report: AnyReport, locale: Locale): string =>
  isOrgReport(report) ? toOrgPreheader(report, locale) : toPreheader(report, locale)
