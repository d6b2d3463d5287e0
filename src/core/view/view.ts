import {
  capitalise,
  formatCount,
  formatCpu,
  formatDuration,
  formatInstant,
  formatMonth,
  formatPercent,
  noFigure,
} from '../format.ts'
import { isPresenceKnown } from '../presence-totals.ts'
import type { Report } from '../report/report.ts'
import type { Locale, Rich, Texts } from '../texts/language.ts'
import { textsOf } from '../texts/texts.ts'
import { toLabel } from './label.ts'
import type { Section } from './section.ts'
import { toAppsSection } from './view-apps.ts'
import { toDevicesSection } from './view-devices.ts'
import { toGapsSection } from './view-gaps.ts'
import { type MonthView, toMonthView } from './view-month.ts'

export interface Figure {
  readonly figure: string
  readonly label: string
}

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
  readonly figures: readonly Figure[]
  /** Only in a report with nothing recorded, which then has no sections. */
  readonly empty: readonly string[]
  readonly month: MonthView | undefined
  readonly sections: readonly Section[]
  readonly closing: readonly Rich[]
}

/** The devices that a headline counts: those that recorded anything. */
export const countRecording = (report: Report): number =>
  report.devices.filter(({ recordedMs }) => recordedMs > 0).length

/** Words a report in the reader's language. Names are cleaned here, once, for every form. */
export function toView(report: Report, locale: Locale): ReportView {
  const words = textsOf(locale)
  const month = capitalise(formatMonth(report.period, locale), locale)
  const about = toLabel(report.about, 60)
  const view = {
    locale,
    words,
    banner: report.demo && words.demo.banner,
    owner: about ? words.monthlyReportFor(about) : words.monthlyReport,
    period: report.closed ? month : words.soFar(month),
    closing: toClosing(report, words, locale),
  }
  if (report.recordedMs === 0) return { ...view, ...toEmpty(report, words, locale) }
  return {
    ...view,
    hero: toHero(report, words, locale),
    figures: toFigures(report, words, locale),
    empty: [],
    month: toMonthView(report, words, locale),
    sections: [
      toAppsSection(report, words, locale),
      toDevicesSection(report, words, locale),
      ...toGapsSection(report, words, locale),
    ],
  }
}

/** Active time where it can speak for the whole, else what was recorded. */
function toHero(report: Report, { headline }: Texts, locale: Locale): Figure {
  const recorded = formatDuration(report.recordedMs, locale)
  const devices = countRecording(report)
  if (!isPresenceKnown(report)) return { figure: recorded, label: headline.recordedOn(devices) }
  return { figure: formatDuration(report.activeMs ?? 0, locale), label: headline.activeOf({ recorded, devices }) }
}

function toFigures(report: Report, words: Texts, locale: Locale): Figure[] {
  const { metrics } = words
  const recorded = report.days.filter(({ recordedMs }) => recordedMs > 0).length
  const due = report.days.filter(({ dueMs }) => dueMs > 0).length
  return [
    report.coverage === null
      ? { figure: noFigure, label: metrics.nothingDue }
      : {
          figure: formatPercent(report.coverage, locale),
          label: metrics.coverage({ due: formatDuration(report.dueMs, locale) }),
        },
    { figure: metrics.days(recorded), label: metrics.daysOfDue(due) },
    { figure: formatCpu(report.cpuMs + report.unattributedCpuMs, locale), label: metrics.cpu },
    {
      figure: formatCount(report.launches, locale),
      label: metrics.launches({ launches: report.launches, apps: report.apps.length }),
    },
  ]
}

function toEmpty(report: Report, { empty }: Texts, locale: Locale) {
  const last = report.devices
    .filter((device) => device.lastRecordedAt !== null)
    .sort((a, b) => (b.lastRecordedAt ?? 0) - (a.lastRecordedAt ?? 0))[0]
  const at = last && formatInstant(last.lastRecordedAt ?? 0, locale, report.zone, 'year')
  return {
    hero: { figure: '', label: report.closed ? empty.closed : empty.open },
    figures: [],
    empty: [
      report.dueMs === 0 ? empty.nothingDue : empty.unrecorded({ due: formatDuration(report.dueMs, locale) }),
      last && at ? empty.last({ device: toLabel(last.name, 40), at }) : empty.never,
      empty.wayOut,
    ],
    month: undefined,
    sections: [],
  }
}

function toClosing(report: Report, { closing }: Texts, locale: Locale): Rich[] {
  const made = closing.made({
    zone: toLabel(report.zone, 60),
    at: formatInstant(report.madeAt, locale, report.zone, 'year'),
  })
  const coverage =
    report.coverage === null || report.recordedMs === 0
      ? []
      : [
          closing.coverage({
            coverage: formatPercent(report.coverage, locale),
            recorded: formatDuration(report.recordedMs, locale),
            due: formatDuration(report.dueMs, locale),
          }),
        ]
  const open = report.closed ? [] : [closing.openPeriod]
  return [closing.recorded, closing.neverRecorded, [[...coverage, ...open, made].join(' ')]]
}
