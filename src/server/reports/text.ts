import type { Locale } from '../../core/texts/language.ts'
import { type AnyReport, toAnyView } from '../../core/view/any-view.ts'
import type { ReportLinks } from '../../core/view/links.ts'
import type { DayBar, DaysPicture, Picture } from '../../core/view/picture.ts'
import type { ReportView } from '../../core/view/view.ts'
import { noPaint } from './paint.ts'
import { toPlain } from './plain.ts'
import { digitsOf, sharesOf } from './plain-drawings.ts'
import { pad, widthOf } from './plain-layout.ts'

const width = 76
const hatch = '////'

/** The report as the plain text of a mail, which stands on its own: every figure of the HTML, 76 columns. */
export const toText = (report: AnyReport, locale: Locale, links?: ReportLinks): string =>
  toPlain(toAnyView(report, locale, links), { width, paint: noPaint, draw })

function draw(picture: Picture, { words }: ReportView): string[] {
  if (picture.kind === 'days') return calendar(picture, words.use.partly)
  if (picture.kind === 'shares') return [sharesOf(picture, width, noPaint)]
  return digitsOf(picture, words.when.digits, width)
}

/** A day of which only a part is known has its figure, with the hatch's letter beside it. */
const figureOf = ({ value, figure, hatchedTo }: DayBar) => {
  if (value === null) return hatchedTo > 0 ? hatch : ''
  return hatchedTo > value ? `${figure}/` : figure
}

/** A leaf of a calendar, its week as the period's: date and figure; hatched where time was due, empty where nothing was. */
function calendar({ days, legend }: DaysPicture, partly: string): string[] {
  const room = Math.max(...days.map((day) => widthOf(figureOf(day))), 5)
  const cell = (day: DayBar) => `${String(day.date).padStart(2)} ${pad(figureOf(day), room, 'right')}`
  const parts = days.some((day) => day.value !== null && day.hatchedTo > day.value) ? `, / ${partly}` : ''
  const key = legend.missing ? ['', `${hatch} ${legend.missing}${parts}`] : []
  if ((room + 3) * 7 + 6 > width) return [...days.filter(figureOf).map(cell), ...key]
  const first = days.length <= 7 ? days[0]!.weekday : 1
  const columnOf = (weekday: number) => (weekday - first + 7) % 7
  const weeks: string[][] = []
  for (const day of days) {
    if (weeks.length === 0 || day.weekday === first) weeks.push(Array.from({ length: 7 }, () => ' '.repeat(room + 3)))
    weeks.at(-1)![columnOf(day.weekday)] = cell(day)
  }
  const heads = days.slice(0, 7).sort((a, b) => columnOf(a.weekday) - columnOf(b.weekday))
  const head = heads.map(({ weekdayName }) => pad(weekdayName, room + 3, 'right')).join(' ')
  return [head, ...weeks.map((week) => week.join(' ')), ...key]
}
