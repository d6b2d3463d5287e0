import { formatDuration, formatInstant, formatMonthName, formatPercent } from '../format.ts'
import type { Rich } from '../texts/language.ts'
import { isMonth } from '../time.ts'
import { toLabel } from './label.ts'
import type { Telling } from './telling.ts'

/** What stands below everything: what is recorded and what never, how much of it there is, in which zone, as of when. */
export function toClosing(telling: Telling): Rich[] {
  const { report, words, locale, week } = telling
  const { closing } = words
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
  const open = report.closed ? [] : [week ? words.week.openPeriod : closing.openPeriod]
  return [closing.recorded, closing.neverRecorded, [[...coverage, ...open, ...sayCorrected(telling), made].join(' ')]]
}

/** What the last report said and what is known now, where records that came later made a difference. */
function sayCorrected({ report, words, locale }: Telling): string[] {
  const corrected = report.against?.corrected
  if (!corrected) return []
  const { period, said, now } = corrected
  const active = said.activeMs !== null && now.activeMs !== null
  const figure = (each: typeof said) => formatDuration((active ? each.activeMs : each.recordedMs) ?? 0, locale)
  if (figure(said) === figure(now)) return []
  const name = isMonth(period) ? formatMonthName(period, locale) : words.changes.weekBefore
  return [words.against.corrected({ period: name, said: figure(said), now: figure(now), active })]
}

/** A report of nothing is one short message: what was due, what is known of computers, and what to look at. */
export function toEmptiness({ report, words: { empty }, locale }: Telling): string[] {
  const last = report.devices
    .filter((device) => device.lastRecordedAt !== null)
    .sort((a, b) => (b.lastRecordedAt ?? 0) - (a.lastRecordedAt ?? 0))[0]
  const at = last && formatInstant(last.lastRecordedAt ?? 0, locale, report.zone, 'year')
  return [
    report.dueMs === 0 ? empty.nothingDue : empty.unrecorded({ due: formatDuration(report.dueMs, locale) }),
    last && at ? empty.last({ device: toLabel(last.name, 40), at }) : empty.never,
    empty.wayOut,
  ]
}
