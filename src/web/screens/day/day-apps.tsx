import { columnOfDurations, formatPercent } from '../../../core/format.ts'
import { formatClock } from '../../data/instant.ts'
import { colorOf } from '../../report/shares-bar.tsx'
import { AppName } from '../../ui/app-name.tsx'
import type { Column } from '../../ui/column.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { dayWords } from '../../words/day.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type Colors, coloredApps, type DayAnswer } from './span.ts'

interface DayAppsProps {
  readonly answer: DayAnswer
  readonly colors: Colors
}

type InFront = DayAnswer['apps'][number]

/**
 * How long each app was in front in all that the answer tells of, which is the whole day until one looks closer: the picture begins with
 * less of it, and cannot be measured, since short windows are drawn together. The colours are the whole day's.
 */
export function DayApps({ answer, colors }: DayAppsProps) {
  const words = useWords(dayWords)
  const locale = useLocale()
  const { apps, zone, from, to } = answer
  const total = apps.reduce((sum, { inFrontMs }) => sum + inFrontMs, 0)
  const format = columnOfDurations(apps[0]?.inFrontMs ?? 0, locale)
  const columns: Column<InFront>[] = [
    {
      ...{ id: 'app', head: words.app, names: true },
      cell: (app) => (
        <>
          <i
            className="mr-[10px] inline-block size-[10px]"
            style={{ background: colorOf(colors.get(app.key) ?? coloredApps) }}
            aria-hidden="true"
          />
          <ScreenLink to="app" search={{ app: app.key }} className="quiet-link">
            <AppName app={app} among={apps} />
          </ScreenLink>
        </>
      ),
    },
    { id: 'time', head: words.time, align: 'right', cell: ({ inFrontMs }) => format(inFrontMs) },
    {
      id: 'share',
      head: words.share,
      align: 'right',
      quiet: true,
      cell: ({ inFrontMs }) => formatPercent(inFrontMs / total, locale),
    },
  ]
  const isWhole = from <= answer.start && to >= answer.end
  const part = isWhole ? words.wholeDay : `${formatClock(from, zone)}–${formatClock(to, zone)}`
  if (apps.length === 0)
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
        rows={apps}
        rowKey={({ key }) => key}
        sorting={{ by: 'time', way: 'descending' }}
      />
    </Section>
  )
}
