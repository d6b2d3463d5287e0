import { formatDuration, formatRange } from '../format.ts'
import type { Report, ReportGap } from '../report/report.ts'
import type { Locale, Texts } from '../texts/language.ts'
import { minuteMs } from '../time.ts'
import { excusedReasons, type GapReason } from '../usage.ts'
import { toLabel } from './label.ts'
import { type Section, sum } from './section.ts'

const shownGaps = 5
/** A shorter one is counted, not named. */
const leastMs = 10 * minuteMs

/** The longest gaps in the time due; what nobody expected is one sentence. Nothing to say, no section. */
export function toGapsSection(report: Report, { gaps: words }: Texts, locale: Locale): Section[] {
  const missed = report.gaps.filter(({ reason }) => !excusedReasons.has(reason as GapReason))
  const shown = missed.slice(0, shownGaps).filter(({ start, end }) => end - start >= leastMs)
  const rest = missed.slice(shown.length)
  const length = (gaps: readonly ReportGap[]) => sum(gaps, ({ start, end }) => end - start)
  const reasons: Readonly<Record<string, string>> = words.reasons
  const several = report.devices.length > 1
  const sentences = [
    ...(rest.length > 0 ? [[words.others({ count: rest.length, length: formatDuration(length(rest), locale) })]] : []),
    ...sayExcused(report, words, locale).map((sentence) => [sentence]),
  ]
  if (shown.length === 0 && sentences.length === 0) return []
  return [
    {
      name: 'gaps',
      title: words.title,
      columns: [
        { head: words.when, align: 'left' },
        ...(several ? [{ head: words.device, align: 'left', spare: true } as const] : []),
        { head: words.reason, align: 'left' },
        { head: words.length, align: 'right', strong: true },
      ],
      rows: shown.map((gap) => ({
        kind: 'item',
        cells: [
          formatRange(gap.start, gap.end, locale, report.zone),
          ...(several ? [toLabel(gap.device, 40)] : []),
          reasons[gap.reason] ?? words.unknownReason,
          formatDuration(gap.end - gap.start, locale),
        ],
      })),
      sentences,
    },
  ]
}

/** The gaps of a year are not all at hand on a screen, their sums are; in what was frozen early it is the other way round. */
function sayExcused({ gaps, unrecorded }: Report, words: Texts['gaps'], locale: Locale): string[] {
  const addUp = (reason: GapReason) =>
    sum(
      gaps.filter((gap) => gap.reason === reason),
      ({ start, end }) => end - start,
    )
  const spent = (reason: GapReason) => {
    const ms = unrecorded ? (unrecorded[reason] ?? 0) : addUp(reason)
    return ms > 0 ? formatDuration(ms, locale) : undefined
  }
  const [off, asleep, paused, outside] = [spent('off'), spent('asleep'), spent('paused'), spent('outside_hours')]
  if (!off && !asleep && !paused && !outside) return []
  const known = {
    ...(off && { off }),
    ...(asleep && { asleep }),
    ...(paused && { paused }),
    ...(outside && { outside }),
  }
  return [words.excused(known)]
}
