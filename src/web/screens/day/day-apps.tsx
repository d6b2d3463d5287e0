import { columnOfDurations, formatPercent } from '../../../core/format.ts'
import type { Interval } from '../../../core/spans.ts'
import { formatClock } from '../../data/instant.ts'
import { colorOf } from '../../report/shares-bar.tsx'
import { AppName } from '../../ui/app-name.tsx'
import type { Column } from '../../ui/column.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { dayWords } from '../../words/day.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type AppTime, type Colors, coloredApps, type DayAnswer, timesOf } from './span.ts'

interface DayAppsProps {
  readonly answer: DayAnswer
  readonly colors: Colors
  readonly span: Interval
}

/** How long each app was in front in what is looked at. The colours are the whole day's. */
export function DayApps({ answer, colors, span }: DayAppsProps) {
  const words = useWords(dayWords)
  const locale = useLocale()
  const { apps, zone } = answer
  const times = timesOf(answer, span)
  const total = times.reduce((sum, { ms }) => sum + ms, 0)
  const format = columnOfDurations(times[0]?.ms ?? 0, locale)
  const columns: Column<AppTime>[] = [
    {
      ...{ id: 'app', head: words.app, names: true },
      cell: ({ app }) => (
        <>
          <i
            className="mr-[10px] inline-block size-[10px]"
            style={{ background: colorOf(colors.get(apps[app]!.key) ?? coloredApps) }}
            aria-hidden="true"
          />
          <ScreenLink to="app" search={{ app: apps[app]!.key }} className="quiet-link">
            <AppName app={apps[app]!} among={apps} />
          </ScreenLink>
        </>
      ),
    },
    { id: 'time', head: words.time, align: 'right', cell: ({ ms }) => format(ms) },
    {
      id: 'share',
      head: words.share,
      align: 'right',
      quiet: true,
      cell: ({ ms }) => formatPercent(ms / total, locale),
    },
  ]
  const isWhole = span.start <= answer.start && span.end >= answer.end
  const part = isWhole ? words.wholeDay : `${formatClock(span.start, zone)}–${formatClock(span.end, zone)}`
  if (times.length === 0)
    return (
      <Section title={words.apps}>
        <p className="text-ink-2">{isWhole ? words.nothingInFrontAll : words.nothingInFrontPart(part)}</p>
      </Section>
    )
  return (
    <Section title={words.apps} caption={words.appsCaption(part)}>
      <Table
        label={words.apps}
        columns={columns}
        rows={times}
        rowKey={({ app }) => app}
        sorting={{ by: 'time', way: 'descending' }}
      />
    </Section>
  )
}
