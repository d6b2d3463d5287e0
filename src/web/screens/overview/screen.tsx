import { toView } from '../../../core/view/view.ts'
import { memberOverview, myOverview } from '../../../protocol/usage.ts'
import { useLive } from '../../data/live.ts'
import { useRange } from '../../data/range.ts'
import { useSelf } from '../../data/self.ts'
import { useUsage } from '../../data/usage.ts'
import { PeriodHead } from '../../shell/period-bar.tsx'
import { Figures, Hero } from '../../ui/figures.tsx'
import { RichText } from '../../ui/rich.tsx'
import { overviewWords } from '../../words/overview.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { toOverviewFigures } from './figures.ts'
import { NothingYet } from './nothing-yet.tsx'
import { OverviewSections } from './sections.tsx'

/** What somebody did with a week, a month or a year: this one so far, or one that is over. */
export function Screen() {
  const words = useWords(overviewWords)
  const locale = useLocale()
  const { weekStart } = useSelf()
  const { range, present } = useRange()
  const overview = useUsage({ mine: myOverview, theirs: memberOverview }, { period: range.name })
  const today = overview.figures.days.find(({ day }) => day === overview.period.today)
  useLive(present, myOverview.path, today && { recordedMs: today.recordedMs, activeMs: today.activeMs ?? null })
  const report = { ...overview.figures, kind: range.unit === 'week' ? 'person-week' : 'person-month' } as const
  const view = toView(report, locale, {}, weekStart)
  // The last sentence speaks of a month or a week.
  const closing = range.unit === 'year' ? view.closing.slice(0, -1) : view.closing
  return (
    <>
      <PeriodHead screen={words.title} units={['day', 'week', 'month', 'year']} />
      {report.recordedMs === 0 ? (
        <NothingYet
          view={view}
          never={report.devices.every(({ lastRecordedAt }) => lastRecordedAt === null)}
          computers={report.devices.length}
        />
      ) : (
        <>
          <div className="flex flex-col gap-6 pt-8 pb-8 sm:pt-10 lg:grid lg:grid-cols-[auto_minmax(0,1fr)] lg:items-end lg:gap-16">
            <Hero {...view.hero} />
            <Figures figures={toOverviewFigures(overview, view, locale, words)} />
          </div>
          <OverviewSections overview={overview} view={view} />
        </>
      )}
      <footer className="border-t border-axis pt-4 text-note text-ink-3">
        {closing.map((sentence, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
          <p key={i} className="mb-2 max-w-[90ch] [&_strong]:text-ink-2">
            <RichText>{sentence}</RichText>
          </p>
        ))}
      </footer>
    </>
  )
}
