import { expect } from 'vitest'
import { formatCount, formatCpu, formatMemory, noFigure } from '../../src/core/format.ts'
import { formatMoney } from '../../src/core/format-money.ts'
import type { OrgReport } from '../../src/core/report/org-report.ts'
import type { Report, ReportApp } from '../../src/core/report/report.ts'
import { orgTextsOf } from '../../src/core/texts/org/texts.ts'
import { hourMs, minuteMs, secondMs } from '../../src/core/time.ts'
import { type AnyReport, isOrgReport } from '../../src/core/view/any-view.ts'
import type { Section, SectionName } from '../../src/core/view/section.ts'
import type { ReportView } from '../../src/core/view/view.ts'

type Record_ = Readonly<Record<string, string>>

const units: Readonly<Record<string, number>> = { h: hourMs, min: minuteMs, s: secondMs }

/** A duration as it is printed, in milliseconds: `41 h 12`, `48 min`, `3 min 05 s`, `< 1 min`. */
function durationOf(text: string): { readonly ms: number; readonly off: number } {
  const plain = text
    .replace(/[\u00a0]/g, ' ')
    .replaceAll('.', '')
    .replaceAll(',', '')
  const [, less, first = '', unit = '', second] = /^(<? ?)(\d+) (h|min|s)(?: (\d+)(?: s)?)?$/.exec(plain) ?? []
  if (!unit) throw new Error(`"${text}" is no duration`)
  if (less?.trim()) return { ms: 0, off: units[unit]! }
  const small = unit === 'h' ? minuteMs : secondMs
  const ms = Number(first) * units[unit]! + Number(second ?? 0) * small
  return { ms, off: (unit === 's' || second === undefined ? units[unit]! : small) / 2 }
}

/** What is printed is the frozen figure, rounded. */
function expectDuration(text: string, ms: number | null | undefined): void {
  if (ms == null) {
    expect(text).toBe(noFigure)
    return
  }
  const said = durationOf(text)
  expect(Math.abs(said.ms - ms), `${text} for ${ms} ms`).toBeLessThanOrEqual(said.off + 0.5)
}

const sectionOf = ({ sections }: ReportView, name: SectionName) => sections.find((section) => section.name === name)

/** The cells below a head, of the rows that are of one thing each. */
function columnOf({ columns, rows }: Section, head: string): string[] | undefined {
  const i = columns.findIndex((column) => column.head === head)
  return i < 0 ? undefined : rows.filter(({ kind }) => kind === 'item').map(({ cells }) => cells[i]!)
}

/** What a view prints, and what the CSV says, is what was frozen: cell by cell, from the figures themselves. */
export function checkFigures(report: AnyReport, view: ReportView, csv: readonly Record_[]): void {
  if (isOrgReport(report)) checkOrg(report, view, csv)
  else checkPerson(report, view, csv)
}

function checkPerson(report: Report, view: ReportView, csv: readonly Record_[]): void {
  report.apps.forEach((app, i) => {
    const row = csv[i]!
    expect([row.cpuMs, row.runningMs, row.launches, row.memoryMeanKiB, row.memoryPeakKiB].map(Number)).toEqual([
      app.cpuMs,
      app.runningMs,
      app.launches,
      app.memoryMeanKiB,
      app.memoryPeakKiB,
    ])
    if ('activeMs' in row)
      expect([row.activeMs, row.foregroundMs]).toEqual([said(app.activeMs), said(app.foregroundMs)])
  })
  const rest = csv.slice(report.apps.length)
  expect(rest.map(({ cpuMs }) => Number(cpuMs))).toEqual(report.unattributedCpuMs > 0 ? [report.unattributedCpuMs] : [])
  const { apps: words } = view.words
  const { locale } = view
  const apps = sectionOf(view, 'apps')
  if (!apps || apps.columns.length === 0) return
  const check = (section: Section, head: string, of: (app: ReportApp) => string | number | null | undefined) => {
    const order = section.name === 'spent' ? [...report.apps].sort((a, b) => b.cpuMs - a.cpuMs) : report.apps
    columnOf(section, head)?.forEach((cell, i) => {
      const figure = of(order[i]!)
      if (typeof figure === 'string') expect(cell).toBe(figure)
      else expectDuration(cell, figure)
    })
  }
  check(apps, words.active, (app) => app.activeMs)
  check(apps, words.foreground, (app) => app.foregroundMs)
  check(apps, words.cpu, (app) => formatCpu(app.cpuMs, locale))
  const spent = sectionOf(view, 'spent')!
  check(spent, words.cpu, (app) => formatCpu(app.cpuMs, locale))
  check(spent, words.running, (app) => app.runningMs)
  check(spent, words.launches, (app) => formatCount(app.launches, locale))
  check(spent, words.memoryMean, (app) => formatMemory(app.memoryMeanKiB, locale))
  check(spent, words.memoryPeak, (app) => formatMemory(app.memoryPeakKiB, locale))
  const devices = sectionOf(view, 'devices')
  columnOf(devices!, view.words.devices.recorded)?.forEach((cell, i) => {
    expectDuration(cell, report.devices[i]!.recordedMs)
  })
}

const said = (value: string | number | null | undefined) => (value == null ? '' : String(value))

function checkOrg(report: OrgReport, view: ReportView, csv: readonly Record_[]): void {
  const words = orgTextsOf(view.locale)
  const { locale } = view
  const part = (name: string) => csv.filter((row) => row.part === name)
  expect(part('app').map((row) => [row.people, row.devices, row.activeMs, row.cpuMs])).toEqual(
    report.apps.map((app) => [app.people, app.devices, app.activeMs, app.cpuMs].map(said)),
  )
  expect(part('licence').map((row) => [row.seats, row.used, row.unused, row.priceMinor, row.wastedMinor])).toEqual(
    report.licences.map((each) => [each.seats, each.used, each.unused, each.price?.minor, each.wastedMinor].map(said)),
  )
  expect(part('day').map((row) => [row.recording, row.due].map(Number))).toEqual(
    report.days.map(({ recording, due }) => [recording, due]),
  )
  expect(part('silent').map((row) => Number(row.days))).toEqual(report.devices.silent.map(({ days }) => days))
  const cells = (name: SectionName, head: string) => {
    const section = sectionOf(view, name)
    return section ? (columnOf(section, head) ?? []) : []
  }
  const count = (value: number) => formatCount(value, locale)
  cells('licences', words.licences.unused).forEach((cell, i) => {
    expect(cell).toBe(count(report.licences[i]!.unused))
  })
  cells('licences', words.licences.used).forEach((cell, i) => {
    expect(cell).toBe(count(report.licences[i]!.used))
  })
  cells('licences', words.licences.wasted()).forEach((cell, i) => {
    const { price, wastedMinor } = report.licences[i]!
    expect(cell).toBe(price && wastedMinor !== undefined ? formatMoney(wastedMinor, price.currency, locale) : noFigure)
  })
  cells('people', words.apps.people).forEach((cell, i) => {
    const { people } = report.apps[i]!
    expect(cell).toBe(people === 'withheld' ? words.apps.withheld : count(people))
  })
  cells('people', words.apps.active).forEach((cell, i) => {
    const { activeMs } = report.apps[i]!
    if (activeMs === 'withheld') expect(cell).toBe(words.apps.withheld)
    else expectDuration(cell, activeMs)
  })
  cells('silent', words.silent.days).forEach((cell, i) => {
    expect(cell).toBe(words.silent.length(report.devices.silent[i]!.days))
  })
}
