import type { Report } from '../../core/report/report.ts'
import type { Locale } from '../../core/texts/language.ts'
import { type ReportView, toView } from '../../core/view/view.ts'
import type { DayView, MonthView } from '../../core/view/view-month.ts'
import { noPaint } from './paint.ts'
import { toPlain } from './plain.ts'
import { pad, widthOf } from './plain-layout.ts'

const width = 76
const hatch = '////'

/** The report as the plain text of a mail, which stands on its own: every figure of the HTML, 76 columns. */
export const toText = (report: Report, locale: Locale): string =>
  toPlain(toView(report, locale), { width, paint: noPaint, drawMonth: calendar })

const isMissing = ({ recordedMs, dueMs }: DayView) => dueMs > 0 && recordedMs === 0

/** A leaf of a calendar, Monday first: date and time recorded; hatched where time was due, empty where nothing was. */
function calendar({ days }: MonthView, { words }: ReportView): string[] {
  const figure = (day: DayView) => day.recorded || (isMissing(day) ? hatch : '')
  const room = Math.max(...days.map((day) => widthOf(figure(day))), 5)
  const cell = (day: DayView) => `${String(day.date).padStart(2)} ${pad(figure(day), room, 'right')}`
  const legend = days.some(isMissing) ? ['', `${hatch} ${words.month.unrecorded}`] : []
  if ((room + 3) * 7 + 6 > width) return [...days.filter((day) => figure(day)).map(cell), ...legend]
  const weeks: string[][] = []
  for (const day of days) {
    if (weeks.length === 0 || day.weekday === 1) weeks.push(Array.from({ length: 7 }, () => ' '.repeat(room + 3)))
    weeks.at(-1)![day.weekday - 1] = cell(day)
  }
  const heads = days.slice(0, 7).sort((a, b) => a.weekday - b.weekday)
  const head = heads.map(({ weekdayName }) => pad(weekdayName, room + 3, 'right')).join(' ')
  return [head, ...weeks.map((week) => week.join(' ')), ...legend]
}
