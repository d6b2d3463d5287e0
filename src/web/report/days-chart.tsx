import { Link } from '@tanstack/react-router'
import type { DayBar, DaysPicture } from '../../core/view/picture.ts'
import { useAddress } from '../data/param.ts'
import { useRoving } from '../ui/use-roving.ts'

interface DaysChartProps {
  readonly picture: DaysPicture
  /** Each bar's own day, in the same order: then bars lead to their days. */
  readonly days?: readonly string[]
}

/** Days that lack the same, one after another, under one sheet. */
interface Sheet {
  readonly from: number
  readonly to: number
  readonly height: number
}

function sheetsOf(days: readonly DayBar[]): Sheet[] {
  const sheets: Sheet[] = []
  days.forEach(({ hatchedTo, value }, i) => {
    if (hatchedTo === 0 || (value !== null && value >= hatchedTo * 0.97)) return
    const last = sheets.at(-1)
    if (last && last.to === i && last.height === hatchedTo) sheets[sheets.length - 1] = { ...last, to: i + 1 }
    else sheets.push({ from: i, to: i + 1, height: hatchedTo })
  })
  return sheets
}

/** A bar for each day of a period. It is one stop of the tabulator; arrows go from day to day, Enter opens one. */
export function DaysChart({ picture, days }: DaysChartProps) {
  const { ticks, legend } = picture
  const most = Math.max(
    ...picture.days.map(({ value, hatchedTo }) => Math.max(value ?? 0, hatchedTo)),
    ticks.at(-1)!.at,
  )
  const percent = (value: number) => `${(value / most) * 100}%`
  const step = ticks[0]!.at
  const columns = { gridTemplateColumns: `repeat(${picture.days.length}, minmax(0, 1fr))` }
  const few = picture.days.length <= 7
  const last = picture.days.at(-1)?.date
  return (
    <figure>
      <div className="days">
        <div className="days-axis" aria-hidden="true">
          {[{ at: 0, label: '0' }, ...ticks].map(({ at, label }) => (
            <span key={at} style={{ bottom: percent(at) }}>
              {label}
            </span>
          ))}
        </div>
        <div className="days-plot" style={columns}>
          {ticks
            .flatMap(({ at }) => [at - step / 2, at])
            .map((at) => (
              <i key={at} className="days-line" style={{ bottom: percent(at) }} />
            ))}
          {sheetsOf(picture.days).map(({ from, to, height }) => (
            <i
              key={from}
              className="days-sheet"
              style={{ gridColumn: `${from + 1} / ${to + 1}`, height: percent(height) }}
            />
          ))}
          <Bars picture={picture} days={days} percent={percent} />
        </div>
        <div className="days-dates" style={columns} aria-hidden="true">
          {picture.days.map(({ date, weekdayName, weekend }) => (
            <span
              key={date}
              className={few || date === 1 || date === last || (date % 5 === 0 && date + 1 !== last) ? '' : 'minor'}
              data-weekend={weekend}
            >
              {few ? `${weekdayName} ${date}` : date}
            </span>
          ))}
        </div>
      </div>
      <Legend legend={legend} />
      {days === undefined && <figcaption className="sr-only">{picture.alternative}</figcaption>}
    </figure>
  )
}

interface BarsProps {
  readonly picture: DaysPicture
  readonly days: readonly string[] | undefined
  percent(value: number): string
}

function Bars({ picture, days, percent }: BarsProps) {
  const { org, person, reason } = useAddress()
  const { item, onKeyDown } = useRoving(picture.days.length, { ArrowLeft: -1, ArrowRight: 1 }, picture.largest)
  const bars = picture.days.map((day, i) => {
    const place = { gridColumn: i + 1 }
    const drawn = <DayMark day={day} largest={i === picture.largest} percent={percent} />
    if (!days)
      return (
        <span key={day.date} className="day" style={place} aria-hidden="true">
          {drawn}
        </span>
      )
    const address = { to: '/day', search: { org, person, reason, period: days[i] } }
    return (
      <Link
        key={days[i]}
        {...(address as object as { to: string })}
        {...item(i)}
        preload={false}
        className="day"
        style={place}
        aria-label={`${day.weekdayName} ${day.date}${day.figure === '' ? '' : `: ${day.figure}`}`}
        title={`${day.weekdayName} ${day.date}${day.figure === '' ? '' : ` · ${day.figure}`}`}
      >
        {drawn}
      </Link>
    )
  })
  return days ? (
    // biome-ignore lint/a11y/useSemanticElements: a chart whose parts are links is no set of fields
    <div className="contents" role="group" aria-label={picture.alternative.split('.')[0]} onKeyDown={onKeyDown}>
      {bars}
    </div>
  ) : (
    bars
  )
}

function DayMark({ day, largest, percent }: { day: DayBar; largest: boolean; percent(value: number): string }) {
  const { value, weekend, hatchedTo, figure } = day
  if (value === null) return null
  if (value === 0) return hatchedTo > 0 ? null : <i className="day-none" />
  return (
    <>
      <i
        className={`day-bar ${weekend ? 'soft' : ''} ${hatchedTo > value ? 'edged' : ''}`}
        style={{ height: percent(value) }}
      />
      {largest && (
        <b className="day-figure" style={{ bottom: `calc(${percent(Math.max(value, hatchedTo))} + 4px)` }}>
          {figure}
        </b>
      )}
    </>
  )
}

const Legend = ({ legend }: { readonly legend: DaysPicture['legend'] }) => (
  <ul className="key" aria-hidden="true">
    {(['weekday', 'weekend', 'none', 'missing'] as const).map(
      (name) =>
        legend[name] && (
          <li key={name} className={`key-${name}`}>
            {legend[name]}
          </li>
        ),
    )}
  </ul>
)
