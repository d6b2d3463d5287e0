import { columnOfDurations, noFigure } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import type { ToldTime } from './tree.ts'

/** Active times of a column: hours, a dash for what is unknown, a word for what may not be told. */
export function columnOfTold(times: readonly ToldTime[], locale: Locale, withheld: string): (time: ToldTime) => string {
  const format = columnOfDurations(
    Math.max(0, ...times.map((time) => (time === 'withheld' ? 0 : (time.activeMs ?? 0)))),
    locale,
  )
  return (time) => (time === 'withheld' ? withheld : time.activeMs === null ? noFigure : format(time.activeMs))
}
