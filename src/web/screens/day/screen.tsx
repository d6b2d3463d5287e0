import { formatDuration, formatPercent } from '../../../core/format.ts'
import type { Figure } from '../../../core/view/headline.ts'
import { memberDay, myDay } from '../../../protocol/usage.ts'
import { formatClock } from '../../data/instant.ts'
import { useLive } from '../../data/live.ts'
import { useAddress } from '../../data/param.ts'
import { useRange } from '../../data/range.ts'
import { useUsageSoon } from '../../data/usage.ts'
import { PeriodHead } from '../../shell/period-bar.tsx'
import { Figures, Hero } from '../../ui/figures.tsx'
import { Empty } from '../../ui/notice.tsx'
import { ScreenSkeleton } from '../../ui/skeleton.tsx'
import { plural } from '../../words/count.ts'
import { dayWords } from '../../words/day.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { DayApps } from './day-apps.tsx'
import { DayTimeline } from './day-timeline.tsx'
import { sayLeftOut } from './left-out.tsx'
import { RanApps } from './ran-apps.tsx'
import { colorsOf, type DayAnswer, isPictured } from './span.ts'
import { Stretches } from './stretches.tsx'
import { useSpan } from './use-span.ts'

/** One day, from minute to minute. */
export function Screen() {
  const words = useWords(dayWords)
  const { range, present } = useRange('day')
  return (
    <>
      <PeriodHead screen={words.title} usual="day" units={['day', 'week', 'month', 'year']} />
      <Day key={range.first} day={range.first} today={present} />
    </>
  )
}

const instant = /^\d{10,14}$/

function Day({ day, today }: { readonly day: string; readonly today: boolean }) {
  const { from, to } = useAddress()
  const closer = from && to && instant.test(from) && instant.test(to) ? { from, to } : {}
  const of = { mine: myDay, theirs: memberDay }
  const { data: whole } = useUsageSoon(of, { day })
  const { data } = useUsageSoon(of, { day, ...closer })
  const sums = data?.sums
  useLive(today, myDay.path, sums ? { recordedMs: sums.recordedMs, activeMs: sums.activeMs } : undefined)
  return data && whole ? <KnownDay answer={data} whole={whole} /> : <ScreenSkeleton />
}

/** @param whole not only the part that is looked at */
function KnownDay({ answer, whole }: { readonly answer: DayAnswer; readonly whole: DayAnswer }) {
  const words = useWords(dayWords)
  const locale = useLocale()
  const looking = useSpan(answer)
  const colors = colorsOf(whole)
  const { sums } = answer
  const known = whole.devices.some(isPictured)
  const isRecorded = known || (sums?.recordedMs ?? 0) > 0
  if (!isRecorded) return <NothingRecorded whole={whole} />
  const hero: Figure =
    sums?.activeMs == null
      ? { figure: formatDuration(sums?.recordedMs ?? 0, locale), label: words.recordedOnly }
      : { figure: formatDuration(sums.activeMs, locale), label: words.active }
  return (
    <>
      <div className="flex flex-col gap-6 pt-8 pb-8 sm:pt-10 lg:grid lg:grid-cols-[auto_minmax(0,1fr)] lg:items-end lg:gap-16">
        <Hero {...hero} />
        <Figures figures={toFigures(answer, words, locale)} />
      </div>
      {known ? (
        <>
          <DayTimeline answer={answer} whole={whole} looking={looking} />
          <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] xl:gap-x-10">
            <DayApps answer={answer} colors={colors} />
            <Stretches answer={answer} span={looking.span} />
          </div>
        </>
      ) : (
        <Unwatched answer={whole} />
      )}
    </>
  )
}

function NothingRecorded({ whole }: { readonly whole: DayAnswer }) {
  const words = useWords(dayWords)
  const said = sayLeftOut(whole, words, useLocale())
  return (
    <div className="py-10">
      <Empty title={words.none}>{said.length === 0 ? words.noneHint : said.map((one) => <p key={one}>{one}</p>)}</Empty>
    </div>
  )
}

/** Of computers without a desktop there is no picture of the day, but what ran is known. */
function Unwatched({ answer }: { readonly answer: DayAnswer }) {
  const words = useWords(dayWords)
  const locale = useLocale()
  const recording = answer.devices.filter(({ recordedMs }) => recordedMs > 0)
  const silent = answer.devices.filter(({ recordedMs }) => recordedMs === 0)
  return (
    <>
      <div className="mb-8 border-t border-axis pt-4">
        <p className="max-w-(--measure) text-body">{recording.length > 1 ? words.unwatchedMany : words.unwatched}</p>
        {sayLeftOut({ ...answer, devices: silent }, words, locale).map((sentence) => (
          <p key={sentence} className="mt-2 max-w-(--measure) text-note text-ink-2">
            {sentence}
          </p>
        ))}
      </div>
      <RanApps day={answer.day} />
    </>
  )
}

type Words = (typeof dayWords)['en']

function toFigures({ sums, zone }: DayAnswer, words: Words, locale: Parameters<typeof formatPercent>[1]): Figure[] {
  if (!sums) return []
  const { firstActivityAt: first, lastActivityAt: last, sessions, coverage } = sums
  return [
    ...(first ? [{ figure: formatClock(first, zone), label: words.from }] : []),
    ...(last ? [{ figure: formatClock(last, zone), label: words.to }] : []),
    ...(sessions ? [{ figure: String(sessions), label: plural(locale, sessions, words.session, words.sessions) }] : []),
    ...(coverage === null ? [] : [{ figure: formatPercent(coverage, locale), label: words.coverage }]),
  ]
}
