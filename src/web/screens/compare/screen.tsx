import { formatDuration, formatPercent } from '../../../core/format.ts'
import { formatDifference } from '../../../core/format-differences.ts'
import { likePart, type Range, rangeAround, rangeBefore, rangeOf, toRange } from '../../../core/ranges.ts'
import type { Locale } from '../../../core/texts/language.ts'
import type { Figure } from '../../../core/view/headline.ts'
import { memberComparison, myComparison } from '../../../protocol/usage.ts'
import { formatDays } from '../../data/days-name.ts'
import { useParam } from '../../data/param.ts'
import { formatRangeName, formatRangeWithin, useRange } from '../../data/range.ts'
import { useSelf } from '../../data/self.ts'
import { useToday } from '../../data/today.ts'
import { useUsageSoon } from '../../data/usage.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { Figures, Hero } from '../../ui/figures.tsx'
import { Empty } from '../../ui/notice.tsx'
import { ScreenSkeleton } from '../../ui/skeleton.tsx'
import { ParamSegments } from '../../ui/tabs.tsx'
import { compareWords } from '../../words/compare.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { ComparedTables, type Comparison } from './compared-tables.tsx'
import { PeriodChoice } from './period-choice.tsx'

/** Two periods beside each other. Where the address names none: the month before and this one. */
export function Screen() {
  const words = useWords(compareWords)
  const today = useToday()
  const { weekStart } = useSelf()
  const { range } = useRange()
  const [namedA] = useParam('a')
  const [namedB] = useParam('b')
  const b = (namedB && toRange(namedB)) || (range.unit === 'day' ? rangeAround(today, 'month', weekStart) : range)
  const a = (namedA && toRange(namedA)) || rangeBefore(b)
  const [days] = useParam('days', 'like')
  const asked = { a: a.name, b: b.name, days: days === 'all' ? ('all' as const) : ('like' as const) }
  const { data } = useUsageSoon({ mine: myComparison, theirs: memberComparison }, asked)
  return (
    <>
      <ScreenHead title={words.title} beside={<PeriodChoice a={a} b={b} />} />
      <DaysChoice a={a} b={b} />
      {data ? <Compared comparison={data} /> : <ScreenSkeleton />}
    </>
  )
}

/** Only where it makes a difference: while one of the two goes on and the other is longer so far. */
function DaysChoice({ a, b }: { readonly a: Range; readonly b: Range }) {
  const words = useWords(compareWords)
  const { today } = useSelf()
  const isCut = (range: Range, other: Range) => likePart(range, other, today).last !== range.last
  if (!isCut(a, b) && !isCut(b, a)) return null
  const options = (['like', 'all'] as const).map((value) => ({ value, text: words.daysCounted[value] }))
  return (
    <div className="no-print mt-4 flex">
      <ParamSegments label={words.daysLabel} param="days" options={options} />
    </div>
  )
}

type Words = (typeof compareWords)['en']
type Side = Comparison['a']

const msOf = (comparison: Comparison, side: Side) => (comparison.of === 'active' ? (side.activeMs ?? 0) : side.cpuMs)

type Naming = typeof formatRangeName

/** Over a column or a figure; with `formatRangeWithin`, as it stands in a sentence. */
const sideName = (
  { period, first, last, whole }: Side,
  locale: Locale,
  words: Pick<Words, 'soFar'>,
  naming: Naming = formatRangeName,
) => {
  if (!whole) return formatDays({ first, last }, locale)
  const name = naming(rangeOf(period.name), locale)
  return period.over ? name : words.soFar(name)
}

function Compared({ comparison }: { readonly comparison: Comparison }) {
  const words = useWords(compareWords)
  const locale = useLocale()
  const { a, b, of } = comparison
  if (a.recordedMs === 0 || b.recordedMs === 0) return <Incomparable comparison={comparison} />
  const names = { a: sideName(a, locale, words), b: sideName(b, locale, words) }
  const within = {
    a: sideName(a, locale, words, formatRangeWithin),
    b: sideName(b, locale, words, formatRangeWithin),
  }
  const { signed } = formatDifference(msOf(comparison, b), msOf(comparison, a), locale)
  const toFigure = (side: Side): Figure => ({
    figure: formatDuration(msOf(comparison, side), locale),
    label: words.days({
      period: sideName(side, locale, words),
      days: counted(locale, side.days, words.day, words.manyDays),
      percent: side.dueMs === 0 ? words.nothingDue : formatPercent(side.recordedMs / side.dueMs, locale),
    }),
  })
  return (
    <>
      <div className="flex flex-col gap-6 pt-8 pb-8 sm:pt-10 lg:grid lg:grid-cols-2 lg:items-end lg:gap-16">
        <Hero figure={signed} label={of === 'active' ? words.active(within) : words.cpu(within)} />
        <Figures figures={[toFigure(a), toFigure(b)]} />
      </div>
      <ComparedTables comparison={comparison} names={names} />
    </>
  )
}

/** Of a period without a record nothing is known, and nothing is more or less than that. */
function Incomparable({ comparison }: { readonly comparison: Comparison }) {
  const words = useWords(compareWords)
  const locale = useLocale()
  const { a, b } = comparison
  const known = [a, b].find(({ recordedMs }) => recordedMs > 0)
  const unknown = known === a ? b : a
  return (
    <div className="py-10">
      <Empty title={known ? words.noneIn(sideName(unknown, locale, words, formatRangeWithin)) : words.none}>
        {known &&
          words.alone({
            period: sideName(known, locale, words),
            figure: formatDuration(msOf(comparison, known), locale),
            of: comparison.of,
            days: counted(locale, known.days, words.day, words.manyDays),
          })}
      </Empty>
    </div>
  )
}
