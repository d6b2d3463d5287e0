import { formatDay, formatDuration, formatList, formatPercent } from '../../../core/format.ts'
import type { ReportDay } from '../../../core/report/report.ts'
import { Section } from '../../ui/section.tsx'
import { counted } from '../../words/count.ts'
import { overviewWords } from '../../words/overview.ts'
import { useLocale, useWords } from '../../words/words.ts'
import type { Overview } from './figures.ts'

/** Less than this share of what was due is told as missing. */
const whole = 0.95
const namedDays = 4

const stateOf = ({ recordedMs, dueMs }: ReportDay) =>
  dueMs === 0 && recordedMs === 0 ? 'off' : recordedMs >= dueMs * whole ? 'known' : 'missing'

interface Run {
  readonly state: ReturnType<typeof stateOf>
  readonly from: string
  /** In days. */
  readonly length: number
  /** Of what was due. */
  readonly share: number
}

/** Days of the same kind that follow one another, as one; each day of which something is missing by itself. */
function toRuns(days: readonly ReportDay[]): Run[] {
  const runs: Run[] = []
  for (const day of days) {
    const state = stateOf(day)
    const last = runs.at(-1)
    if (last && state !== 'missing' && last.state === state)
      runs[runs.length - 1] = { ...last, length: last.length + 1 }
    else runs.push({ state, from: day.day, length: 1, share: state === 'missing' ? day.recordedMs / day.dueMs : 1 })
  }
  return runs
}

/** How much of the time due was recorded: day after day, hatched where something is missing. */
export function Coverage({ figures }: { readonly figures: Overview['figures'] }) {
  const words = useWords(overviewWords)
  const locale = useLocale()
  const { coverage, recordedMs, dueMs, days } = figures
  if (coverage === null) return <Section title={words.coverage}>{words.nothingDue}</Section>
  const missing = days.filter((day) => stateOf(day) === 'missing').map(({ day }) => formatDay(day, locale))
  const named = missing.slice(0, namedDays)
  const more = missing.length - named.length
  const list = more > 0 ? [...named, words.more(counted(locale, more, words.day, words.days))] : named
  const said = missing.length > 0 ? words.missing(formatList(list, locale)) : ''
  return (
    <Section
      title={words.coverage}
      caption={words.covered({ recorded: formatDuration(recordedMs, locale), due: formatDuration(dueMs, locale) })}
    >
      <div
        className="flex h-[10px]"
        role="img"
        aria-label={words.coverageBar({ percent: formatPercent(coverage, locale), missing: said })}
      >
        {toRuns(days).map(({ state, length, from, share }) => (
          <span key={from} className="flex bg-(image:--unrecorded)" style={{ flexGrow: length, flexBasis: 0 }}>
            <i className={state === 'off' ? 'bg-track' : 'bg-data'} style={{ width: `${share * 100}%` }} />
          </span>
        ))}
      </div>
      <p className="mt-2 flex justify-between text-label text-ink-3" aria-hidden="true">
        <span>{formatDay(days[0]!.day, locale, 'short')}</span>
        <span>{formatDay(days.at(-1)!.day, locale, 'short')}</span>
      </p>
      {missing.length > 0 && (
        <p className="mt-2 text-note text-ink-2">
          {said.trim()} {words.unknown}
        </p>
      )}
    </Section>
  )
}
