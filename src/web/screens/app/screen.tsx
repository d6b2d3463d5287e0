import {
  formatCount,
  formatCpu,
  formatDuration,
  formatMemory,
  formatMonthName,
  formatYear,
} from '../../../core/format.ts'
import { formatDifference } from '../../../core/format-differences.ts'
import { rangeBefore, rangeOf, samePart } from '../../../core/ranges.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { monthOf } from '../../../core/time.ts'
import type { Figure } from '../../../core/view/headline.ts'
import { memberApp, myApp } from '../../../protocol/usage.ts'
import { formatDays } from '../../data/days-name.ts'
import { useLive } from '../../data/live.ts'
import { appName, categoryName } from '../../data/names.ts'
import { useParam } from '../../data/param.ts'
import { formatRangeWithin, useRange } from '../../data/range.ts'
import { useUsageSoon } from '../../data/usage.ts'
import { PeriodHead } from '../../shell/period-bar.tsx'
import { NotFound } from '../../shell/problem.tsx'
import { Figures, Hero } from '../../ui/figures.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { ScreenSkeleton } from '../../ui/skeleton.tsx'
import { appWords } from '../../words/app.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { AppSections } from './app-sections.tsx'
import type { AppAnswer } from './pictures.ts'

type Words = (typeof appWords)['en']

/** One app: its months, days and hours, on which computers, what it costs the machine. */
export function Screen() {
  const [key] = useParam('app')
  return key === undefined ? <NotFound /> : <OneApp appKey={key} />
}

function OneApp({ appKey }: { readonly appKey: string }) {
  const words = useWords(appWords)
  const locale = useLocale()
  const { range, present } = useRange()
  const { data } = useUsageSoon({ mine: myApp, theirs: memberApp }, { app: appKey, period: range.name })
  // What the server tells of is the whole day: which app it was is only known by asking.
  useLive(present, myApp.path, undefined)
  if (!data) return <ScreenSkeleton />
  const name = appName(data)
  return (
    <>
      <PeriodHead screen={name} units={['week', 'month', 'year']} />
      <p className="mt-8 text-note text-ink-3">
        <ScreenLink to="apps">{words.all}</ScreenLink> / {categoryName(data.category, locale) ?? words.uncategorised}
      </p>
      <h2 className="mt-1 text-[22px]/[28px] font-semibold">
        <bdi>{name}</bdi>
      </h2>
      {data.sums.runningMs === 0 ? <Unused answer={data} name={name} /> : <Head answer={data} />}
      <AppSections answer={data} />
    </>
  )
}

function Unused({ answer, name }: { readonly answer: AppAnswer; readonly name: string }) {
  const words = useWords(appWords)
  const locale = useLocale()
  return (
    <div className="py-6">
      {answer.lastDay === null ? (
        <Empty title={words.never(name)}>{words.neverHint}</Empty>
      ) : (
        <Empty title={words.unused(name)}>{words.unusedHint(formatYear(answer.lastDay, locale))}</Empty>
      )}
    </div>
  )
}

function Head({ answer }: { readonly answer: AppAnswer }) {
  const words = useWords(appWords)
  const locale = useLocale()
  const { activeMs, foregroundMs, runningMs } = answer.sums
  const hero: Figure =
    activeMs !== null
      ? { figure: formatDuration(activeMs, locale), label: words.active }
      : foregroundMs !== null
        ? { figure: formatDuration(foregroundMs, locale), label: words.foreground }
        : { figure: formatDuration(runningMs, locale), label: words.running }
  return (
    <div className="flex flex-col gap-6 pt-4 pb-8 lg:grid lg:grid-cols-[auto_minmax(0,1fr)] lg:items-end lg:gap-16">
      <Hero {...hero} />
      <Figures figures={toFigures(answer, locale, words)} />
    </div>
  )
}

/** What the figures before are of: as many days of the period before as have begun of this one. */
function toBeforeName({ period }: Pick<AppAnswer, 'period'>, locale: Locale, words: Words): string {
  const range = rangeOf(period.name)
  const before = rangeBefore(range)
  const part = samePart(range, before, period.today)
  if (part.last !== before.last) return formatDays(part, locale)
  if (before.unit === 'month') return formatMonthName(monthOf(before.first), locale)
  if (before.unit === 'year') return before.name
  return before.unit === 'week' ? words.weekBefore : formatRangeWithin(before, locale)
}

function toFigures(answer: AppAnswer, locale: Locale, words: Words): Figure[] {
  const { sums, previous } = answer
  return [
    ...(sums.activeMs !== null && previous?.activeMs != null
      ? [
          {
            figure: formatDifference(sums.activeMs, previous.activeMs, locale).signed,
            label: words.against({
              before: toBeforeName(answer, locale, words),
              figure: formatDuration(previous.activeMs, locale),
            }),
          },
        ]
      : []),
    ...(sums.foregroundMs !== null
      ? [{ figure: formatDuration(sums.foregroundMs, locale), label: words.inFront }]
      : []),
    { figure: formatDuration(sums.runningMs, locale), label: words.ran },
    { figure: formatCpu(sums.cpuMs, locale), label: words.cpu },
    {
      figure: formatMemory(sums.memoryMeanKiB, locale),
      label: words.memory(formatMemory(sums.memoryPeakKiB, locale)),
    },
    {
      figure: formatCount(sums.launches, locale),
      label: words.launches({ days: counted(locale, sums.days, words.day, words.days) }),
    },
  ]
}
