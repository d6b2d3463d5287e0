import { Link } from '@tanstack/react-router'
import { formatDayOfMonth, formatDuration, formatMonthName } from '../../../core/format.ts'
import { addDays, addMonths, type Day, dayMs, dayNumber, hourMs, monthOf } from '../../../core/time.ts'
import { placeInWeek, type WeekStart } from '../../../core/week-start.ts'
import { memberCalendar, myCalendar } from '../../../protocol/usage.ts'
import { useAddress } from '../../data/param.ts'
import { useRange } from '../../data/range.ts'
import { useSelf } from '../../data/self.ts'
import { useToday } from '../../data/today.ts'
import { useUsageSoon } from '../../data/usage.ts'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { useRoving } from '../../ui/use-roving.ts'
import { overviewWords } from '../../words/overview.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type CalendarCell, type CalendarDay, type CalendarMeasure, measureOf, toCell } from './calendar-days.ts'

/** Lower limits of its classes, in hours a day. */
const limits = [0, 1, 2, 4, 6, 8] as const
const looks = { unwatched: 'unwatched', missing: 'unknown', off: 'nothing-due', unknown: 'not-known' } as const
const classOf = (ms: number) => limits.findLastIndex((limit) => (limit === 0 ? ms >= 0 : ms >= limit * hourMs))

/** A year of days: the one shown, or the one up to the end of the period shown; on a phone five months of it. */
export function Calendar() {
  const words = useWords(overviewWords)
  const today = useToday()
  const { weekStart } = useSelf()
  const { range } = useRange()
  const narrow = useNarrow()
  const isYear = range.unit === 'year'
  const to = !isYear && range.last >= today ? today : range.last
  const from = isYear ? range.first : `${addMonths(monthOf(to), narrow ? -4 : -11)}-01`
  const { data } = useUsageSoon({ mine: myCalendar, theirs: memberCalendar }, { from, to })
  const measure = measureOf(data?.days ?? [])
  return (
    <Section title={words.calendar} caption={words.calendarCaption[measure]}>
      {data ? <Weeks {...{ from, to, today, measure, weekStart }} days={data.days} /> : <Skeleton className="h-32" />}
    </Section>
  )
}

interface WeeksProps {
  readonly from: Day
  readonly to: Day
  readonly today: Day
  readonly days: readonly CalendarDay[]
  readonly measure: CalendarMeasure
  readonly weekStart: WeekStart
}

function Weeks({ from, to, today, days, measure, weekStart }: WeeksProps) {
  const words = useWords(overviewWords)
  const known = new Map(days.map((day) => [day.day, day]))
  const all = Array.from({ length: (dayNumber(to) - dayNumber(from)) / dayMs + 1 }, (_, i) => addDays(from, i))
  const lead = placeInWeek(from, weekStart)
  const weeks = Math.ceil((lead + all.length) / 7)
  const columns = { gridTemplateColumns: `repeat(${weeks}, minmax(0, 1fr))` }
  const past = all.filter((day) => day <= today).map((day) => ({ day, cell: toCell(known.get(day), measure) }))
  const steps = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 }
  const { item, onKeyDown } = useRoving(past.length, steps, past.length - 1)
  return (
    <>
      <Months all={all} lead={lead} columns={columns} />
      {/* biome-ignore lint/a11y/useSemanticElements: a chart whose parts are links is no set of fields */}
      <div
        className="calendar"
        style={{ ...columns, gridTemplateRows: 'repeat(7, auto)' }}
        role="group"
        aria-label={words.calendar}
        onKeyDown={onKeyDown}
      >
        {Array.from({ length: lead }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the days before the first
          <i key={i} />
        ))}
        {past.map(({ day, cell }, i) => (
          <DayCell key={day} day={day} cell={cell} item={item(i)} />
        ))}
      </div>
      <Legend cells={past.map(({ cell }) => cell)} measure={measure} />
    </>
  )
}

/** What its shades stand for, and of the other looks those that are there. */
function Legend({ cells, measure }: { readonly cells: readonly CalendarCell[]; readonly measure: CalendarMeasure }) {
  const words = useWords(overviewWords)
  const seen = new Set(cells.map(({ state }) => state))
  return (
    <div className="ramp ml-0!" aria-hidden="true">
      {limits.map((limit, i) => (
        <span key={limit}>
          <i style={{ background: `var(--heat-${i})` }} />
          {limit === 0 ? '<1' : i === limits.length - 1 ? `${limit}+` : limit}
        </span>
      ))}
      <em>{words.calendarUnit[measure]}</em>
      {(['unwatched', 'missing', 'off', 'unknown'] as const)
        .filter((state) => seen.has(state))
        .map((state) => (
          <em key={state} className="ramp-missing">
            <i className={looks[state]} />
            {words.calendarStates[state]}
          </em>
        ))}
    </div>
  )
}

/** The months over the weeks that they begin in. */
function Months({
  all,
  lead,
  columns,
}: {
  readonly all: readonly Day[]
  readonly lead: number
  readonly columns: object
}) {
  const locale = useLocale()
  const firsts = all.flatMap((day, i) => (day.endsWith('-01') ? [{ day, column: Math.floor((lead + i) / 7) + 1 }] : []))
  return (
    <div className="mb-1 grid h-4 text-label text-ink-3" style={columns} aria-hidden="true">
      {firsts.map(({ day, column }) => (
        <span key={day} className="w-0 whitespace-nowrap" style={{ gridColumn: column, gridRow: 1 }}>
          {formatMonthName(monthOf(day), locale).slice(0, 3)}
        </span>
      ))}
    </div>
  )
}

interface DayCellProps {
  readonly day: Day
  readonly cell: CalendarCell
  readonly item: object
}

function DayCell({ day, cell: { state, ms }, item }: DayCellProps) {
  const words = useWords(overviewWords)
  const locale = useLocale()
  const { org, person, reason } = useAddress()
  const time = formatDuration(ms, locale)
  const figure = state === 'told' ? time : state === 'unwatched' ? words.unwatched(time) : words.calendarStates[state]
  const name = `${formatDayOfMonth(day, locale)} ${formatMonthName(monthOf(day), locale)}: ${figure}`
  const address = { to: '/day', search: { org, person, reason, period: day } }
  return (
    <Link
      {...(address as object as { to: string })}
      {...item}
      preload={false}
      aria-label={name}
      title={name}
      {...(state === 'told' ? { style: { background: `var(--heat-${classOf(ms)})` } } : { className: looks[state] })}
    />
  )
}
